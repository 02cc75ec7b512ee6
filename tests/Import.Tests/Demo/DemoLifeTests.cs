using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class DemoLifeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_seventy_days_no_limit_is_met_and_numbers_move()
    {
        await using var desk = await SmallDemo();
        var life = new DemoLife(desk.Engine, desk.Time);
        var mostKept = 0;
        for (var day = 0; day < 70; day++)
        {
            for (var step = 0; step < 48; step++)
            {
                desk.Time.Advance(TimeSpan.FromMinutes(30));
                Assert.True(await life.StepAsync(Token));
            }

            foreach (var unit in desk.Inner.Inspect(units => units.ToArray()))
            {
                mostKept = Math.Max(mostKept, unit.Issued.Count);
                Assert.InRange(unit.Issued.Count(issued => issued.State == DirectiveState.Active && !issued.FulfilledAt.IsSet), 0, DemoDesk.InForceMax);
            }
        }

        Assert.InRange(mostKept, 40, DemoDesk.KeptMax);
        Assert.DoesNotContain(desk.Engine.Refusals, refusal => refusal.Code == RefusalCode.LimitReached);
        Assert.InRange(desk.Engine.Refusals.Count, 0, 5);
        Assert.InRange(desk.Engine.Commands.Count(sent => sent.Command is IssueDirective), 70 * 3, 70 * 4);
    }

    [Fact]
    public async Task Units_answer_in_time_late_and_not_at_all()
    {
        await using var desk = await SmallDemo();
        var life = new DemoLife(desk.Engine, desk.Time);
        for (var step = 0; step < 5 * 48; step++)
        {
            desk.Time.Advance(TimeSpan.FromMinutes(30));
            await life.StepAsync(Token);
        }

        var receipts = desk.Inner.Inspect(units => units.SelectMany(unit => unit.Receipts.ToArray()).Where(receipt => receipt.Has(ReceiptFlags.Target)).ToArray());
        Assert.Contains(receipts, receipt => receipt.Has(ReceiptFlags.Acknowledged) && !receipt.Has(ReceiptFlags.AcknowledgedLate));
        Assert.Contains(receipts, receipt => receipt.Has(ReceiptFlags.AcknowledgedLate));
        Assert.Contains(receipts, receipt => receipt.Has(ReceiptFlags.Completed));
        Assert.Contains(receipts, receipt => !receipt.Has(ReceiptFlags.Acknowledged) && !receipt.IsOpen);
    }

    [Fact]
    public async Task Every_directive_is_marked_as_a_demo()
    {
        await using var desk = await SmallDemo();
        var life = new DemoLife(desk.Engine, desk.Time);
        for (var step = 0; step < 48; step++)
        {
            desk.Time.Advance(TimeSpan.FromHours(2));
            await life.StepAsync(Token);
        }

        IssueDirective[] issued = [.. desk.Engine.Commands.Select(sent => sent.Command).OfType<IssueDirective>()];
        Assert.Equal([0, 1, 2], desk.Engine.Commands.Where(sent => sent.Command is IssueDirective)
            .Select(sent => (int)desk.Inner.Inspect(units => units.First(unit => unit.Id == sent.Unit)).Level.Index).Distinct().Order());
        Assert.All(issued, command => Assert.StartsWith("Demo: ", command.Text.Title, StringComparison.Ordinal));
        Assert.All(issued, command => Assert.Equal(Reality.Actual, command.Reality));
    }

    [Fact]
    public async Task Begun_again_it_goes_on_in_step()
    {
        await using var desk = await SmallDemo();
        await new DemoLife(desk.Engine, desk.Time).StepAsync(Token);
        int Issued() => desk.Engine.Commands.Count(sent => sent.Command is IssueDirective);
        Assert.Equal(3, Issued());
        desk.Time.Advance(TimeSpan.FromMinutes(10));
        await new DemoLife(desk.Engine, desk.Time).StepAsync(Token);
        Assert.Equal(3, Issued());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_life()
    {
        var lives = new List<string[]>();
        foreach (var seed in new ulong[] { 1, 1, 2 })
        {
            await using var desk = await SmallDemo();
            var life = new DemoLife(desk.Engine, desk.Time, new DemoLifeOptions { Seed = seed });
            var before = desk.Engine.Commands.Count;
            for (var step = 0; step < 100; step++)
            {
                desk.Time.Advance(TimeSpan.FromMinutes(10));
                await life.StepAsync(Token);
            }

            lives.Add([.. desk.Engine.Commands.Skip(before).Select(sent => $"{sent.Unit} {sent.Command}")]);
        }

        Assert.Equal(lives[0], lives[1]);
        Assert.NotEqual(lives[0], lives[2]);
    }

    [Theory]
    [InlineData(RefusalCode.Overloaded)]
    [InlineData(RefusalCode.StorageUnavailable)]
    public async Task While_the_engine_takes_nothing_it_waits_longer_and_longer_and_then_goes_on(RefusalCode code)
    {
        await using var desk = await SmallDemo();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var refused = 0;
        var accepted = 0;
        desk.Engine.Before = (_, _) => refused++ < 20 ? StubbornEngine.Refuse(code) : null;
        desk.Engine.After = (_, _) =>
        {
            if (++accepted == 30) stop.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DemoLife(desk.Engine, desk.Time).RunAsync(stop.Token));
        Assert.Equal(30, accepted);
        Assert.InRange(desk.Time.Waited, TimeSpan.FromMinutes(15), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_waited_for_too()
    {
        await using var desk = await SmallDemo();
        var life = new DemoLife(desk.Engine, desk.Time);
        desk.Engine.OnResult = _ => throw new EngineUnavailableException(new Refusal(RefusalCode.Stopping, "engine", "it stops", "Wait"));
        Assert.False(await life.StepAsync(Token));
        desk.Engine.OnResult = result => result;
        Assert.True(await life.StepAsync(Token));
    }

    [Fact]
    public async Task On_the_whole_demo_an_hour_brings_hundreds_of_answers()
    {
        await using var desk = new ImportDesk();
        await DemoTree.CreateAsync(desk.Engine, desk.Time, Token);
        var life = new DemoLife(desk.Engine, desk.Time);
        for (var step = 0; step < 1_200; step++)
        {
            desk.Time.Advance(TimeSpan.FromSeconds(3));
            await life.StepAsync(Token);
        }

        Assert.InRange(desk.Engine.Commands.Count(sent => sent.Command is AcknowledgeDirective), 100, 4_000);
        Assert.Empty(desk.Engine.Refusals);
    }

    [Fact]
    public async Task Over_forty_days_cases_go_their_ways_and_stay_few()
    {
        await using var desk = await SmallDemo();
        var life = new DemoLife(desk.Engine, desk.Time);
        var overdueAtTheRoot = false;
        var files = new Dictionary<CaseId, CaseFile>();
        for (var step = 0; step < 40 * 72; step++)
        {
            desk.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await life.StepAsync(Token));
            if (step % 18 != 0) continue;
            var now = Instant.From(desk.Time.GetUtcNow());
            desk.Inner.Inspect(units =>
            {
                foreach (var file in units.SelectMany(unit => unit.CaseFiles)) files[file.Spec.Id] = file;
                overdueAtTheRoot |= units.First(unit => unit.Id == UnitId.Root).HeldCases.Any(held => held.Due.IsSet && held.Due < now);
                return true;
            });
            Assert.InRange(desk.Inner.Inspect(units => units.Sum(unit => unit.HeldCases.Count)), 0, DemoCases.OpenMax);
        }

        foreach (var status in new[] { CaseStatus.Answered, CaseStatus.Resolved, CaseStatus.Withdrawn })
            Assert.Contains(files.Values, file => file.Status == status);
        foreach (var act in new[] { CaseAct.Taken, CaseAct.Scheduled, CaseAct.Referred, CaseAct.Escalated, CaseAct.Reopened })
            Assert.Contains(files.Values, file => file.Steps.Any(step => step.Act == act));
        Assert.True(overdueAtTheRoot);
        Assert.InRange(files.Count, 500, 5_000);
        Assert.Empty(desk.Engine.Refusals);
    }

    [Fact]
    public async Task On_the_whole_demo_a_month_brings_reports_and_leaves()
    {
        await using var desk = new ImportDesk();
        desk.Time.Advance(TimeSpan.FromDays(480));
        await DemoTree.CreateAsync(desk.Engine, desk.Time, Token);
        var life = new DemoLife(desk.Engine, desk.Time);
        var first = ReportPeriod.Of(PeriodKind.Month, Instant.From(desk.Time.GetUtcNow()).DateAt(desk.Engine.Scheme.Offset));
        for (var step = 0; step < 42 * 8; step++)
        {
            desk.Time.Advance(TimeSpan.FromHours(3));
            await life.StepAsync(Token);
        }

        var status = (await desk.Engine.QueryAsync(new GetReportStatus(UnitId.Root, "cell-meeting", first), Token))!.Status;
        Assert.InRange(status.OnTime, 50, 90);
        Assert.InRange(status.Actual - status.OnTime, 3, 40);
        Assert.InRange(status.Expected - status.Actual, 1, 20);
        Assert.Contains(desk.Engine.Commands, sent => sent.Command is RecordLeave leave && leave.From > first.LastDay);
        // Steps of three hours pass over the end of directives that are answered in the same step; nothing else is refused.
        Assert.DoesNotContain(desk.Engine.Refusals, refusal => refusal.Field != "directive");
    }

    private static async Task<ImportDesk> SmallDemo()
    {
        var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request(
            [
                "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã",
                "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Long Định,29056,Xã",
            ],
            cells: 4, groups: 24));
        return desk;
    }
}
