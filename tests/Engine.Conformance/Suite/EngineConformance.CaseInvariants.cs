using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// What must always hold of cases, by number; each is checked after a random life of a random tree.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Invariant_09_exactly_one_unit_or_transfer_has_custody_of_an_open_case()
    {
        var (desk, _) = await LivedTree(109);
        var holders = new Dictionary<CaseId, UnitId>();
        foreach (var (unit, _, fact) in await desk.AllEvents())
        {
            if (fact is not ICaseFact { Case: var id }) continue;
            if (fact is CaseReceived) Assert.True(holders.TryAdd(id, unit), $"{unit} received {id}, which {holders[id]} has");
            else if (Releases(fact)) Assert.True(holders.Remove(id, out var holder) && holder == unit, $"{fact.GetType().Name} of {id} at {unit}, which does not have it");
        }
        var held = RequireSnapshot().SelectMany(unit => unit.HeldCases.Select(item => (item.Spec.Id, unit.Id))).ToDictionary();
        Assert.NotEmpty(held);
        Assert.Equal(holders.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal), held.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Invariant_10_a_limit_lapses_once_never_early_and_not_after_an_answer()
    {
        var (desk, _) = await LivedTree(110);
        var clocks = new Dictionary<CaseId, Instant>();
        var lapses = 0;
        foreach (var (unit, at, fact) in await desk.AllEvents())
        {
            if (fact is CaseReceived received) clocks[received.Case] = received.Due;
            if (fact is CaseScheduled scheduled) clocks[scheduled.Case] = scheduled.Until;
            if (fact is not ICaseFact { Case: var id } || !Releases(fact)) continue;
            Assert.True(clocks.Remove(id, out var due), $"{fact.GetType().Name} of {id} at {unit}, where no clock runs");
            if (fact is not CaseEscalated) continue;
            lapses++;
            Assert.True(due.IsSet && due <= at, $"{id} moved up from {unit} at {at}, due {due}");
        }
        Assert.NotEqual(0, lapses);
    }

    [Fact]
    public async Task Invariant_11_one_answer_for_each_opening_reaches_the_origin_and_closed_is_final()
    {
        var (desk, _) = await LivedTree(111);
        var openings = new Dictionary<CaseId, (int Opening, bool IsOpen)>();
        var told = new HashSet<(CaseId, int)>();
        foreach (var (_, _, fact) in await desk.AllEvents())
        {
            switch (fact)
            {
                case CaseRaised e: openings.Add(e.Case, (1, true)); break;
                case CaseReopened e:
                    Assert.False(openings[e.Case].IsOpen, $"{e.Case} was reopened while open");
                    openings[e.Case] = (openings[e.Case].Opening + 1, true);
                    break;
                case CaseAnswered or CaseFoundDuplicate or CaseWithdrawn:
                    var id = ((ICaseFact)fact).Case;
                    Assert.True(openings[id].IsOpen, $"{id} was closed twice");
                    openings[id] = (openings[id].Opening, false);
                    break;
                case CaseNoted { Notice: { Step.Act: CaseAct.Answered or CaseAct.Duplicate or CaseAct.Withdrawn } notice }:
                    Assert.Equal((notice.Opening, false), openings[notice.Case]);
                    Assert.True(told.Add((notice.Case, notice.Opening)), $"{notice.Case} got two answers in opening {notice.Opening}");
                    break;
                default: break;
            }
        }
        Assert.NotEmpty(told);
        foreach (var (id, (opening, isOpen)) in openings)
            if (await desk.Engine.QueryAsync(new GetCase(id)) is { } file) Assert.Equal((opening, isOpen), (file.Opening, file.IsOpen));
    }

    private static bool Releases(UnitEvent fact) =>
        fact is CaseEscalated or CaseReferred or CaseAnswered or CaseFoundDuplicate or CaseWithdrawn;
}
