using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Tests.Simulated;

namespace HierarchySim.Standalone.Tests.Failures;

public class IdTests
{
    [Fact]
    public async Task An_id_that_a_unit_has_is_not_given_out()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        var next = (await live.Engine.ReserveIdsAsync(1, LiveEngine.Token)).Value + 1;
        await live.Accept(UnitId.Root, new OpenChildren([LiveEngine.Define(new UnitId(next + 2), 1), LiveEngine.Define(new UnitId(next + 7), 1)]));
        Assert.Equal(next + 8, (await live.Engine.ReserveIdsAsync(5, LiveEngine.Token)).Value);
        await live.Restart();
        Assert.Equal(next + 13, (await live.Engine.ReserveIdsAsync(1, LiveEngine.Token)).Value);
    }

    [Fact]
    public async Task A_root_is_opened_at_the_roots_id_only_also_while_a_units_own_opening_is_on_its_way()
    {
        var (dice, sometimes) = (new Dice(1), new Sometimes());
        using var storage = new SimulatedStorage(dice, sometimes, forgetsAtCrash: false);
        var network = new LossyInterconnect(dice, sometimes) { HasFaults = false };
        await using var engine = StandaloneEngine.Open(storage, new StandaloneOptions { Shards = 1, Time = new FakeTime() }, network, threads: false);
        var shard = engine.CurrentRun.Shards[0];
        var root = new OpenRoot(LiveEngine.Define(UnitId.Root, 0));
        _ = engine.SubmitAsync(new CommandId(1, 1, 1), UnitId.Root, root, LiveEngine.Token).AsTask();
        _ = engine.SubmitAsync(new CommandId(1, 2, 1), UnitId.Root, new OpenChildren([LiveEngine.Define(new UnitId(2), 1)]), LiveEngine.Token).AsTask();
        shard.Step();
        var answer = engine.SubmitAsync(new CommandId(1, 3, 1), new UnitId(2), root, LiveEngine.Token).AsTask();
        shard.Step();
        engine.CurrentRun.Journal.Step();
        Assert.Equal(RefusalCode.UnitNotFound, (await answer).Refusal!.Code);
    }
}
