using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A watch shows all units first, then those that changed; versions only grow.
public abstract partial class EngineConformance
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    public async Task The_first_frame_of_a_watch_holds_all_its_units(int depth, int units)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await using var watch = new WatchReader(desk.Engine, tree.Root, depth);
        var frame = await watch.Next();
        Assert.Equal(units, frame.Count);
        Assert.Equal(tree.All.Take(units).Order(), frame.Select(view => view.Id).Order());
        foreach (var view in frame) Assert.Equal((await desk.View(view.Id)).Version, view.Version);
    }

    [Fact]
    public async Task Later_frames_hold_what_changed_with_growing_versions()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await using var watch = new WatchReader(desk.Engine, tree.Root, 2);
        await watch.Next();
        for (var i = 0; i < 5; i++)
        {
            var name = $"Huyện {i}";
            await desk.Accept(tree.Districts[0], new RenameUnit(name));
            await watch.Until(view => view.Id == tree.Districts[0] && view.Name == name);
        }
    }

    [Fact]
    public async Task A_watch_shows_what_climbs_from_far_below()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await using var watch = new WatchReader(desk.Engine, tree.Root, 0);
        await watch.Next();
        for (var i = 0; i < tree.Groups.Length; i++)
        {
            await desk.Acknowledge(tree.Groups[i], directive);
            await watch.Until(view => view.Directives[0].Progress.Acknowledged == i + 1);
        }
    }

    [Fact]
    public async Task A_slow_reader_misses_frames_and_not_the_latest_state()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await using var watch = new WatchReader(desk.Engine, tree.Root, 1);
        await watch.Next();
        for (var i = 0; i < 200; i++) await desk.Accept(tree.Province, new RenameUnit($"Tỉnh {i}"));
        await watch.Until(view => view.Name == "Tỉnh 199");
        Assert.True(watch.Frames < 200, $"{watch.Frames} frames for a reader that slept");
    }

    [Fact]
    public async Task A_watch_takes_in_units_opened_later()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await using var watch = new WatchReader(desk.Engine, tree.Province, 1);
        await watch.Next();
        var late = await desk.Open(tree.Province, "district");
        await watch.Until(view => view.Id == late);
    }

    [Fact]
    public async Task A_watch_of_a_unit_that_does_not_exist_or_of_too_many_is_refused()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        await using var absent = new WatchReader(desk.Engine, new UnitId(99), 0);
        Assert.Equal(RefusalCode.UnitNotFound, (await Assert.ThrowsAsync<EngineUnavailableException>(absent.Next)).Refusal.Code);
        await using var deep = new WatchReader(desk.Engine, root, Limits.WatchDepthMax + 1);
        await Assert.ThrowsAsync<EngineUnavailableException>(deep.Next);

        for (var i = 0; i < Limits.UnitsPerWatchMax / Limits.ChildrenPerCommandMax; i++) await desk.OpenMany(root, "province", Limits.ChildrenPerCommandMax);
        await using var wide = new WatchReader(desk.Engine, root, 1);
        var refusal = (await Assert.ThrowsAsync<EngineUnavailableException>(wide.Next)).Refusal;
        Assert.Equal(RefusalCode.LimitReached, refusal.Code);
        Assert.Contains(nameof(Limits.UnitsPerWatchMax), refusal.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_ends_when_its_reader_goes()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        using var gone = new CancellationTokenSource();
        var frames = 0;
        try
        {
            await foreach (var _ in desk.Engine.WatchAsync(root, 0, gone.Token))
            {
                frames++;
                await gone.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // An engine may end the watch either way.
        }
        Assert.Equal(1, frames);
    }
}
