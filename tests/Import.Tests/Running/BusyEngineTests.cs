using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class BusyEngineTests
{
    private static readonly string[] Rows =
    [
        "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã",
        "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã",
    ];

    [Theory]
    [InlineData(RefusalCode.Overloaded)]
    [InlineData(RefusalCode.UnitNotFound)]
    public async Task A_refusal_that_passes_is_answered_by_the_same_command_again(RefusalCode code)
    {
        await using var desk = new ImportDesk();
        var tries = new ConcurrentDictionary<Command, int>(ReferenceEqualityComparer.Instance);
        desk.Engine.Before = (_, command) => tries.AddOrUpdate(command, 1, (_, n) => n + 1) < 4 ? StubbornEngine.Refuse(code) : null;
        await desk.Complete(ImportDesk.Request(Rows, cells: 4, groups: 8));
        Assert.Equal([1, 2, 2, 2, 4, 8], desk.CountsByLevel());
        Assert.All(
            desk.Engine.Commands.GroupBy(sent => sent.Command, ReferenceEqualityComparer.Instance),
            sent => Assert.Equal((4, 1), (sent.Count(), sent.Select(one => one.Id).Distinct().Count())));
        Assert.True(desk.Time.Waited >= TimeSpan.FromMilliseconds(tries.Count * 5));
    }

    [Fact]
    public async Task Patience_ends_and_the_import_is_interrupted_not_failed()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number > 3 ? StubbornEngine.Refuse(RefusalCode.Overloaded) : null;
        var outcome = await desk.Import(ImportDesk.Request(Rows));
        Assert.Equal(ImportState.Interrupted, outcome.Status.State);
        Assert.True(desk.Time.Waited >= TimeSpan.FromMilliseconds(ImportLimits.PatienceMs));
        desk.Engine.Before = (_, _) => null;
        await desk.Complete(ImportDesk.Request(Rows));
        Assert.Equal([1, 2, 2, 2, 0, 0], desk.CountsByLevel());
    }

    [Fact]
    public async Task Reading_waits_while_the_engine_is_overloaded_and_no_longer()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request(Rows));
        var refusals = 5;
        desk.Engine.OnResult = result => Interlocked.Decrement(ref refusals) >= 0 ? throw Unavailable(RefusalCode.Overloaded) : result;
        Assert.True((await desk.Prepare(ImportDesk.Request(Rows))).Plan.IsEmpty);
        desk.Engine.OnResult = _ => throw Unavailable(RefusalCode.Stopping);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => desk.Prepare(ImportDesk.Request(Rows)));
    }

    [Fact]
    public async Task A_fault_of_the_engine_goes_to_the_caller_and_leaves_an_interrupted_import()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number == 4 ? throw new InvalidOperationException("a bug") : null;
        var import = await desk.Prepare(ImportDesk.Request(Rows));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ImportRunner.RunAsync(desk.Engine, import, desk.Time, null, TestContext.Current.CancellationToken));
        Assert.Equal(ImportState.Interrupted, (await desk.Status(import.Id)).State);
        desk.Engine.Before = (_, _) => null;
        await desk.Complete(ImportDesk.Request(Rows));
    }

    private static EngineUnavailableException Unavailable(RefusalCode code) => new(new Refusal(code, "engine", "the test says no", "Ask the test"));
}
