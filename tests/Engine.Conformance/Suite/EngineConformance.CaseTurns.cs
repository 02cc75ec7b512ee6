using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// What turns a case may take: referred, closed as a duplicate, reopened, withdrawn, and a unit that cannot close.
public abstract partial class EngineConformance
{
    // From the first commune to another unit; who then has it, and whether it bounced. The second commune has its own cells.
    [Theory]
    [InlineData("sibling commune", "sibling commune", CaseAct.Received)]
    [InlineData("other district's commune", "other district's commune", CaseAct.Received)]
    [InlineData("district", "district", CaseAct.Received)]
    [InlineData("province", "province", CaseAct.Received)]
    [InlineData("root", "root", CaseAct.Received)]
    [InlineData("own cell", "commune", CaseAct.Bounced)]
    [InlineData("own group", "commune", CaseAct.Bounced)]
    [InlineData("sibling's cell", "sibling commune", CaseAct.Bounced)]
    public async Task A_referral_says_who_rejected_it_and_where_it_went(string to, string holder, CaseAct act)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var places = new Dictionary<string, UnitId>
        {
            ["commune"] = tree.Communes[0],
            ["sibling commune"] = tree.Communes[1],
            ["other district's commune"] = tree.Communes[3],
            ["district"] = tree.Districts[0],
            ["province"] = tree.Province,
            ["root"] = tree.Root,
            ["own cell"] = tree.Cells[0],
            ["own group"] = tree.Groups[0],
            ["sibling's cell"] = tree.Cells[2],
        };
        var id = await desk.Raise(tree.Groups[0]);
        await desk.Advance(TimeSpan.FromHours(30));
        await desk.Refer(tree.Communes[0], id, places[to]);

        var file = await desk.File(id);
        Assert.Equal((CaseStatus.Received, places[holder]), (file.Status, file.Custodian));
        var (referred, arrived) = (file.Steps[^2], file.Steps[^1]);
        Assert.Equal((CaseAct.Referred, tree.Communes[0], places[to]), (referred.Act, referred.Unit, referred.To));
        Assert.Equal((act, places[holder], desk.Now), (arrived.Act, arrived.Unit, arrived.At));
        Assert.Equal(act == CaseAct.Bounced ? places[to] : UnitId.None, arrived.To);
        var held = await desk.Held(places[holder], id);
        Assert.Equal((desk.Now, CaseStatus.Received, arrived.Due), (held.ReceivedAt, held.Status, held.Due));
        if (holder != "commune") Assert.Null(await desk.Engine.QueryAsync(new GetHeldCase(tree.Communes[0], id)));

        await desk.Answer(places[holder], id);
        file = await desk.File(id);
        Assert.Equal((CaseStatus.Answered, CaseAct.Answered, places[holder]), (file.Status, file.Steps[^1].Act, file.Steps[^1].Unit));
    }

    [Fact]
    public async Task A_case_referred_round_and_round_comes_home_by_the_shortest_way()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var id = await desk.Raise(tree.Groups[0]);
        UnitId[] round = [tree.Communes[0], tree.Communes[3], tree.Communes[1], tree.Districts[1], tree.Communes[2], tree.Communes[0]];
        foreach (var (from, to) in round.Zip(round.Skip(1))) await desk.Refer(from, id, to);
        Assert.Equal(2, (await desk.Held(tree.Communes[0], id)).Home.Count);
        await desk.Answer(tree.Communes[0], id);
        Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
    }

    [Fact]
    public async Task A_referral_to_a_closed_unit_climbs_to_one_that_is_competent()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var empty = await desk.Open(tree.Districts[1], "commune");
        var id = await desk.Raise(tree.Groups[0]);
        var referral = await desk.Referral(tree.Communes[0], id, empty);
        await desk.Accept(empty, new CloseUnit(new DateOnly(2025, 1, 5), []));
        await desk.Accept(tree.Communes[0], referral);
        Assert.Equal(tree.Districts[1], (await desk.File(id)).Custodian);
        Assert.Equal((CaseAct.Bounced, empty), ((await desk.File(id)).Steps[^1].Act, (await desk.File(id)).Steps[^1].To));
    }

    [Fact]
    public async Task A_duplicate_names_the_other_case_and_can_be_reopened()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (first, second) = (await desk.Raise(tree.Groups[0]), await desk.Raise(tree.Groups[5]));
        await desk.Accept(tree.Communes[0], new CloseDuplicate(second, HolderId.None, first));
        Assert.Equal((CaseStatus.Duplicate, first), ((await desk.File(second)).Status, (await desk.File(second)).Steps[^1].Other));
        await desk.Refuse(tree.Groups[5], new ConfirmCase(second), RefusalCode.Conflict, "case");
        await desk.Accept(tree.Groups[5], new ReopenCase(second, Desk.Words));
        Assert.Equal((CaseStatus.Reopened, 2), ((await desk.Held(tree.Communes[0], second)).Status, (await desk.Held(tree.Communes[0], second)).Opening));
    }

    [Fact]
    public async Task A_reopened_case_goes_to_the_level_that_answered_with_a_fresh_clock()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var id = await desk.Raise(tree.Groups[0]);
        await desk.Reach((await desk.Held(tree.Communes[0], id)).Due);
        await desk.Answer(tree.Districts[0], id);
        await desk.Advance(TimeSpan.FromDays(3));
        await desk.Accept(tree.Groups[0], new ConfirmCase(id));
        await desk.Advance(TimeSpan.FromDays(3));
        await desk.Accept(tree.Groups[0], new ReopenCase(id, Desk.Words));

        var held = await desk.Held(tree.Districts[0], id);
        Assert.Equal((CaseStatus.Reopened, 2, desk.Now), (held.Status, held.Opening, held.ReceivedAt));
        Assert.Equal(desk.Engine.Catalog.Calendar.DueAfter(desk.Now, held.Spec.Terms.LimitAt((await desk.View(tree.Districts[0])).Level), desk.Engine.Scheme.Offset), held.Due);
        for (var opening = 2; opening <= Limits.CaseOpeningsMax; opening++)
        {
            await desk.Answer(tree.Districts[0], id);
            if (opening < Limits.CaseOpeningsMax) await desk.Accept(tree.Groups[0], new ReopenCase(id, Desk.Words));
        }
        await desk.Refuse(tree.Groups[0], new ReopenCase(id, Desk.Words), RefusalCode.LimitReached, "case");
        Assert.Equal(Limits.CaseOpeningsMax, (await desk.File(id)).Steps.Count(step => step.Act == CaseAct.Answered));
    }

    // Where the case is when its origin takes it back.
    [Theory]
    [InlineData("at the origin")]
    [InlineData("at the commune")]
    [InlineData("at the district")]
    [InlineData("at another commune")]
    public async Task A_case_is_withdrawn_wherever_it_is(string where)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var origin = where == "at the origin" ? tree.Communes[0] : tree.Groups[0];
        var id = await desk.Raise(origin);
        if (where == "at the district") await desk.Reach((await desk.Held(tree.Communes[0], id)).Due);
        if (where == "at another commune") await desk.Refer(tree.Communes[0], id, tree.Communes[3]);
        var holder = (await desk.File(id)).Custodian;
        await desk.Accept(origin, new WithdrawCase(id));
        var file = await desk.File(id);
        Assert.Equal((CaseStatus.Withdrawn, false, holder), (file.Status, file.WithdrawalRequested, file.Steps[^1].Unit));
        foreach (var unit in tree.All) Assert.Equal(CaseTally.Empty, (await desk.View(unit)).Tally.Cases);
        await desk.Refuse(holder, new AnswerCase(id, HolderId.None, Desk.Words), RefusalCode.CaseNotHeld, "case");
        await desk.Refuse(origin, new ReopenCase(id, Desk.Words), RefusalCode.Conflict, "case");
    }

    [Fact]
    public async Task A_withdrawal_that_races_with_others_ends_in_one_closing()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var round = 0; round < 20; round++)
        {
            // The first round trip is not waited for: it may still climb, be held, be answered or be on its way elsewhere.
            var group = tree.Groups[round];
            var commune = tree.Communes[round / 6];
            var id = new CaseId(group, (await desk.Submit(group, new RaiseCase("roads-lighting", Reality.Actual, HolderId.None, Desk.Words))).Number);
            if (round % 4 > 1) await Harness.QuietAsync();
            var referral = await desk.Referral(commune, id, tree.Communes[(round / 6 + 1) % 4]);
            await Task.WhenAll(
                Task.Run(() => desk.Submit(group, new WithdrawCase(id))),
                Task.Run(() => round % 2 == 0 ? desk.Submit(commune, new AnswerCase(id, HolderId.None, Desk.Words)) : desk.Submit(commune, referral)));
            await Harness.QuietAsync();
            var file = await desk.File(id);
            Assert.False(file.IsOpen || file.WithdrawalRequested, $"round {round}: {file.Status}");
            Assert.Single(file.Steps, step => step.Act is CaseAct.Answered or CaseAct.Withdrawn);
        }
        Assert.Equal(CaseTally.Empty, (await desk.View(tree.Root)).Tally.Cases);
    }

    [Fact]
    public async Task A_unit_that_holds_cases_cannot_close()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var empty = await desk.Open(tree.Districts[0], "commune");
        var id = await desk.Raise(empty);
        var close = new CloseUnit(new DateOnly(2025, 1, 5), []);
        await desk.Refuse(empty, close, RefusalCode.Conflict, "unit");
        await desk.Refer(empty, id, tree.Communes[0]);
        await desk.Accept(empty, close);
        await desk.Answer(tree.Communes[0], id);
        await desk.Accept(empty, new ConfirmCase(id));
        Assert.Equal(CaseStatus.Resolved, (await desk.File(id)).Status);
    }

    [Fact]
    public async Task A_retried_command_gets_its_first_answer_after_the_case_moved_on()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var raise = new RaiseCase("roads-lighting", Reality.Actual, HolderId.None, Desk.Words);
        var first = await desk.SubmitAs("raise", tree.Groups[0], raise);
        await Harness.QuietAsync();
        var id = new CaseId(tree.Groups[0], first.Number);
        var referral = await desk.Referral(tree.Communes[0], id, tree.Communes[1]);
        var second = await desk.SubmitAs("refer", tree.Communes[0], referral);
        await Harness.QuietAsync();
        await desk.Answer(tree.Communes[1], id);
        if (Harness.IsDurable) await desk.Crash();
        Assert.Equal(first with { Verdict = Verdict.Repeated }, await desk.SubmitAs("raise", tree.Groups[0], raise));
        Assert.Equal(second with { Verdict = Verdict.Repeated }, await desk.SubmitAs("refer", tree.Communes[0], referral));
        Assert.Single((await desk.Engine.QueryAsync(new ListCaseFiles(tree.Groups[0], 0, 10)))!);
        Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
    }

    [Fact]
    public async Task A_crash_at_any_step_of_a_life_loses_nothing()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (group, commune, other) = (tree.Groups[0], tree.Communes[0], tree.Communes[3]);
        var id = new CaseId(group, 1);
        foreach (var (unit, command) in ((UnitId, Command)[])[
            (group, new RaiseCase("roads-lighting", Reality.Actual, HolderId.None, Desk.Words)),
            (commune, new TakeCase(id, HolderId.None)),
            (commune, await desk.Referral(commune, id, other)),
            (other, new ScheduleCase(id, HolderId.None, desk.Now.PlusMs(1_000_000), Desk.Words)),
            (other, new AnswerCase(id, HolderId.None, Desk.Words)),
            (group, new ReopenCase(id, Desk.Words)),
            (group, new WithdrawCase(id))])
        {
            // Answered and killed: whatever was still on its way has to arrive after.
            var answer = await desk.Submit(unit, command);
            Assert.True(answer.IsAccepted, $"{command}: {answer.Refusal}");
            await desk.Crash();
            var open = (await desk.File(id)).IsOpen ? 1 : 0;
            Assert.Equal((open, open), ((await desk.View(tree.Root)).Tally.Cases.Held, (await desk.View(tree.Root)).Tally.Cases.Raised));
        }
        Assert.Equal(
            $"Raised {group}, Received {commune}, Taken {commune}, Referred {commune}, Received {other}, Scheduled {other}, Answered {other}, Reopened {group}, Received {commune}, WithdrawalRequested {group}, Withdrawn {commune}",
            await desk.Life(id));
    }
}
