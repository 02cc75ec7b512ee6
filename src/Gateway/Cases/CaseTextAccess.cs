using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>
/// Who may read the texts of a case: those who handle it. That is an official or a team of the unit that raised it, of the unit
/// that has custody, or of a unit that acted on it; and never the official it is about, who must not learn who raised it.
/// </summary>
/// <remarks>
/// All of the rule is here. An engine that knows holders adds to <see cref="StandsFor"/> the units a holder is assigned to, and to
/// <see cref="Includes"/> the members of a team. <see cref="Record"/> is where every read passes, for the audit.
/// </remarks>
internal static class CaseTextAccess
{
    /// <summary>Why a holder may not read a case's texts; null when it may.</summary>
    public static Problem? Check(CaseFile file, HolderId reader)
    {
        var allowed = !Includes(reader, file.Spec.Subject) && Handlers(file).Any(unit => StandsFor(reader, unit));
        if (!allowed) return NotAHandler;
        Record(file, reader);
        return null;
    }

    /// <summary>Units that handle a case or have handled it.</summary>
    private static IEnumerable<UnitId> Handlers(CaseFile file) =>
        file.Steps.Select(step => step.Unit).Append(file.Custodian).Prepend(file.Spec.Id.Origin).Where(unit => unit.IsValid);

    private static bool StandsFor(HolderId reader, UnitId unit) => reader.Home == unit;

    private static bool Includes(HolderId reader, HolderId official) => official.IsValid && reader == official;

    /// <summary>A read of personal data that was allowed. An audit begins here; it may hold ids, never the text.</summary>
    private static void Record(CaseFile file, HolderId reader) => _ = (file.Spec.Id, reader);

    // One answer for all refusals: another would tell the subject of a case that it is about them.
    private static readonly Problem NotAHandler = Problem.Of(
        ProblemTypes.NotAHandler, "holder", "only those who handle a case read its texts, and never whom it is about",
        "Ask an official of the unit that raised it or has custody of it");
}
