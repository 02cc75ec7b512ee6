using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>What comes back after the end of a process is what was there, by whichever way it is read.</summary>
public class RecoveryTests
{
    [Fact]
    public async Task A_snapshot_taken_under_load_and_the_journal_after_it_give_what_the_journal_alone_gives()
    {
        await using var live = new LiveEngine(shards: 3);
        var units = await live.Grow(4, 5, 5, 5);
        for (var round = 0; round < 3; round++)
        {
            var directive = new DirectiveId(UnitId.Root, (await live.Accept(UnitId.Root, LiveEngine.Directive())).Number);
            var load = units.Select(unit => live.Submit(unit, new AcknowledgeDirective(directive))).ToList();
            var snapshot = live.Engine.SnapshotAsync();
            load.AddRange(units.Select(unit => live.Submit(unit, new RenameUnit($"vòng {round}"))));
            await snapshot;
            await Task.WhenAll(load);
        }
        await live.Crash();

        using var folder = DataFolder.OpenExisting(live.Folder);
        using var journal = SqliteJournalStore.Open(folder);
        var snapshots = new FileSnapshotStore(folder);
        Assert.NotEmpty(snapshots.List());
        var quick = new Recovery(LiveEngine.Scheme, journal, snapshots).Run((_, _, _) => 0);
        var whole = new Recovery(LiveEngine.Scheme, journal, new NoSnapshots()).Run((_, _, _) => 0);
        Assert.True(quick.SnapshotBytes > 0 && quick.Replayed < whole.Replayed);
        Assert.Equal(whole.LastAt, quick.LastAt);
        Assert.Equal(Photograph.Take(whole.Directory), Photograph.Take(quick.Directory));
        Photograph.Recount(quick.Directory);
    }

    [Fact]
    public async Task Any_number_of_shards_opens_what_any_other_number_left()
    {
        await using var live = new LiveEngine(shards: 1);
        var units = await live.Grow(3, 4, 3, 2);
        foreach (var shards in (int[])[4, 1, 3, 7, 2])
        {
            var directive = new DirectiveId(UnitId.Root, (await live.Accept(UnitId.Root, LiveEngine.Directive())).Number);
            await live.Quiet();
            await Task.WhenAll(units.Where((_, i) => i % shards == 0).Select(unit => live.Accept(unit, new AcknowledgeDirective(directive))));
            await live.Quiet();
            var before = Photograph.Take(live.Run.Directory);
            await live.Restart(shards);
            Assert.Equal(shards, live.Run.Shards.Count);
            await live.Quiet();
            Assert.Equal(before, Photograph.Take(live.Run.Directory));
        }
    }

    [Fact]
    public async Task Numbers_after_a_crash_in_the_middle_of_everything_equal_a_recount()
    {
        await using var live = new LiveEngine(shards: 3);
        var units = await live.Grow(3, 4, 4, 3);
        for (var round = 0; round < 4; round++)
        {
            var directive = new DirectiveId(UnitId.Root, (await live.Accept(UnitId.Root, LiveEngine.Directive())).Number);
            foreach (var unit in units.Where((_, i) => i % (round + 2) == 0)) _ = live.Submit(unit, new CompleteDirective(directive));
            await live.Crash();
            using (var folder = DataFolder.OpenExisting(live.Folder))
            using (var journal = SqliteJournalStore.Open(folder))
                Photograph.Recount(new Recovery(LiveEngine.Scheme, journal, new FileSnapshotStore(folder)).Run((_, _, _) => 0).Directory);
            live.Open(shards: 2);
            await live.Quiet();
            Photograph.Recount(live.Run.Directory);
            Assert.All(live.Run.Directory.All(), unit => Assert.Equal(round + 1, unit.Receipts.Length));
            Assert.False((await live.View(UnitId.Root)).Directives[^1].Progress.Counting);
        }
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_for_an_older_one_and_for_the_journal()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(3, 3);
        for (var i = 0; i < 2; i++)
        {
            await live.Accept(units[1], new RenameUnit($"tên {i}"));
            await live.Engine.SnapshotAsync();
        }
        await live.Quiet();
        var before = Photograph.Take(live.Run.Directory);
        foreach (var file in Snapshots(live).OrderDescending().ToList())
        {
            await live.Crash();
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
            live.Open();
            Assert.Equal(before, Photograph.Take(live.Run.Directory));
        }
        Assert.Equal(0, live.Run.Recovered.SnapshotBytes);
    }

    [Fact]
    public async Task Time_does_not_run_back_when_the_clock_was_set_back_before_a_start_from_a_snapshot()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(2);
        var answer = await live.Accept(units[1], new RenameUnit("trước"));
        await live.Engine.SnapshotAsync();
        await live.Stop();
        using var folder = DataFolder.OpenExisting(live.Folder);
        using var journal = SqliteJournalStore.Open(folder);
        var recovered = new Recovery(LiveEngine.Scheme, journal, new FileSnapshotStore(folder)).Run((_, _, _) => 0);
        Assert.Equal((0L, answer.At), (recovered.Replayed, recovered.LastAt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_models_that_are_gone_or_damaged_are_built_again(bool isDamaged)
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(3);
        await live.Engine.CatchUpAsync(LiveEngine.Token);
        await live.Crash();
        foreach (var file in Directory.EnumerateFiles(live.Folder, "readmodels.db*").ToList())
        {
            if (isDamaged) File.WriteAllBytes(file, [.. Enumerable.Repeat((byte)0x5A, 8192)]);
            else File.Delete(file);
        }
        live.Open();
        await live.Engine.CatchUpAsync(LiveEngine.Token);
        var code = LiveEngine.Define(units[2], 1).Code!;
        Assert.Equal(units[2], Assert.Single(await live.Engine.QueryAsync(new FindUnitsByCode(code, null, null), LiveEngine.Token)).Id);
    }

    private static IEnumerable<string> Snapshots(LiveEngine live) => Directory.EnumerateFiles(Path.Combine(live.Folder, "snapshots"), "*.snap");

    private sealed class NoSnapshots : ISnapshotStore
    {
        public ISnapshotWriter Begin(long startSequence) => throw new NotSupportedException();

        public IReadOnlyList<SnapshotInfo> List() => [];

        public ISnapshotReader Open(SnapshotInfo info) => throw new NotSupportedException();
    }
}
