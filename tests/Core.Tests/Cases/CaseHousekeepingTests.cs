namespace HierarchySim.Core.Tests;

/// <summary>What a unit with cases does of its own accord: limits lapse, files retire, a withdrawal catches up.</summary>
public sealed class CaseHousekeepingTests
{
    [Fact]
    public void A_lapsed_limit_moves_the_case_up_once_and_not_a_millisecond_early()
    {
        var commune = States.Holding();
        var due = commune.State.FindHeldCase(States.Raised)!.Due;
        Assert.Equal(due, UnitMachine.NextWake(commune.State));
        commune.Wait(due.Milliseconds - commune.Now.Milliseconds - 1);
        Assert.Single(commune.State.HeldCases);
        commune.Wait(1);
        Assert.Empty(commune.State.HeldCases);
        var transfer = Assert.IsType<CaseTransfer>(commune.State.TakeMessageForParent().Message);
        Assert.Equal((Actor.Scheme.FindLevel("district")!.Value, CaseStatus.Received), (transfer.Floor, transfer.Status));
        Assert.Empty(commune.Wait(10 * Limits.ClosedItemsKeptMs).KeepHouse());
        Assert.False(commune.State.HasMessageForParent);
    }

    [Fact]
    public void The_day_that_work_is_scheduled_for_is_the_clock()
    {
        var commune = States.Holding().Do(new ScheduleCase(States.Raised, HolderId.None, States.InTwoDays.PlusMs(Limits.CaseScheduleAheadMaxMs / 2), TextId.None));
        commune.Wait(30 * 24 * 3_600_000L);
        Assert.Equal(CaseStatus.Scheduled, Assert.Single(commune.State.HeldCases).Status);
        commune.Wait(Limits.CaseScheduleAheadMaxMs);
        Assert.Empty(commune.State.HeldCases);
    }

    [Fact]
    public void Nothing_lapses_after_an_answer()
    {
        var commune = States.Holding().Do(new AnswerCase(States.Raised, HolderId.None, States.Words));
        Assert.Equal(Instant.None, UnitMachine.NextWake(commune.State));
        commune.Wait(10 * Limits.ClosedItemsKeptMs);
        Assert.False(commune.State.HasMessageForParent);
    }

    [Fact]
    public void At_the_root_a_case_stays_and_is_overdue()
    {
        var nation = States.All["the nation with a case"]()!;
        Assert.Equal(Instant.None, UnitMachine.NextWake(nation));
        Assert.Equal(Verdict.Dropped, UnitMachine.DecideHousekeeping(nation, Actor.Noon.PlusMs(Limits.CaseScheduleAheadMaxMs)).Verdict);
    }

    [Fact]
    public void A_case_whose_way_up_is_full_waits_for_room()
    {
        var commune = States.All["a commune with a case whose parent hears nothing"]()!;
        var lapsed = commune.FindHeldCase(States.Raised)!.Due;
        Assert.Equal(Verdict.Dropped, UnitMachine.DecideHousekeeping(commune, lapsed).Verdict);
        commune.TakeMessageForParent();
        commune.ConfirmParent(new LinkSequence(1));
        Assert.Equal(new CaseEscalated(States.Raised), UnitMachine.DecideHousekeeping(commune, lapsed).EventAt(0));
    }

    [Fact]
    public void A_file_that_is_full_forgets_where_the_case_passed_and_no_act_or_text()
    {
        CaseStep[] steps = [];
        var group = States.AsOf(States.Waiting(), snapshot =>
        {
            var (raised, passed) = (snapshot.CaseFiles[0].Steps[0], snapshot.CaseFiles[0].Steps[1]);
            steps = [raised, .. Enumerable.Range(1, Limits.CaseStepsMax - 1).Select(i =>
                i % 4 == 1 ? passed with { Act = CaseAct.Referred, Text = new TextId(7, (ulong)i) } : passed)];
            snapshot.CaseFiles[0] = snapshot.CaseFiles[0] with { Steps = steps };
        });
        var notice = new LinkDelivery(LinkEpoch.First, group.ReceivedFromParent.Next, States.Told(CaseAct.Escalated));
        Actor.Machine.Apply(group, Actor.Machine.DecideMessage(group, Move.Up, notice, Actor.Noon).EventAt(0), Actor.Noon);
        var kept = group.FindCaseFile(States.Raised)!.Steps;
        Assert.Equal((Limits.CaseStepsMax, CaseAct.Raised, CaseAct.Escalated), (kept.Length, kept[0].Act, kept[^1].Act));
        Assert.Equal(steps.Where(step => step.Text.IsValid), kept.Where(step => step.Text.IsValid));
    }

    [Theory]
    [InlineData("a group whose case was answered", true)]
    [InlineData("a group whose case is resolved", true)]
    [InlineData("a group whose case is a duplicate", true)]
    [InlineData("a group whose case was withdrawn", true)]
    [InlineData("a closed group whose case was answered", true)]
    [InlineData("a group whose case a commune has", false)]
    [InlineData("a group that reopened its case", false)]
    public void A_file_leaves_thirty_days_after_it_closed(string state, bool leaves)
    {
        var group = States.All[state]()!;
        var month = Actor.Noon.PlusMs(Limits.ClosedItemsKeptMs);
        Assert.Equal(leaves ? month : Instant.None, UnitMachine.NextWake(group));
        Assert.Equal(Verdict.Dropped, UnitMachine.DecideHousekeeping(group, month.PlusMs(-1)).Verdict);
        Assert.Equal(leaves ? Verdict.Accepted : Verdict.Dropped, UnitMachine.DecideHousekeeping(group, month).Verdict);
    }

    [Fact]
    public void A_withdrawal_goes_after_a_case_that_moved_on()
    {
        var group = States.Waiting().Do(new WithdrawCase(States.Raised));
        Assert.IsType<CaseWithdrawal>(group.State.TakeMessageForParent().Message);
        group.Hear(States.Told(CaseAct.Escalated));
        Assert.False(group.State.HasMessageForParent);
        group.Hear(States.Told(CaseAct.Received));
        Assert.IsType<CaseWithdrawal>(group.State.TakeMessageForParent().Message);
        group.Hear(States.Told(CaseAct.Withdrawn));
        Assert.Equal((CaseStatus.Withdrawn, false), (group.State.CaseFiles[0].Status, group.State.CaseFiles[0].WithdrawalRequested));
    }

    [Fact]
    public void A_withdrawal_finds_the_case_when_it_comes_back_to_its_origin()
    {
        var province = Actor.Born(Actor.Define(2, "tinh", "Tỉnh Bến Tre", "83"), UnitId.Root).Do(States.Raise("official-conduct"));
        var id = new CaseId(States.Province, 1);
        province.Do(new ReferCase(id, HolderId.None, UnitId.Root, Route.Of(Move.Up), States.Words));
        var transfer = (CaseTransfer)province.State.TakeMessageForParent().Message;
        province.Do(new WithdrawCase(id));
        province.Hear(transfer with { To = States.Province, Ahead = Route.Here, Behind = Route.Of(Move.Down(0)) });
        Assert.Equal([new CaseWithdrawn(Move.Up, default, id)], province.KeepHouse());
        Assert.Equal(CaseStatus.Withdrawn, province.State.CaseFiles[0].Status);
    }
}
