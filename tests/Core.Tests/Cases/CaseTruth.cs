namespace HierarchySim.Core.Tests;

/// <summary>
/// What is true of every case, from the events alone: who closed which opening when. It checks each event as it comes, and the
/// tree's tokens, files and tallies when asked.
/// </summary>
internal sealed class CaseTruth(IReadOnlyDictionary<UnitId, UnitState> units)
{
    private readonly Dictionary<CaseId, int> openings = [];
    private readonly HashSet<(CaseId Case, int Opening)> closed = [];
    private readonly HashSet<(CaseId Case, UnitId Unit, Instant Since, int Opening)> escalated = [];
    private readonly Dictionary<CaseId, CaseFile> files = [];
    private readonly SortedDictionary<string, int> happened = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Happened => happened;

    public int Cases => openings.Count;

    /// <summary>An event is about to take effect.</summary>
    public void Note(UnitState unit, UnitEvent fact, Instant now)
    {
        if (fact is not ICaseFact about) return;
        Count(fact.GetType().Name);
        switch (fact)
        {
            case CaseRaised: openings.Add(about.Case, 1); break;
            case CaseReopened:
                Assert.True(closed.Contains((about.Case, openings[about.Case])), $"{about.Case} was reopened while open");
                openings[about.Case]++;
                break;
            case CaseAnswered or CaseFoundDuplicate or CaseWithdrawn:
                Assert.True(closed.Add((about.Case, openings[about.Case])), $"opening {openings[about.Case]} of {about.Case} was closed twice");
                break;
            case CaseEscalated:
                var held = unit.FindHeldCase(about.Case)!;
                Assert.True(held.Due.IsSet && held.Due <= now, $"{about.Case} escalated early at {unit.Id}: {now}, due {held.Due}");
                Assert.True(escalated.Add((about.Case, unit.Id, held.ReceivedAt, held.Opening)), $"{about.Case} escalated twice for one lapse at {unit.Id}");
                break;
            case CaseReceived { Transfer.To.IsValid: true } e when e.Transfer.To != unit.Id: Count("bounced"); break;
            case CaseNoted e: Assert.Equal(openings[about.Case], e.Notice.Opening); break;
        }
    }

    /// <summary>What holds at every moment.</summary>
    public void Check()
    {
        var tokens = units.Values.SelectMany(unit => unit.HeldCases.Select(held => (held.Spec.Id, held.Opening))).Concat(Travelling()).ToList();
        var expected = openings.Where(pair => !closed.Contains((pair.Key, pair.Value))).Select(pair => (pair.Key, pair.Value));
        Assert.Equal(expected.Order(Comparer<(CaseId, int)>.Create(Compare)), tokens.Order(Comparer<(CaseId, int)>.Create(Compare)));
        foreach (var file in units.Values.SelectMany(unit => unit.CaseFiles)) CheckFile(file);
    }

    /// <summary>What holds when nobody has anything to say.</summary>
    public void CheckAtQuiet()
    {
        Check();
        var holders = units.Values.SelectMany(unit => unit.HeldCases.Select(held => (unit, held))).ToDictionary(pair => pair.held.Spec.Id);
        foreach (var file in units.Values.SelectMany(unit => unit.CaseFiles))
        {
            Assert.True(file.IsOpen == holders.ContainsKey(file.Spec.Id), $"{file.Spec.Id} is {file.Status}");
            Assert.False(file.IsOpen && file.WithdrawalRequested, $"the withdrawal of {file.Spec.Id} never caught up");
            if (!file.IsOpen) continue;
            var (unit, held) = holders[file.Spec.Id];
            Assert.Equal((unit.Id, held.Status, held.Opening, held.Due), (file.Custodian, file.Status, file.Opening, file.Due));
            Assert.Equal(file.Spec.Id.Origin, WalkFrom(unit, held.Home));
            Assert.Equal(unit.Id, WalkFrom(units[file.Spec.Id.Origin], file.Way));
        }
        foreach (var unit in units.Values) CheckTally(unit);
    }

    // Closed is final except by reopening; a file never says more than happened.
    private void CheckFile(CaseFile file)
    {
        Assert.True(openings[file.Spec.Id] == file.Opening, $"{file.Spec.Id} is opening {file.Opening}, not {openings[file.Spec.Id]}");
        Assert.True(file.IsOpen || closed.Contains((file.Spec.Id, file.Opening)), $"{file.Spec.Id} is {file.Status} and nobody closed it");
        Assert.InRange(file.Steps.Count(step => step.Act is CaseAct.Answered or CaseAct.Duplicate or CaseAct.Withdrawn), file.IsOpen ? 0 : 1, file.Opening);
        if (files.TryGetValue(file.Spec.Id, out var before) && !before.IsOpen && file.IsOpen) Assert.Equal(before.Opening + 1, file.Opening);
        files[file.Spec.Id] = file;
    }

    private IEnumerable<(CaseId, int)> Travelling()
    {
        foreach (var unit in units.Values)
        {
            var laidOpen = new UnitSnapshot();
            laidOpen.Fill(unit);
            var unheard = unit.Parent.IsValid ? Unheard(laidOpen.ConfirmedByParent, laidOpen.PendingForParent, units[unit.Parent].ReceivedFrom(unit.IndexInParent)) : [];
            foreach (var child in laidOpen.Children)
                unheard = unheard.Concat(Unheard(child.Confirmed, child.Pending, units.GetValueOrDefault(child.Id)?.ReceivedFromParent ?? default));
            foreach (var transfer in unheard.OfType<CaseTransfer>()) yield return (transfer.Spec.Id, transfer.Opening);
        }
    }

    private static IEnumerable<LinkMessage> Unheard(LinkSequence confirmed, LinkMessage[] pending, LinkSequence received) =>
        pending.Skip((int)(received.Value - confirmed.Value));

    private UnitId WalkFrom(UnitState unit, Route way)
    {
        for (var i = 0; i < way.Count; i++) unit = units[way[i].IsUp ? unit.Parent : unit.ChildAt(way[i].Child)];
        return unit.Id;
    }

    private void CheckTally(UnitState top)
    {
        var below = units.Values.Where(unit => IsBelow(unit, top)).ToList();
        var held = below.SelectMany(unit => unit.HeldCases).Where(item => item.Spec.Reality == Reality.Actual).ToList();
        var raised = below.Sum(unit => unit.CaseFiles.Count(file => file is { IsOpen: true, Spec.Reality: Reality.Actual }));
        var tally = top.Tally.Cases;
        Assert.Equal((held.Count, raised), (tally.Held, tally.Raised));
        Assert.Equal(held.Select(item => item.Spec.RaisedAt).DefaultIfEmpty().Min(), tally.OldestRaisedAt);
        Assert.Equal(held.Where(item => item.Due.IsSet).Select(item => item.Due).DefaultIfEmpty().Min(), tally.EarliestDue);
        Assert.Equal(held.GroupBy(item => item.Spec.Terms.Number).Select(group => (group.Key, group.Count())).Order(), tally.Categories.Select(category => (category, tally.HeldIn(category))));
    }

    private bool IsBelow(UnitState unit, UnitState top) => unit.Id == top.Id || (unit.Parent.IsValid && IsBelow(units[unit.Parent], top));

    private void Count(string what) => happened[what] = happened.GetValueOrDefault(what) + 1;

    private static int Compare((CaseId Id, int Opening) a, (CaseId Id, int Opening) b) =>
        (a.Id.Origin, a.Id.Number, a.Opening).CompareTo((b.Id.Origin, b.Id.Number, b.Opening));
}
