using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Faults;
using HierarchySim.Simulator.Standalone;
using HierarchySim.Standalone;

namespace HierarchySim.Simulator.Tests;

public class RootTests
{
    [Fact]
    public async Task A_root_is_opened_at_the_roots_id_only_also_while_a_units_own_opening_is_on_its_way()
    {
        var (dice, sometimes, scheme) = (new Dice(1), new Sometimes(), LevelSchemes.Get("three-tier"));
        var agenda = new Agenda(dice, new Fingerprint());
        using var storage = new SimulatedStorage(scheme, dice, FaultMix.None, sometimes, Bugs.None);
        var network = new SimulatedNetwork(dice, agenda, FaultMix.None, sometimes) { HasFaults = false };
        await using var engine = StandaloneEngine.Open(storage, new StandaloneOptions { Shards = 1, Time = new SimulatedTime(agenda) }, network, threads: false);
        var shard = engine.CurrentRun.Shards[0];
        var root = new OpenRoot(Define(UnitId.Root, "nation"));
        _ = Send(engine, 1, UnitId.Root, root);
        _ = Send(engine, 2, UnitId.Root, new OpenChildren([Define(new UnitId(2), "province")]));
        shard.Step();
        var answer = Send(engine, 3, new UnitId(2), root);
        shard.Step();
        engine.CurrentRun.Journal.Step();
        Assert.Equal(RefusalCode.UnitNotFound, (await answer).Refusal!.Code);

        UnitDefinition Define(UnitId id, string level) =>
            new(id, scheme.FindKind(scheme.Kinds.First(kind => kind.Level == level).Code)!.Value, $"{id}", new DateOnly(2024, 1, 1), null, false, []);
    }

    private static Task<CommandAnswer> Send(StandaloneEngine engine, ulong number, UnitId unit, Command command) =>
        engine.SubmitAsync(new CommandId(1, number, 1), unit, command, [], null, TestContext.Current.CancellationToken).AsTask();
}
