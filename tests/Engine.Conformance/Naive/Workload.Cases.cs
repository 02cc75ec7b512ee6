using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Cases in a random life, and how they compare.
internal sealed partial class Workload
{
    private static readonly TextId Words = new(7, 7);

    private (UnitId Unit, Command Command) DrawCase()
    {
        var kind = dice.Below(100);
        if (kind < 40 || Naive.Cases.Count == 0)
        {
            var category = dice.Percent(5) ? "không có" : dice.Pick(desk.Engine.Catalog.Categories).Terms.Code;
            return (PickUnit(_ => true), new RaiseCase(category, dice.Percent(85) ? Reality.Actual : Reality.Exercise, HolderId.None, Words));
        }
        // Most of those who act may; a few ask for what is no longer theirs.
        var open = Naive.Cases.Where(item => item.IsOpen).ToList();
        var item = open.Count > 0 && dice.Percent(kind < 80 ? 95 : 40) ? dice.Pick(open) : dice.Pick(Naive.Cases);
        var unit = dice.Percent(5) ? PickUnit(_ => true) : kind < 80 ? (item.Holder ?? item.Origin).Id : item.Origin.Id;
        return (unit, kind < 80 ? DrawHandling(unit, item) : DrawAtOrigin(item));
    }

    private Command DrawHandling(UnitId unit, NaiveCase item)
    {
        var to = dice.Pick(ids);
        return dice.Below(10) switch
        {
            0 or 1 => new TakeCase(item.Id, HolderId.None),
            2 => new ScheduleCase(item.Id, HolderId.None, desk.Now.PlusMs((dice.Below(200) - 10) * 3_600_000L), TextId.None),
            3 => new CloseDuplicate(item.Id, HolderId.None, dice.Pick(Naive.Cases).Id),
            < 7 => new ReferCase(item.Id, HolderId.None, to, WayTo(Naive.Units[unit], Naive.Units[to]), Words),
            _ => new AnswerCase(item.Id, HolderId.None, Words),
        };
    }

    private Command DrawAtOrigin(NaiveCase item) => dice.Below(6) switch
    {
        0 => new WithdrawCase(item.Id),
        < 3 => new ConfirmCase(item.Id),
        _ => new ReopenCase(item.Id, Words),
    };

    private static Route WayTo(NaiveUnit from, NaiveUnit to)
    {
        var above = Above(to).ToList();
        var (moves, down) = (new List<Move>(), new List<Move>());
        for (; !above.Contains(from); from = from.Parent!) moves.Add(Move.Up);
        for (; to != from; to = to.Parent!) down.Insert(0, Move.Down(to.Parent!.Children.IndexOf(to)));
        return Route.Of([.. moves, .. down]);
    }

    private static IEnumerable<NaiveUnit> Above(NaiveUnit unit) => unit.Parent is null ? [unit] : Above(unit.Parent).Prepend(unit);

    private async Task CompareCases()
    {
        foreach (var unit in Naive.Units.Values)
        {
            var files = await desk.Engine.QueryAsync(new ListCaseFiles(unit.Id, 0, Limits.PageItemsMax));
            Same(
                string.Join('\n', Naive.Cases.Concat(Naive.RetiredCases).Where(item => item.Origin == unit).OrderByDescending(item => item.Id.Number)),
                string.Join('\n', files!.Select(file => $"{file.Spec.Id} {file.Status} opening {file.Opening} at {file.Custodian} due {file.Due.Milliseconds} closed {file.ClosedAt.Milliseconds}")),
                $"cases raised at {unit.Id}");
            var held = Held(unit);
            var tally = (await desk.View(unit.Id)).Tally.Cases;
            Same(
                $"held {held.Count}, raised {Naive.Cases.Count(item => item is { IsOpen: true, Reality: Reality.Actual } && Above(item.Origin).Contains(unit))}, "
                + $"oldest {held.Select(item => item.RaisedAt).DefaultIfEmpty().Min()}, due {held.Select(item => item.Due).Where(due => due > 0).DefaultIfEmpty().Min()}, "
                + string.Join(' ', held.GroupBy(item => item.Terms.Number).OrderBy(group => group.Key).Select(group => $"{group.Key}: {group.Count()}")),
                $"held {tally.Held}, raised {tally.Raised}, oldest {tally.OldestRaisedAt.Milliseconds}, due {tally.EarliestDue.Milliseconds}, "
                + string.Join(' ', tally.Categories.Select(category => $"{category}: {tally.HeldIn(category)}")),
                $"tally of {unit.Id}");
        }
        for (var i = 0; i < 5; i++) await CompareSearch(Naive.Units[dice.Pick(ids)]);
    }

    private async Task CompareSearch(NaiveUnit top)
    {
        var (order, depth, take) = (dice.Percent(50) ? CaseOrder.Oldest : CaseOrder.EarliestDue, dice.Below(Limits.LevelsMax), 1 + dice.Below(20));
        byte? category = dice.Percent(50) ? (byte)(1 + dice.Below(8)) : null;
        var before = dice.Percent(50) ? desk.Now.PlusMs((dice.Below(400) - 200) * 3_600_000L) : Instant.None;
        // A unit's own desk shows its drills too; whoever looks over a subtree sees the real thing.
        var expected = (depth == 0 ? Naive.Cases.Where(item => item.Holder == top) : Held(top))
            .Where(item => Above(item.Holder!).ToList().IndexOf(top) <= depth)
            .Where(item => category is null || item.Terms.Number == category)
            .Where(item => (order == CaseOrder.Oldest && !before.IsSet) || item.Due > 0)
            .Where(item => !before.IsSet || item.Due < before.Milliseconds)
            .OrderBy(item => order == CaseOrder.Oldest ? item.RaisedAt : item.Due).ThenBy(item => item.Id.Origin).ThenBy(item => item.Id.Number).Take(take);
        var found = await desk.Engine.QueryAsync(new FindCases(top.Id, depth, order, category, before, take));
        Same(
            string.Join('\n', expected.Select(item => $"{item.Id} at {item.Holder!.Id}")),
            string.Join('\n', found!.Select(view => $"{view.Case.Spec.Id} at {view.Custodian}")),
            $"{order} of category {category} due before {before}, {depth} below {top.Id}");
    }

    private List<NaiveCase> Held(NaiveUnit top) =>
        [.. Naive.Cases.Where(item => item is { Reality: Reality.Actual, Holder: { } holder } && Above(holder).Contains(top))];
}
