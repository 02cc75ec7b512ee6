using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Answers to queries: each is a plain look at the dictionary of units.
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public ValueTask<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var now = CatchUpToRead();
            object? answer = query switch
            {
                GetUnit q => tree.Find(q.Unit) is { } unit ? ViewOf(unit, now) : null,
                GetChildren q => Children(q, now),
                FindUnitsByCode q => WithCode(q, now),
                GetDirective q => tree.Find(q.Directive.Issuer) is { } unit ? UnitViews.DirectiveOf(unit, q.Directive, tree.Incarnation, now) : null,
                GetStanding q => tree.Find(q.Unit) is { } unit ? UnitViews.StandingOf(unit, q.Directive, tree.Incarnation, now) : null,
                GetChildProgress q => ChildProgress(q, now),
                GetCase q => tree.Find(q.Case.Origin)?.FindCaseFile(q.Case) ?? Retired(q.Case.Origin).FirstOrDefault(file => file.Spec.Id == q.Case),
                GetHeldCase q => tree.Find(q.Unit)?.FindHeldCase(q.Case),
                ListCaseFiles q => Checked(q.Take, tree.Find(q.Unit) is { } unit ? CaseViews.Merge(CaseViews.List(unit, q), [.. Retired(q.Unit).Where(file => q.Before == 0 || file.Spec.Id.Number < q.Before)], q.Take) : null),
                FindCases q => Checked(q.Take, CaseSearch.RunAsync(q, (id, below) => new(tree.Find(id) is { } unit ? CaseProbe.Of(unit, q, below) : null)).AsTask().Result),
                FindUnits q => Checked(q.Take, UnitSearch.RunAsync(q, id => new(tree.Find(id) is { } unit ? UnitProbe.Of(unit, q.Criterion, Scheme, tree.Incarnation, now) : null)).AsTask().Result),
                GetHolder q => tree.Find(q.Holder.Home) is { } unit ? HolderViews.Of(unit, q.Holder) : null,
                ListHolders q => Checked(q.Take, tree.Find(q.Unit) is { } unit ? HolderViews.List(unit, q) : null),
                GetAssignment q => tree.Find(q.Assignment.Home)?.FindAssignment(q.Assignment),
                ListAssignments q => Checked(q.Take, tree.Find(q.Unit) is { } unit ? HolderViews.List(unit, q) : null),
                ListDuties q => tree.Find(q.Unit) is { } unit ? HolderViews.Duties(unit) : null,
                GetReport q => tree.Find(q.Unit)?.FindReport(q.Form, q.Period),
                ListReports q => Paged(q.From, q.Take, q.Unit, unit => ReportReading.List(unit, q)),
                ListDueReports q => Paged(q.From, q.Take, q.Unit, unit => Reading(now).Owed(unit, q)),
                GetReportStatus q => tree.Find(q.Unit) is { } unit ? Reading(now).StatusOf(unit, q) : null,
                GetChildReportStatus q => Paged(q.From, q.Take, q.Unit, unit => NamedReports(Reading(now).OfChildren(unit, q))),
                _ => throw new InvalidOperationException($"No answer for {query.GetType().Name}."),
            };
            return ValueTask.FromResult((TResult)answer!);
        }
    }

    private IEnumerable<CaseFile> Retired(UnitId origin) => tree.Events.Where(item => item.Unit == origin).Select(item => item.Event).OfType<CaseRetired>().Select(fact => fact.File);

    private static T Checked<T>(int take, T answer)
    {
        CheckTake(take);
        return answer;
    }

    private UnitView ViewOf(UnitState unit, Instant now) => UnitViews.Of(unit, tree.Incarnation, now);

    private UnitPage? Children(GetChildren query, Instant now)
    {
        CheckPage(query.From, query.Take);
        return tree.Find(query.Unit) is { } unit
            ? new UnitPage([.. ChildrenOf(unit).Skip(query.From).Take(query.Take).Select(child => ViewOf(child, now))], unit.ChildCount)
            : null;
    }

    private List<UnitView> WithCode(FindUnitsByCode query, Instant now)
    {
        var day = query.AsOf ?? now.DateAt(Scheme.Offset);
        return [.. tree.Units
            .Where(unit => query.Level is not { } level || unit.Level == level)
            .Where(unit => unit.Codes.Any(code => code.Value == query.Code && code.IsValidOn(day)))
            .OrderBy(unit => unit.Id)
            .Select(unit => ViewOf(unit, now))];
    }

    private ChildProgressPage? ChildProgress(GetChildProgress query, Instant now)
    {
        CheckPage(query.From, query.Take);
        if (tree.Find(query.Unit) is not { } unit) return null;
        var receipt = unit.FindReceipt(query.Directive);
        if (receipt < 0) return null;
        ChildProgressView[] items = [.. ChildrenOf(unit).Skip(query.From).Take(query.Take)
            .Select(child => new ChildProgressView(child.Id, child.Name, unit.ChildProgress(receipt, child.IndexInParent)))];
        return new ChildProgressPage(items, unit.ChildCount, new SummaryVersion(tree.Incarnation, unit.ChangeCount), now);
    }

    private T? Paged<T>(int from, int take, UnitId unit, Func<UnitState, T?> read)
        where T : class
    {
        CheckPage(from, take);
        return tree.Find(unit) is { } found ? read(found) : null;
    }

    private ReportReading Reading(Instant now) => new(Scheme, tree.Catalog, tree.Incarnation, now);

    private ChildReportPage? NamedReports(ChildReportPage? page) =>
        page is null ? null : page with { Items = [.. page.Items.Select(item => item with { Name = tree.Find(item.Child)!.Name })] };

    private IEnumerable<UnitState> ChildrenOf(UnitState unit) =>
        Enumerable.Range(0, unit.ChildCount).Select(place => tree.Find(unit.ChildAt(place))!);

    private static void CheckPage(int from, int take)
    {
        if (from < 0) throw Unavailable(RefusalCode.Invalid, "from", "places are counted from 0", "Begin at 0");
        CheckTake(take);
    }
}
