using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>The door of a shard: too many are refused before anything is accepted, and a stop answers those inside.</summary>
public class DoorTests
{
    [Fact]
    public async Task Too_many_at_the_door_are_refused_by_name_and_those_inside_are_answered()
    {
        await using var live = new LiveEngine(shards: 1);
        await live.Grow(1);
        using var release = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var blocker = new ReadItem<int>(_ =>
        {
            inside.Set();
            release.Wait();
            return 0;
        });
        Assert.True(live.Run.Shards[0].TryEnter(blocker));
        inside.Wait(LiveEngine.Token);
        var waiting = Enumerable.Range(0, Limits.ShardDoorMax).Select(_ => live.Engine.QueryAsync(new GetUnit(UnitId.Root), LiveEngine.Token).AsTask()).ToList();

        var refusal = (await live.Submit(UnitId.Root, new RenameUnit("quá nhiều"))).Refusal!;
        Assert.Equal(RefusalCode.Overloaded, refusal.Code);
        Assert.Contains(nameof(Limits.ShardDoorMax), refusal.Rule, StringComparison.Ordinal);
        var unread = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.QueryAsync(new GetUnit(UnitId.Root), LiveEngine.Token));
        Assert.Equal(RefusalCode.Overloaded, unread.Refusal.Code);
        Assert.True(live.Engine.Status.Waiting >= Limits.ShardDoorMax);

        release.Set();
        foreach (var view in await Task.WhenAll(waiting)) Assert.Equal(UnitId.Root, view!.Id);
        await live.Accept(UnitId.Root, new RenameUnit("đủ chỗ"));
    }

    [Fact]
    public async Task A_stop_answers_what_is_at_the_door_and_refuses_what_comes_later()
    {
        await using var live = new LiveEngine(shards: 2);
        var units = await live.Grow(3, 3);
        var sent = Enumerable.Range(0, 300).Select(i => live.Submit(units[i % units.Count], new RenameUnit($"tên {i}"))).ToList();
        var stopped = live.Engine;
        await live.Stop();
        Assert.All(sent, answer => Assert.True(answer.Result.IsAccepted, $"{answer.Result.Refusal}"));
        Assert.Equal(RefusalCode.Stopping, (await stopped.SubmitAsync(new CommandId(1, 1, 1), UnitId.Root, new RenameUnit("muộn"), LiveEngine.Token)).Refusal!.Code);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await stopped.QueryAsync(new GetUnit(UnitId.Root), LiveEngine.Token));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await stopped.Records.PutAsync("a", [1], LiveEngine.Token));

        live.Open();
        for (var i = 0; i < units.Count; i++) Assert.Equal($"tên {(299 - i) / units.Count * units.Count + i}", (await live.View(units[i])).Name);
    }

    [Fact]
    public async Task Everyone_who_meets_the_engine_while_it_stops_gets_an_answer()
    {
        await using var live = new LiveEngine(shards: 2);
        var units = await live.Grow(3);
        var engine = live.Engine;
        var callers = Enumerable.Range(1, 4).Select(caller => Task.Run(async () =>
        {
            for (var i = 0UL; ; i++)
            {
                var answer = await engine.SubmitAsync(new CommandId((ulong)caller, i, 1), units[(int)(i % 4)], new RenameUnit($"tên {caller}.{i}"), LiveEngine.Token);
                if (answer.Refusal?.Code == RefusalCode.Stopping) return;
            }
        }, LiveEngine.Token)).ToList();
        var records = Task.Run(async () =>
        {
            while (true) await engine.Records.PutAsync("a", [1], LiveEngine.Token);
        }, LiveEngine.Token);
        await live.Quiet();
        await live.Stop();
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60), LiveEngine.Token);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => records.WaitAsync(TimeSpan.FromSeconds(60), LiveEngine.Token));
    }
}
