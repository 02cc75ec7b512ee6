using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Cases.
internal static partial class ToWire
{
    public static CaseJson Case(CaseFile file, UnitNames names, LevelScheme scheme, Catalog catalog, Instant now)
    {
        var spec = file.Spec;
        return new CaseJson(
            spec.Id.ToString(), spec.Terms.Code, catalog.FindCategory(spec.Terms.Code)?.Name, OpenOrClosed(file.Status),
            Words.StatusNotes.Of(file.Status), Words.FineStatus.Of(file.Status), Time(spec.RaisedAt), Time(file.Steps[^1].At), TimeOrNull(file.Due),
            names[file.Custodian], IdOrNull(file.Custodian), file.IsOpen && !file.Custodian.IsValid, IsOverdue(file.Due, now),
            Words.Status.Of(spec.Reality), file.Opening, spec.Id.Origin.ToString(), TimeOrNull(file.ClosedAt), file.WithdrawalRequested,
            Paths.Case(spec.Id), [.. file.Steps.Select(step => Step(step, names, scheme))]);
    }

    /// <summary>A case as its origin knows it, in a list.</summary>
    public static CaseItemJson CaseItem(CaseFile file, UnitNames names, LevelScheme scheme, Catalog catalog, Instant now)
    {
        var received = file.Steps.LastOrDefault(step => step.Unit == file.Custodian && step.Act is CaseAct.Received or CaseAct.Bounced);
        var taken = file.Steps.LastOrDefault(step => step.Unit == file.Custodian && step.At >= received.At && step.Act is CaseAct.Taken or CaseAct.Scheduled);
        return CaseItem(
            file.Spec, file.Status, file.Opening, file.Custodian, received.At, taken.By, file.Due, file.ClosedAt, names, scheme, catalog, now);
    }

    /// <summary>A case as its custodian has it, in a list.</summary>
    public static CaseItemJson CaseItem(CustodyView view, UnitNames names, LevelScheme scheme, Catalog catalog, Instant now)
    {
        var held = view.Case;
        return CaseItem(
            held.Spec, held.Status, held.Opening, view.Custodian, held.ReceivedAt, held.Handler, held.Due, Instant.None, names, scheme, catalog, now);
    }

    private static CaseItemJson CaseItem(
        CaseSpec spec, CaseStatus status, int opening, UnitId custodian, Instant receivedAt, HolderId handler, Instant due, Instant closedAt,
        UnitNames names, LevelScheme scheme, Catalog catalog, Instant now) => new(
            spec.Id.ToString(), spec.Terms.Code, catalog.FindCategory(spec.Terms.Code)?.Name, OpenOrClosed(status), Words.FineStatus.Of(status),
            Time(spec.RaisedAt), TimeOrNull(due), names[custodian], IdOrNull(custodian),
            names.LevelOf(custodian) is { } level ? Level(level, scheme) : null, TimeOrNull(receivedAt), IdOrNull(handler),
            Math.Max(0, (closedAt.IsSet ? closedAt : now).Milliseconds - spec.RaisedAt.Milliseconds) / 1000, IsOverdue(due, now),
            Words.Status.Of(spec.Reality), opening, TimeOrNull(closedAt), Paths.Case(spec.Id));

    public static CaseCountsJson CaseCounts(CaseTally tally, Catalog catalog, Instant now) => new(
        tally.Held, tally.Raised, TimeOrNull(tally.OldestRaisedAt), TimeOrNull(tally.EarliestDue), IsOverdue(tally.EarliestDue, now),
        [.. tally.Categories.Select(number => CategoryCount(number, tally, catalog))]);

    public static ChildCaseCountsJson ChildCaseCounts(UnitView child, LevelScheme scheme, Catalog catalog, Instant now) =>
        new(child.Id.ToString(), child.Name, Level(child.Level, scheme), CaseCounts(child.Tally.Cases, catalog, now));

    public static CaseTextJson CaseText(CaseStep step, StoredText stored) => new(
        step.Text.ToString(), Words.Act.Of(step.Act), Time(step.At), step.Unit.ToString(), IdOrNull(step.By),
        stored.ErasedAt.IsSet ? "erased" : stored.Text is null ? "missing" : "present", TimeOrNull(stored.ErasedAt), stored.Text?.Title,
        stored.Text?.Description, stored.Text?.Contact, stored.Text?.Text);

    public static string? IdOrNull(HolderId holder) => holder.IsValid ? holder.ToString() : null;

    private static string? IdOrNull(UnitId unit) => unit.IsValid ? unit.ToString() : null;

    private static CaseStepJson Step(CaseStep step, UnitNames names, LevelScheme scheme) => new(
        Time(step.At), Words.Act.Of(step.Act), step.Unit.ToString(), names[step.Unit], Level(step.Level, scheme), IdOrNull(step.By), TimeOrNull(step.Due),
        IdOrNull(step.To), names[step.To], step.Other.IsValid ? step.Other.ToString() : null, step.Text.IsValid ? step.Text.ToString() : null);

    private static CategoryCountJson CategoryCount(byte number, CaseTally tally, Catalog catalog)
    {
        var category = catalog.Categories.FirstOrDefault(category => category.Terms.Number == number);
        return new CategoryCountJson(category?.Terms.Code, category?.Name, number, tally.HeldIn(number));
    }

    private static string OpenOrClosed(CaseStatus status) => status.IsOpen() ? "open" : "closed";

    // A clock that runs out at a moment has run out then.
    private static bool IsOverdue(Instant due, Instant now) => due.IsSet && due <= now;

    private static string Level(Level level, LevelScheme scheme) => scheme.Levels[level.Index].Code;
}
