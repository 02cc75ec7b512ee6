using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// How cases are found and followed.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task The_most_pressing_cases_come_first_wherever_they_are()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var dice = new Dice(5);
        var ids = new List<CaseId>();
        for (var i = 0; i < 40; i++)
        {
            ids.Add(await desk.Raise(dice.Pick(tree.All), dice.Pick((string[])["roads-lighting", "land", "security-order", "official-conduct"])));
            if (dice.Percent(60)) await desk.Advance(TimeSpan.FromHours(dice.Below(30)));
        }
        var held = new List<CustodyView>();
        foreach (var id in ids) held.Add(new CustodyView((await desk.File(id)).Custodian, await desk.Held((await desk.File(id)).Custodian, id)));

        foreach (var order in (CaseOrder[])[CaseOrder.Oldest, CaseOrder.EarliestDue])
            foreach (var category in (byte?[])[null, 3])
                foreach (var before in (Instant[])[Instant.None, desk.Now.PlusMs(10 * 24 * 3_600_000L)])
                {
                    var expected = held.Where(view => category is null || view.Case.Spec.Terms.Number == category)
                        .Where(view => !before.IsSet ? order == CaseOrder.Oldest || view.Case.Due.IsSet : view.Case.Due.IsSet && view.Case.Due < before)
                        .OrderBy(view => order == CaseOrder.Oldest ? view.Case.Spec.RaisedAt : view.Case.Due)
                        .ThenBy(view => view.Case.Spec.Id.Origin).ThenBy(view => view.Case.Spec.Id.Number).ToList();
                    foreach (var take in (int[])[1, 7, 1_000])
                        Assert.Equal(expected.Take(take), await desk.Engine.QueryAsync(new FindCases(tree.Root, Limits.LevelsMax, order, category, before, take)));
                }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Limits.PageItemsMax + 1)]
    public async Task A_search_is_refused_beyond_a_page(int take)
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var found = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new FindCases(root, 0, CaseOrder.Oldest, null, Instant.None, take)));
        Assert.Contains("PageItemsMax", found.Refusal.Rule, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new FindUnits(root, new HasOpenCases(), null, take)));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new ListCaseFiles(root, 0, take)));
    }

    [Fact]
    public async Task Where_there_is_no_unit_nothing_is_found()
    {
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var nowhere = new UnitId(999);
        Assert.Null(await desk.Engine.QueryAsync(new FindCases(nowhere, 5, CaseOrder.Oldest, null, Instant.None, 5)));
        Assert.Null(await desk.Engine.QueryAsync(new FindUnits(nowhere, new HasOpenCases(), null, 5)));
        Assert.Null(await desk.Engine.QueryAsync(new ListCaseFiles(nowhere, 0, 5)));
        Assert.Null(await desk.Engine.QueryAsync(new GetCase(new CaseId(nowhere, 1))));
        Assert.Null(await desk.Engine.QueryAsync(new GetHeldCase(nowhere, new CaseId(UnitId.Root, 1))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Units_are_found_page_by_page_in_the_order_of_the_tree(int take)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        foreach (var group in (UnitId[])[tree.Groups[23], tree.Groups[0], tree.Groups[13], tree.Groups[1]]) await desk.Raise(group);
        await desk.Raise(tree.Province, "official-conduct");

        var (found, after) = (new List<UnitId>(), (UnitPlacePath?)null);
        do
        {
            var page = (await desk.Engine.QueryAsync(new FindUnits(tree.Root, new HasOpenCases(), after, take)))!;
            Assert.InRange(page.Items.Count, 0, take);
            found.AddRange(page.Items.Select(view => view.Id));
            after = page.Next;
            if (after is not null) Assert.True(UnitPlacePath.TryParse(after.ToString(), out after));
        }
        while (after is not null);
        Assert.Equal([tree.Province, tree.Groups[0], tree.Groups[1], tree.Groups[13], tree.Groups[23]], found);
    }

    [Fact]
    public async Task Files_of_a_unit_come_newest_first()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var i = 0; i < 7; i++) await desk.Raise(tree.Groups[0]);
        var first = (await desk.Engine.QueryAsync(new ListCaseFiles(tree.Groups[0], 0, 4)))!;
        var second = (await desk.Engine.QueryAsync(new ListCaseFiles(tree.Groups[0], first[^1].Spec.Id.Number, 4)))!;
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Concat(second).Select(file => file.Spec.Id.Number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Files_that_retired_are_listed_before_an_older_one_that_is_open(int take)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Raise(tree.Groups[0]);
        for (var i = 0; i < 3; i++) await desk.Answer(tree.Communes[0], await desk.Raise(tree.Groups[0]));
        await desk.Advance(Kept);
        Assert.Equal(3, (await desk.AllEvents()).Count(fact => fact.Event is CaseRetired));
        await Harness.QuietAsync();

        var (found, before) = (new List<int>(), 0);
        while ((await desk.Engine.QueryAsync(new ListCaseFiles(tree.Groups[0], before, take)))! is { Count: > 0 } page)
        {
            found.AddRange(page.Select(file => file.Spec.Id.Number));
            before = found[^1];
        }
        Assert.Equal([4, 3, 2, 1], found);
    }

    [Fact]
    public async Task A_watch_of_a_desk_begins_empty_and_misses_nothing_after()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var before = await desk.Raise(tree.Groups[0]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var frames = desk.Engine.WatchDeskAsync(tree.Communes[0], patience.Token).GetAsyncEnumerator(patience.Token);
        Assert.True(await frames.MoveNextAsync());
        Assert.Empty(frames.Current);

        var second = await desk.Raise(tree.Groups[1]);
        Assert.Equal(second, (await Until(change => change.Case == second && change.Held is not null)).Case);
        await desk.Answer(tree.Communes[0], before);
        var change = await Until(change => change.Case == before);
        Assert.Equal((null, null), (change.Held, change.File));
        await desk.Raise(tree.Groups[23]);
        var own = await desk.Raise(tree.Communes[0]);
        Assert.Equal(CaseStatus.Received, (await Until(change => change.Case == own && change.Held is not null)).File!.Status);
        await desk.Answer(tree.Communes[0], own);
        Assert.Null((await Until(change => change.Case == own && change.File!.Status == CaseStatus.Answered)).Held);

        async Task<DeskChange> Until(Func<DeskChange, bool> wanted)
        {
            while (true)
            {
                Assert.True(await frames.MoveNextAsync(), "the watch ended");
                Assert.NotEmpty(frames.Current);
                Assert.DoesNotContain(frames.Current, item => item.Case.Origin == tree.Groups[23]);
                if (frames.Current.FirstOrDefault(wanted) is { } found) return found;
            }
        }
    }

    [Fact]
    public async Task A_watch_of_a_desk_that_does_not_exist_is_refused()
    {
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(async () =>
        {
            await foreach (var _ in desk.Engine.WatchDeskAsync(new UnitId(999))) Assert.Fail("there was a frame");
        });
        Assert.Equal(RefusalCode.UnitNotFound, refused.Refusal.Code);
    }

    /// <summary>Units that raised a case that is open.</summary>
    private sealed record HasOpenCases : UnitCriterion
    {
        public override bool Matches(UnitState unit, LevelScheme scheme, Instant now) =>
            unit.OwnTally.Cases.Raised > 0;

        public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now) => tally.Cases.Raised > 0;
    }
}
