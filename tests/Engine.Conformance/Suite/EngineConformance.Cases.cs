using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A case's way from a household group to the level that is competent, and its answer's way back.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_case_climbs_to_the_competent_level_and_its_answer_comes_back()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (group, commune) = (tree.Groups[7], tree.Communes[1]);
        var raised = desk.Now;
        var id = await desk.Raise(group);
        Assert.Equal(new CaseId(group, 1), id);

        var held = await desk.Held(commune, id);
        Assert.Equal((CaseStatus.Received, 1, raised), (held.Status, held.Opening, held.Spec.RaisedAt));
        Assert.Equal((CaseStatus.Received, commune, held.Due), await Standing());
        await desk.Accept(commune, new TakeCase(id, HolderId.None));
        Assert.Equal((CaseStatus.Investigating, commune, held.Due), await Standing());
        var day = desk.Now.PlusMs(3 * 24 * 3_600_000L);
        await desk.Accept(commune, new ScheduleCase(id, HolderId.None, day, Desk.Words));
        Assert.Equal((CaseStatus.Scheduled, commune, day), await Standing());
        await desk.Answer(commune, id);
        Assert.Equal((CaseStatus.Answered, UnitId.None, Instant.None), await Standing());
        Assert.Null(await desk.Engine.QueryAsync(new GetHeldCase(commune, id)));
        await desk.Accept(group, new ConfirmCase(id));
        Assert.Equal((CaseStatus.Resolved, UnitId.None, Instant.None), await Standing());
        Assert.Equal($"Raised {group}, Received {commune}, Taken {commune}, Scheduled {commune}, Answered {commune}, Confirmed {group}", await desk.Life(id));

        async Task<(CaseStatus, UnitId, Instant)> Standing() => await desk.File(id) is var file ? (file.Status, file.Custodian, file.Due) : default;
    }

    [Theory]
    [InlineData("three-tier", "roads-lighting", "commune")]
    [InlineData("three-tier", "land", "district")]
    [InlineData("three-tier", "official-conduct", "district")]
    [InlineData("two-tier", "roads-lighting", "commune")]
    [InlineData("two-tier", "land", "commune")]
    [InlineData("two-tier", "official-conduct", "province")]
    public async Task Each_category_climbs_to_its_own_level(string scheme, string category, string competent)
    {
        var desk = await StartEmpty(scheme);
        var chain = await Chain(desk);
        foreach (var origin in chain)
        {
            var id = await desk.Raise(origin.Unit, category);
            var level = desk.Engine.Scheme.FindLevel(competent)!.Value.Index;
            var holder = chain[Math.Min(level, chain.FindIndex(unit => unit.Unit == origin.Unit))].Unit;
            Assert.Equal(holder, (await desk.File(id)).Custodian);
            await desk.Answer(holder, id);
            Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
        }
    }

    // Raised at a moment in Vietnam; the last moment at a commune, which has ten working days for roads and five for procedures.
    [Theory]
    [InlineData("roads-lighting", "2025-01-06T08:00", "2025-01-21T00:00")]
    [InlineData("roads-lighting", "2025-01-06T23:59", "2025-01-21T00:00")]
    [InlineData("roads-lighting", "2025-01-07T00:00", "2025-01-22T00:00")]
    [InlineData("roads-lighting", "2025-01-11T10:00", "2025-01-25T00:00")]
    [InlineData("roads-lighting", "2025-01-22T10:00", "2025-02-13T00:00")]
    [InlineData("administrative-procedure", "2025-04-28T10:00", "2025-05-09T00:00")]
    public async Task A_limit_in_working_days_leaves_out_weekends_and_holidays(string category, string raised, string due)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Reach(InVietnam(raised));
        var id = await desk.Raise(tree.Groups[0], category);
        Assert.Equal(InVietnam(due), (await desk.Held(tree.Communes[0], id)).Due);

        await desk.Reach(InVietnam(due).PlusMs(-1));
        Assert.Equal(tree.Communes[0], (await desk.File(id)).Custodian);
        await desk.Reach(InVietnam(due));
        Assert.Equal(tree.Districts[0], (await desk.File(id)).Custodian);
        Assert.Equal($"Raised {tree.Groups[0]}, Received {tree.Communes[0]}, Escalated {tree.Communes[0]}, Received {tree.Districts[0]}", await desk.Life(id));
    }

    [Fact]
    public async Task A_case_nobody_answers_moves_up_tier_by_tier_and_stays_at_the_root_overdue()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var id = await desk.Raise(tree.Groups[0]);
        foreach (var (holder, next) in ((UnitId, UnitId)[])[(tree.Communes[0], tree.Districts[0]), (tree.Districts[0], tree.Province), (tree.Province, tree.Root)])
        {
            var held = await desk.Held(holder, id);
            Assert.Equal(desk.Engine.Catalog.Calendar.DueAfter(held.ReceivedAt, held.Spec.Terms.LimitAt((await desk.View(holder)).Level), desk.Engine.Scheme.Offset), held.Due);
            await desk.Reach(held.Due);
            Assert.Equal((next, desk.Now), ((await desk.File(id)).Custodian, (await desk.Held(next, id)).ReceivedAt));
        }
        await desk.Advance(TimeSpan.FromDays(400));
        Assert.Equal(tree.Root, (await desk.File(id)).Custodian);
        Assert.Equal(3, (await desk.AllEvents()).Count(fact => fact.Event is CaseEscalated));
        await desk.Answer(tree.Root, id);
        Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
    }

    [Fact]
    public async Task A_limit_that_is_answered_at_its_last_moment_does_not_lapse()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var id = await desk.Raise(tree.Groups[0]);
        await desk.Reach((await desk.Held(tree.Communes[0], id)).Due.PlusMs(-1));
        await desk.Answer(tree.Communes[0], id);
        await desk.Advance(TimeSpan.FromDays(20));
        Assert.DoesNotContain(await desk.AllEvents(), fact => fact.Event is CaseEscalated);
        await desk.Advance(TimeSpan.FromDays(10));
        Assert.Contains(await desk.AllEvents(), fact => fact.Event is CaseRetired);

        // It left the unit's state and can still be read, but nothing can be done with it any more.
        await Harness.QuietAsync();
        Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
        Assert.Equal(id, Assert.Single((await desk.Engine.QueryAsync(new ListCaseFiles(tree.Groups[0], 0, 10)))!).Spec.Id);
        Assert.Equal(RefusalCode.CaseNotFound, (await desk.Submit(tree.Groups[0], new ConfirmCase(id))).Refusal!.Code);
    }

    [Fact]
    public async Task An_open_case_keeps_the_terms_it_was_raised_under_and_a_retired_category_takes_no_new_one()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var id = await desk.Raise(tree.Groups[0]);
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file => file["categories"]![0]!["retired"] = true)));
        await desk.Refuse(tree.Groups[0], new RaiseCase("roads-lighting", Reality.Actual, HolderId.None, Desk.Words), RefusalCode.Invalid, "service_code");
        await desk.Reach((await desk.Held(tree.Communes[0], id)).Due);
        Assert.Equal(tree.Districts[0], (await desk.File(id)).Custodian);
        await desk.Answer(tree.Districts[0], id);
        await desk.Accept(tree.Groups[0], new ReopenCase(id, Desk.Words));
        Assert.Equal(tree.Districts[0], (await desk.File(id)).Custodian);
    }

    [Fact]
    public async Task A_drill_runs_like_a_case_and_is_counted_nowhere()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        foreach (var reality in (Reality[])[Reality.Exercise, Reality.Test])
        {
            var id = await desk.Raise(tree.Groups[0], reality: reality);
            Assert.Equal(reality, (await desk.Held(tree.Communes[0], id)).Spec.Reality);
            foreach (var unit in tree.All) Assert.Equal(CaseTally.Empty, (await desk.View(unit)).Tally.Cases);
            Assert.Empty((await desk.Engine.QueryAsync(new FindCases(tree.Root, Limits.LevelsMax, CaseOrder.Oldest, null, Instant.None, 10)))!);
            await desk.Reach((await desk.Held(tree.Communes[0], id)).Due);
            await desk.Answer(tree.Districts[0], id);
            Assert.Equal(CaseStatus.Answered, (await desk.File(id)).Status);
        }
    }

    private static async Task<List<(UnitId Unit, string Level)>> Chain(Desk desk)
    {
        List<(UnitId Unit, string Level)> chain = [(await desk.OpenRoot(), desk.Engine.Scheme.Levels[0].Code)];
        foreach (var level in desk.Engine.Scheme.Levels.Skip(1)) chain.Add((await desk.Open(chain[^1].Unit, level.Code), level.Code));
        return chain;
    }

    private static Instant InVietnam(string local) =>
        Instant.From(new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7)));
}
