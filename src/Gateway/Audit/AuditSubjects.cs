using System.Globalization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>
/// What a command is about, in ids: the one table. What a command makes has no id yet; such a subject ends with a dash and is completed
/// by the engine with the number it gives.
/// </summary>
internal static class AuditSubjects
{
    /// <summary>The subject, and the official or team in whose name it is done.</summary>
    public static (string Subject, HolderId By) Of(UnitId unit, Command command) => command switch
    {
        WhenUnchanged c => Of(unit, c.Command),
        OpenRoot or RenameUnit or ChangeUnitCode or CloseUnit => (unit.ToString(), HolderId.None),
        OpenChildren c => (Range(c), HolderId.None),
        IssueDirective or RegisterOfficial or RegisterTeam => ($"{unit}-", HolderId.None),
        UpdateDirective c => (c.Directive.ToString(), HolderId.None),
        WithdrawDirective c => (c.Directive.ToString(), HolderId.None),
        AcknowledgeDirective c => (c.Directive.ToString(), HolderId.None),
        CompleteDirective c => (c.Directive.ToString(), HolderId.None),
        // Whom a case is about stays where it is decided who may read the case.
        RaiseCase => ($"{unit}-", HolderId.None),
        TakeCase c => (c.Case.ToString(), c.By),
        ScheduleCase c => (c.Case.ToString(), c.By),
        AnswerCase c => (c.Case.ToString(), c.By),
        ReferCase c => (c.Case.ToString(), c.By),
        CloseDuplicate c => (c.Case.ToString(), c.By),
        ConfirmCase c => (c.Case.ToString(), HolderId.None),
        ReopenCase c => (c.Case.ToString(), HolderId.None),
        WithdrawCase c => (c.Case.ToString(), HolderId.None),
        ChangeOfficial c => (c.Official.ToString(), HolderId.None),
        EndOfficial c => (c.Official.ToString(), HolderId.None),
        ChangeTeam c => (c.Team.ToString(), HolderId.None),
        EndTeam c => (c.Team.ToString(), HolderId.None),
        RecordLeave c => (c.Official.ToString(), HolderId.None),
        CancelLeave c => (c.Official.ToString(), HolderId.None),
        AssignHolder => ($"{unit}-", HolderId.None),
        EndAssignment c => (c.Assignment.ToString(), HolderId.None),
        SubmitReport c => (OfReport(c.Form, c.Period), c.By),
        _ => throw new NotSupportedException($"The audit has no subject for {command?.GetType().Name}."),
    };

    /// <summary>The catalogue.</summary>
    public const string Catalog = "catalog";

    /// <summary>A report of a unit: its form and its period.</summary>
    public static string OfReport(string form, ReportPeriod period) => $"{form}/{period}";

    /// <summary>A text of a case.</summary>
    public static string OfText(CaseId id, TextId text) => $"{id}/{text}";

    // Their ids follow one another, as the allocator gave them.
    private static string Range(OpenChildren open) =>
        open.Children.Length == 0 ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{open.Children[0].Id}+{open.Children.Length}");
}
