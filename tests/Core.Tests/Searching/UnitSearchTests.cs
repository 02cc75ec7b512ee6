using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>A search looks at a bounded number of units a page, and its pages together still find all.</summary>
public sealed class UnitSearchTests
{
    // A root with wide branches; every ten-thousandth leaf is meant, so that most pages find nothing.
    private const int Branches = 6, LeavesPerBranch = 9_000;

    private int looked;

    [Fact]
    public async Task Pages_that_find_little_end_early_and_lead_to_all()
    {
        var found = new List<string>();
        UnitPlacePath? after = null;
        var pages = 0;
        do
        {
            looked = 0;
            var page = await UnitSearch.RunAsync(new FindUnits(UnitId.Root, new UnitIs(null, null, null), after, 5), id => ValueTask.FromResult(Probe(id)));
            Assert.InRange(looked, 1, Limits.UnitsLookedAtPerPageMax + Limits.LevelsMax);
            found.AddRange(page!.Items.Select(unit => unit.Id.ToString()));
            Assert.Equal(page.Items.Count, page.Places.Count);
            Assert.True(page.Next is null || UnitPlacePath.TryParse(page.Next.ToString(), out _));
            after = page.Next;
            Assert.InRange(++pages, 1, 20);
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, Branches).Select(branch => new UnitId(Leaf(branch, LeavesPerBranch - 1)).ToString()), found);
        Assert.True(pages > 2);
    }

    [Fact]
    public async Task A_search_for_cases_that_would_look_everywhere_is_refused_with_the_limit()
    {
        var query = new FindCases(UnitId.Root, Limits.LevelsMax, CaseOrder.Oldest, null, Instant.None, 10);
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await CaseSearch.RunAsync(
            query, (id, _) => ValueTask.FromResult<CaseProbe?>(new CaseProbe([], [(new UnitId(id.Value + 1), new Instant(1)), (new UnitId(id.Value + 2), new Instant(1))]))));
        Assert.Equal(RefusalCode.LimitReached, refused.Refusal.Code);
        Assert.Contains(nameof(Limits.UnitsLookedAtPerSearchMax), refused.Refusal.Rule, StringComparison.Ordinal);
    }

    private static long Leaf(int branch, int place) => 1_000 + (branch * 100_000L) + place;

    private UnitProbe? Probe(UnitId id)
    {
        looked++;
        if (id == UnitId.Root) return new UnitProbe(null, [.. Enumerable.Range(0, Branches).Select(branch => (new UnitId(2 + branch), branch))]);
        if (id.Value < 1_000)
            return new UnitProbe(null, [.. Enumerable.Range(0, LeavesPerBranch).Select(place => (new UnitId(Leaf((int)id.Value - 2, place)), place))]);
        return new UnitProbe((id.Value - 1_000) % 100_000 == LeavesPerBranch - 1 ? View(id) : null, []);
    }

    private static UnitView View(UnitId id) => new(
        id, UnitId.Root, 0, 2, new Level(2), new KindIndex(0), "", default, null, false, [], [], [], 0, [], SubtreeTally.Empty, [], default, default);
}
