using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>A disk that takes no writes: nothing answered is lost, nothing refused took effect, and work goes on by itself later.</summary>
public class FullDiskTests
{
    private static readonly TimeSpan UntilProbed = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_commit_that_finds_no_room_is_refused_by_name_and_smaller_ones_go_on()
    {
        await using var live = new LiveEngine();
        await live.Grow(2);
        live.Disk.LimitPages(live.Disk.PageCount);
        var issued = 0;
        CommandAnswer answer;
        while ((answer = await live.Submit(UnitId.Root, LiveEngine.Directive(new string('a', Limits.DirectiveTextLengthMax)))).IsAccepted) issued++;

        Assert.Equal((RefusalCode.StorageUnavailable, "storage"), (answer.Refusal!.Code, answer.Refusal.Field));
        Assert.Equal("the commit failed (no space left to write 'journal.db'); nothing of it took effect", answer.Refusal.Rule);
        Assert.Contains("same key", answer.Refusal.NextStep, StringComparison.Ordinal);
        await live.Hear("A commit failed");

        live.Disk.LimitPages(1_000_000);
        await live.Restart();
        await live.Quiet();
        Assert.Equal(issued, (await live.View(UnitId.Root)).Directives.Count);
        await live.Accept(UnitId.Root, LiveEngine.Directive(new string('a', Limits.DirectiveTextLengthMax)));
    }

    [Fact]
    public async Task An_engine_on_a_disk_that_takes_no_writes_serves_reads_says_why_and_goes_on_by_itself()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(2);
        await live.Accept(units[1], new RenameUnit("trước"));
        await BecomeReadOnly(live, units[1]);

        Assert.Equal(EngineCondition.ReadOnly, live.Engine.Status.Condition);
        Assert.Contains("'journal.db' does not accept writes", live.Engine.Status.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Folder, live.Engine.Status.Reason, StringComparison.Ordinal);
        Assert.Equal("trước", (await live.View(units[1])).Name);
        Assert.Equal(2, (await live.Engine.QueryAsync(new GetChildren(UnitId.Root, 0, 10), LiveEngine.Token))!.Total);
        var answer = await live.Submit(units[1], new RenameUnit("giữa"));
        Assert.Equal(RefusalCode.StorageUnavailable, answer.Refusal!.Code);
        Assert.Contains("'journal.db' does not accept writes", answer.Refusal.Rule, StringComparison.Ordinal);
        Assert.DoesNotContain(live.Folder, answer.Refusal.ToString(), StringComparison.Ordinal);
        var notWritten = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.Records.PutAsync("a", [1], LiveEngine.Token));
        Assert.Equal(RefusalCode.StorageUnavailable, notWritten.Refusal.Code);
        Assert.DoesNotContain(live.Folder, notWritten.Refusal.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.ReserveIdsAsync(1, LiveEngine.Token));

        live.Disk.MakeWritable();
        live.Time.Advance(UntilProbed);
        await live.Hear("takes writes again");
        Assert.Equal((EngineCondition.Ready, null), (live.Engine.Status.Condition, live.Engine.Status.Reason));
        Assert.Equal("trước", (await live.View(units[1])).Name);
        await live.Accept(units[1], new RenameUnit("sau"));
        await live.Restart();
        Assert.Equal("sau", (await live.View(units[1])).Name);
        Assert.Null(await live.Engine.Records.GetAsync("a", LiveEngine.Token));
    }

    [Fact]
    public async Task Versions_grow_over_a_life_that_began_on_a_disk_without_room()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(2);
        await BecomeReadOnly(live, units[1]);
        live.Disk.MakeWritable();
        live.Time.Advance(UntilProbed);
        await live.Hear("takes writes again");
        for (var i = 0; i < 20; i++) await live.Accept(units[1], new RenameUnit($"tên {i}"));
        var before = (await live.View(units[1])).Version;
        await live.Restart();
        Assert.True((await live.View(units[1])).Version > before);
    }

    [Fact]
    public async Task What_waits_when_a_commit_fails_is_refused_and_only_that()
    {
        await using var live = new LiveEngine(shards: 3);
        var units = await live.Grow(4, 4, 4);
        var directive = new DirectiveId(UnitId.Root, (await live.Accept(UnitId.Root, LiveEngine.Directive())).Number);
        await live.Quiet();

        var sent = units.Select((unit, i) =>
        {
            if (i == units.Count / 2) live.Disk.MakeReadOnly();
            return (Unit: unit, Answer: live.Submit(unit, new AcknowledgeDirective(directive)));
        }).ToList();
        foreach (var (_, answer) in sent) await answer;
        await live.Hear("takes no writes");
        Assert.Contains(sent, pair => !pair.Answer.Result.IsAccepted);

        await CompareAsync();
        live.Disk.MakeWritable();
        await live.Restart(shards: 2);
        await CompareAsync();
        Photograph.Recount(live.Run.Directory);

        async Task CompareAsync()
        {
            foreach (var (unit, answer) in sent)
                Assert.Equal(answer.Result.IsAccepted, (await live.View(unit)).Directives[0].Flags.HasFlag(ReceiptFlags.Acknowledged));
        }
    }

    [Fact]
    public async Task The_engine_can_be_stopped_while_it_reads_again()
    {
        for (var i = 0; i < 5; i++)
        {
            await using var live = new LiveEngine();
            var units = await live.Grow(2);
            live.Disk.MakeReadOnly();
            _ = live.Submit(units[1], new RenameUnit("giữa"));
            await live.Stop();
            live.Open();
            Assert.StartsWith("đơn vị", (await live.View(units[1])).Name, StringComparison.Ordinal);
        }
    }

    private static async Task BecomeReadOnly(LiveEngine live, UnitId unit)
    {
        live.Disk.MakeReadOnly();
        Assert.Equal(RefusalCode.StorageUnavailable, (await live.Submit(unit, new RenameUnit("không"))).Refusal!.Code);
        await live.Hear("takes no writes");
        Assert.Equal(EngineCondition.ReadOnly, live.Engine.Status.Condition);
        await live.Quiet();
    }
}
