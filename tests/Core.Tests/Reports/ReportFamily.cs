using HierarchySim.Engine.Conformance;
using static HierarchySim.Core.Tests.Forms;

namespace HierarchySim.Core.Tests;

/// <summary>A province and its districts, and the recount of their reports that knows nothing of tallies.</summary>
internal sealed class ReportFamily
{
    private const long MsPerDay = 24L * 60 * 60 * 1000;

    public ReportFamily(int districts, Catalog? catalog = null)
    {
        Machine = new UnitMachine(Actor.Scheme) { Catalog = catalog ?? Forms.InUse };
        Parent = Actor.Born(Machine, Actor.Define(2, "tinh", "Tỉnh Bến Tre", "83"), UnitId.Root);
        for (var i = 0; i < districts; i++) Open();
    }

    public UnitMachine Machine { get; }

    public Actor Parent { get; }

    public List<Actor> Children { get; } = [];

    public void Open()
    {
        var id = 100 + Children.Count;
        Parent.Do(States.OpenDistricts(1, id)).Confirmed();
        Children.Add(Actor.Born(Machine, Actor.Define(id, "huyen", $"Huyện {id}"), States.Province, Children.Count));
    }

    /// <summary>Every district tells the province.</summary>
    public void Settle()
    {
        foreach (var child in Children)
        {
            var summary = child.State.TakeSummary(1);
            Parent.State.Observe(child.State.IndexInParent, summary);
            child.State.ConfirmSummary(summary.Version, 1);
        }
    }

    public ReportStatus Status(ReportPeriod period, Instant now) =>
        ReportRules.StatusOf(Parent.State.Counts, Parent.State.Tally, Second, period, period.DueAt(Second, Actor.Scheme.Offset), now);

    /// <summary>One thing that may happen: a report, a correction, an opening, a closing, days passing.</summary>
    public void Happen(Dice dice)
    {
        var unit = dice.Percent(20) ? Parent : dice.Pick(Children);
        var roll = dice.Below(100);
        if (roll < 15) unit.Wait(dice.Below(40) * MsPerDay);
        else if (roll < 18 && Children.Count < 12) Open();
        else if (unit.State.Closed is not null) return;
        else if (roll < 21 && unit != Parent) unit.Do(States.CloseNow);
        else Report(unit, dice);
    }

    private void Report(Actor unit, Dice dice)
    {
        var present = ReportPeriod.Of(PeriodKind.Month, unit.Now.DateAt(Actor.Scheme.Offset));
        var period = present with { Ordinal = present.Ordinal - dice.Below(Limits.ReportPeriodsBackMax + 1) };
        var form = Machine.Catalog.FindForm(Monthly, period)!;
        long[] values = [.. form.Fields.Select(field => field.Min + dice.Below(20))];
        unit.Do(new SubmitReport(Monthly, form.Version, period, values, TextId.None, HolderId.None, unit.State.FindReport(Monthly, period)?.Revision ?? 0));
    }

    public void AssertEqualsRecount(string when)
    {
        Settle();
        var told = Lines(Parent.State.Tally.Reports);
        var found = Recount();
        Assert.True(told.SequenceEqual(found), $"{when}\ntold:\n{string.Join('\n', told.Except(found))}\nfound:\n{string.Join('\n', found.Except(told))}");
    }

    /// <summary>Units made again from their snapshots add up to what the living ones do.</summary>
    public void AssertRecovers()
    {
        Settle();
        var parent = Again(Parent.State);
        parent.BeginLife();
        foreach (var child in Children)
        {
            var again = Again(child.State);
            again.BeginLife();
            Assert.Equal(child.State.Reports, again.Reports);
            parent.Adopt(again);
        }
        Assert.Equal(Parent.State.Tally, parent.Tally);
        Assert.Equal(Parent.State.Counts.ByLevel.ToArray(), parent.Counts.ByLevel.ToArray());
    }

    private static UnitState Again(UnitState unit)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit);
        return snapshot.Restore(Actor.Scheme);
    }

    private static List<string> Lines(ReportTally tally)
    {
        var lines = new List<string>();
        foreach (var total in tally.Totals)
            lines.Add($"{total.Key}: {total.Actual} {total.OnTime} {total.Corrected} {total.ClosedSince} [{string.Join(' ', total.Sums.ToArray())}]");
        return lines;
    }

    private List<string> Recount()
    {
        var reports = Children.Append(Parent).SelectMany(unit => unit.State.Reports.Select(report => (unit.State, Report: report)));
        var groups = reports.GroupBy(item => (item.Report.Form, item.Report.Period, item.Report.Version, item.State.Level))
            .OrderByDescending(group => group.Key.Period.LastDay).ThenBy(group => group.Key.Form, StringComparer.Ordinal).Take(Limits.ReportTotalsPerTallyMax)
            .OrderBy(group => group.Key.Form, StringComparer.Ordinal).ThenBy(group => group.Key.Period).ThenBy(group => group.Key.Version).ThenBy(group => group.Key.Level.Index);
        return [.. groups.Select(group =>
        {
            var sums = Enumerable.Range(0, group.First().Report.Values.Length).Select(i => group.Sum(item => item.Report.Values[i]));
            return $"{new ReportKey(group.Key.Form, group.Key.Period, group.Key.Version, group.Key.Level)}: {group.Count()} {group.Count(item => item.Report.SubmittedAt <= item.Report.Due)} "
                + $"{group.Count(item => item.Report.Revision > 1)} {group.Count(item => item.State.Closed is not null)} [{string.Join(' ', sums)}]";
        })];
    }
}
