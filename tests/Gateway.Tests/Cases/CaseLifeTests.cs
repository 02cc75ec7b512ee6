namespace HierarchySim.Gateway.Tests;

/// <summary>Whole lives of cases over REST, on both engines.</summary>
public sealed class CaseLifeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Up_to_the_commune_over_to_the_district_back_reopened_and_confirmed(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var id = await world.Host.RaiseAsync();
        var received = await world.CaseAsync(id, "received", custodian: "4");
        Assert.Equal(("open", "Xã Lũng Cú", "2025-01-20T17:00:00Z"), (received.Text("status"), received.Text("agency_responsible"), received.Text("expected_datetime")));

        await world.ActAsync(id, "take", null);
        await world.CaseAsync(id, "investigating", custodian: "4");
        await world.ActAsync(id, "refer", """{"to": "3", "reason": "Đường do huyện quản lý"}""", 202);
        await world.CaseAsync(id, "received", custodian: "3");
        await world.ActAsync(id, "schedule", """{"until": "2025-02-03T17:00:00+07:00", "text": "Thay bóng"}""");
        Assert.Equal("2025-02-03T10:00:00Z", (await world.CaseAsync(id, "scheduled", custodian: "3")).Text("expected_datetime"));
        var answered = await world.ActAsync(id, "answer", """{"text": "Đã thay ba bóng"}""");
        Assert.Equal(("answer", "3", id), (answered.Text("act"), answered.Text("unit"), answered.Text("service_request_id")));
        Assert.Equal("closed", (await world.CaseAsync(id, "answered")).Text("status"));

        await world.ActAsync(id, "reopen", """{"reason": "Một bóng lại tắt"}""", 202);
        Assert.Equal(2, (await world.CaseAsync(id, "reopened", custodian: "3")).Number("opening"));
        await world.ActAsync(id, "answer", """{"text": "Đã thay lại"}""");
        await world.CaseAsync(id, "answered");
        await world.ActAsync(id, "confirm", null);
        var resolved = await world.CaseAsync(id, "resolved");
        Assert.Equal(
            ["raised 6", "received 4", "taken 4", "referred 4", "received 3", "scheduled 3", "answered 3", "reopened 6", "received 3", "answered 3", "confirmed 6"],
            resolved.At("path").EnumerateArray().Select(step => $"{step.GetProperty("act").GetString()} {step.GetProperty("unit").GetString()}"));
        Assert.Equal(("commune", "3", "Huyện Đồng Văn", "Tổ 1"), (resolved.Text("path.3.level"), resolved.Text("path.3.to"), resolved.Text("path.3.toName"), resolved.Text("path.0.unitName")));
        Assert.DoesNotContain("bóng", resolved.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_that_lapses_moves_the_case_up_with_a_fresh_clock(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var id = await world.Host.RaiseAsync();
        await world.CaseAsync(id, "received", custodian: "4");
        // Ten working days from a Monday end with the second Monday after; before that nothing moves.
        world.Host.Time.Advance(TimeSpan.FromDays(14));
        Assert.Equal("4", (await world.Host.GetAsync($"/api/v1/cases/{id}")).Text("custodian"));
        world.Host.Time.Advance(TimeSpan.FromDays(1));
        var moved = await world.CaseAsync(id, "received", custodian: "3");
        Assert.Equal("escalated", moved.Text("path.2.act"));
        Assert.False(moved.At("overdue").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_origin_withdraws_a_case_that_another_unit_has(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var id = await world.Host.RaiseAsync();
        await world.CaseAsync(id, "received", custodian: "4");
        var asked = await world.Host.PostAsync($"/api/v1/cases/{id}/withdraw", null, "once");
        Assert.Equal((202, "6"), (asked.Status, asked.Text("unit")));
        var withdrawn = await world.CaseAsync(id, "withdrawn");
        Assert.Equal(("withdrawn", "4"), (withdrawn.Text("path.3.act"), withdrawn.Text("path.3.unit")));
        Assert.False(withdrawn.At("withdrawalRequested").GetBoolean());
        var again = await world.Host.PostAsync($"/api/v1/cases/{id}/withdraw", null, "once");
        Assert.Equal((202, "true", asked.Content), (again.Status, again.Headers["Idempotent-Replayed"], again.Content));

        // Where the origin itself has it, it is done at once.
        var own = await world.Host.RaiseAsync(unit: "4");
        await world.CaseAsync(own, "received", custodian: "4");
        Assert.Equal(200, (await world.Host.PostAsync($"/api/v1/cases/{own}/withdraw", null, "own")).Status);
        Assert.Equal(200, (await world.Host.PostAsync($"/api/v1/cases/{own}/withdraw", null, "own")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_duplicate_names_the_other_case(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var (id, other) = (await world.Host.RaiseAsync(), await world.Host.RaiseAsync(unit: GatewayHost.OtherGroup));
        await world.CaseAsync(id, "received", custodian: "4");
        var missing = await world.Host.PostAsync($"/api/v1/cases/{id}/duplicate", """{"of": "7-9"}""");
        Assert.Equal((404, "case-not-found", "of"), (missing.Status, missing.Problem, missing.Field));
        Assert.Equal("of", (await world.Host.PostAsync($"/api/v1/cases/{id}/duplicate", $$"""{"of": "{{id}}"}""")).Field);
        await world.ActAsync(id, "duplicate", $$"""{"of": "{{other}}"}""");
        Assert.Equal(("closed", other), ((await world.CaseAsync(id, "duplicate")).Text("status"), (await world.Host.GetAsync($"/api/v1/cases/{id}")).Text("path.2.other")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_a_search_go_on_where_the_last_one_ended(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        // Three of one moment, two later; half of them at the commune and half at the district.
        string[] categories = ["roads-lighting", "land", "roads-lighting", "land", "roads-lighting"];
        for (var i = 0; i < categories.Length; i++)
        {
            if (i >= 3) world.Host.Time.Advance(TimeSpan.FromMinutes(1));
            await world.CaseAsync(await world.Host.RaiseAsync(category: categories[i]), "received", custodian: categories[i] == "land" ? "3" : "4");
        }
        await world.Host.UntilAsync("/api/v1/units/1/case-summary", reply => reply.Number("cases.held") == categories.Length);
        foreach (var take in new[] { 1, 2, 3, 5, 6 })
        {
            var found = new List<string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await world.Host.GetAsync($"/api/v1/units/1/stuck?take={take}{cursor}");
                found.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("service_request_id").GetString()!));
                cursor = page.Text("nextCursor") is { Length: > 0 } next ? "&cursor=" + next : null;
            }
            Assert.Equal(["6-1", "6-2", "6-3", "6-4", "6-5"], found);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drill_says_so_everywhere_and_is_counted_nowhere(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var drill = await world.Host.RaiseAsync(reality: "Exercise");
        await world.CaseAsync(drill, "received", custodian: "4");
        Assert.Equal("Exercise", (await world.Host.GetAsync($"/api/v1/cases/{drill}")).Text("reality"));
        Assert.Equal("Exercise", (await world.Host.GetAsync("/api/v1/units/6/cases?shelf=raised")).Text("items.0.reality"));
        Assert.Equal("Exercise", (await world.Host.GetAsync("/api/v1/units/4/cases?shelf=held")).Text("items.0.reality"));

        // The real one that follows is seen at the root first: by then a drill would have been counted too.
        var real = await world.Host.RaiseAsync();
        var summary = await world.Host.UntilAsync("/api/v1/units/1/case-summary", reply => reply.Number("cases.held") > 0);
        Assert.Equal((1, 1, 1), (summary.Number("cases.held"), summary.Number("cases.raised"), summary.Number("children.0.cases.held")));
        var stuck = await world.Host.GetAsync("/api/v1/units/1/stuck");
        Assert.Equal([real], stuck.At("items").EnumerateArray().Select(item => item.GetProperty("service_request_id").GetString()));
    }
}
