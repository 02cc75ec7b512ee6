using System.Text;
using System.Text.Json.Nodes;

namespace HierarchySim.Gateway.Tests;

/// <summary>Reports of one unit over REST.</summary>
public sealed class ReportTests
{
    private const string Path = "/api/v1/units/5/reports";

    [Fact]
    public async Task A_report_is_submitted_by_field_codes_and_read_with_its_note()
    {
        await using var host = await ReportWorld.StartAsync();
        var sent = await host.PostAsync(Path, ReportWorld.Meeting(more: """ "note": "Họp đông đủ" """));
        Assert.Equal((201, "/api/v1/units/5/reports/cell-meeting/2026-01"), (sent.Status, sent.Headers["Location"]));
        var report = await host.GetAsync(sent.Headers["Location"]);
        Assert.Equal((1, 1, true, "Họp đông đủ"), (report.Number("version"), report.Number("revision"), report.At("onTime").GetBoolean(), report.Text("note")));
        Assert.Equal(("2026-02-05T17:00:00Z", "2026-02-03T01:00:00Z"), (report.Text("due"), report.Text("submittedAt")));
        Assert.Equal(
            [("meetings-held", 1), ("members-present", 40), ("officials-attending", 1), ("households-informed", 75), ("questions-raised", 3), ("questions-answered", 2)],
            report.At("values").EnumerateObject().Select(value => (value.Name, value.Value.GetInt32())));
        var list = await host.GetAsync($"{Path}?form=cell-meeting");
        Assert.Equal((1, 40, sent.Headers["Location"]), (list.Number("total"), list.Number("items.0.values.members-present"), list.Text("items.0.href")));
        Assert.DoesNotContain("Họp", list.Content, StringComparison.Ordinal);
        Assert.Equal(0, (await host.GetAsync($"{Path}?form=other")).Number("total"));
    }

    [Fact]
    public async Task A_note_is_a_text_beside_the_journal_that_can_be_erased()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, ReportWorld.Meeting(more: """ "note": "Ghi chú" """));
        var left = TestContext.Current.CancellationToken;
        var text = Assert.Single(await host.Engine.Records.ListAsync("text/", null, 10, left));
        Assert.Equal("Ghi chú", Encoding.UTF8.GetString(text.Value));
        await host.Engine.Records.EraseAsync(text.Key, left);
        var erased = await host.GetAsync($"{Path}/cell-meeting/2026-01");
        Assert.Equal((200, null, "2026-02-03T01:00:00Z", 40), (erased.Status, erased.At("note").GetString(), erased.Text("noteErasedAt"), erased.Number("values.members-present")));
    }

    [Fact]
    public async Task A_correction_replaces_the_revision_it_names_and_does_not_make_it_late()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.SeedReporterAsync();
        Assert.Equal(201, (await host.PostAsync(Path, ReportWorld.Meeting())).Status);
        host.Time.Advance(TimeSpan.FromDays(10));
        var again = await host.PostAsync(Path, ReportWorld.Meeting(present: 41));
        Assert.Equal((409, "conflict", "period"), (again.Status, again.Problem, again.Field));
        var corrected = await host.PostAsync(Path, ReportWorld.Meeting(present: 41, more: """ "corrects": 1, "holder": "5-1" """));
        Assert.Equal((201, 2, 41, true, "5-1"), (corrected.Status, corrected.Number("revision"), corrected.Number("values.members-present"), corrected.At("onTime").GetBoolean(), corrected.Text("holder")));
        var stale = await host.PostAsync(Path, ReportWorld.Meeting(present: 42, more: "\"corrects\": 1"));
        Assert.Equal((409, "conflict", "corrects"), (stale.Status, stale.Problem, stale.Field));
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_and_another_body_is_refused()
    {
        await using var host = await ReportWorld.StartAsync();
        var body = ReportWorld.Meeting(more: """ "note": "Một lần" """);
        var first = await host.PostAsync(Path, body, "once");
        host.Time.Advance(TimeSpan.FromHours(23));
        var second = await host.PostAsync(Path, body, "once");
        Assert.Equal((201, "true", first.Content), (second.Status, second.Headers["Idempotent-Replayed"], second.Content));
        Assert.Equal("idempotency-key-reused", (await host.PostAsync(Path, body + " ", "once")).Problem);
        Assert.Single(await host.Engine.Records.ListAsync("text/", null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_although_the_form_has_changed_since()
    {
        await using var host = await ReportWorld.StartAsync();
        var body = ReportWorld.Meeting("2026-02");
        Assert.Equal(201, (await host.PostAsync(Path, body, "once")).Status);
        var catalog = JsonNode.Parse((await host.GetAsync("/api/v1/catalog")).Content)!;
        var form = catalog["forms"]!.AsArray().Single(form => (string)form!["code"]! == "cell-meeting")!.DeepClone();
        (form["version"], form["from"]) = (2, "2026-02-01");
        form["fields"]!.AsArray().RemoveAt(0);
        catalog["forms"]!.AsArray().Add(form);
        var put = new HttpRequestMessage(HttpMethod.Put, "/api/v1/catalog") { Content = new StringContent(catalog.ToJsonString(), Encoding.UTF8, "application/json") };
        Assert.Equal(200, (await host.SendAsync(put)).Status);
        var again = await host.PostAsync(Path, body, "once");
        Assert.Equal((201, "true", 1), (again.Status, again.Headers.GetValueOrDefault("Idempotent-Replayed"), again.Number("values.meetings-held")));
        var anew = await host.PostAsync("/api/v1/units/5/reports", ReportWorld.Meeting("2026-02", "\"corrects\": 1"));
        Assert.Equal(("unknown-field", "values.meetings-held"), (anew.Problem, anew.Field));
    }

    /// <summary>Body, status, problem, member.</summary>
    public static TheoryData<string, int, string, string> Wrong => new()
    {
        { ReportWorld.Meeting(counts: ReportWorld.Counts(more: ", \"households\": 12")), 400, "unknown-field", "values.households" },
        { ReportWorld.Meeting(counts: "{\"meetings-held\": 1}"), 400, "invalid", "values.members-present" },
        { ReportWorld.Meeting(counts: "{}"), 400, "invalid", "values.meetings-held" },
        { ReportWorld.Meeting(counts: "[]"), 400, "invalid", "values" },
        { ReportWorld.Meeting(counts: "{\"meetings-held\": 1, \"meetings-held\": 2}"), 400, "invalid", "values.meetings-held" },
        { ReportWorld.Meeting(counts: "{\"meetings-held\": \"1\"}"), 400, "invalid", "values.meetings-held" },
        { ReportWorld.Meeting(counts: "{\"meetings-held\": 1.5}"), 400, "invalid", "values.meetings-held" },
        { ReportWorld.Meeting(counts: "{\"số buổi\": 1}"), 400, "invalid", "values" },
        { ReportWorld.Meeting(present: 2_001), 400, "invalid", "values.members-present" },
        { ReportWorld.Meeting(present: -1), 400, "invalid", "values.members-present" },
        { ReportWorld.Meeting("2026-Q1"), 400, "invalid", "period" },
        { ReportWorld.Meeting("2026-Q1", counts: "{\"x\": 1}"), 400, "invalid", "period" },
        { ReportWorld.Meeting("2026-13"), 400, "invalid", "period" },
        { ReportWorld.Meeting("2026-03"), 400, "invalid", "period" },
        { ReportWorld.Meeting("2024-12"), 400, "invalid", "period" },
        { ReportWorld.Meeting("2025-12"), 400, "invalid", "period" },
        { ReportWorld.Meeting(more: "\"version\": 2"), 400, "invalid", "version" },
        { ReportWorld.Meeting(more: "\"version\": \"1\""), 400, "invalid", "version" },
        { ReportWorld.Meeting(more: $"\"note\": \"{new string('a', 1_001)}\""), 400, "invalid", "note" },
        { ReportWorld.Meeting(more: $"\"note\": \"{new string('a', 4_001)}\""), 400, "invalid", "note" },
        { ReportWorld.Meeting(more: "\"note\": \" \""), 400, "invalid", "note" },
        { ReportWorld.Meeting(more: "\"holder\": \"5-9\""), 404, "holder-not-found", "holder" },
        { ReportWorld.Meeting(more: "\"holder\": \"me\""), 400, "invalid", "holder" },
        { ReportWorld.Meeting(more: "\"corrects\": 1"), 409, "conflict", "corrects" },
        { ReportWorld.Meeting(more: "\"corrects\": -1"), 400, "invalid", "corrects" },
        { ReportWorld.Meeting(more: "\"names\": []"), 400, "unknown-field", "names" },
        { """{"form": "none", "period": "2026-01", "values": {}}""", 400, "invalid", "form" },
        { """{"form": "commune-facilities", "period": "2026-Q1", "values": {"cells": 1, "cells-with-office": 1, "cells-with-loudspeaker": 1}}""", 400, "invalid", "form" },
        { """{"form": "cell-meeting", "period": "2026-01"}""", 400, "invalid", "values" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_reports_are_named(string body, int status, string problem, string field)
    {
        await using var host = await ReportWorld.StartAsync();
        var reply = await host.PostAsync(Path, body);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
        Assert.Equal(0, (await host.GetAsync(Path)).Number("total"));
    }

    [Fact]
    public async Task The_request_itself_is_checked_first()
    {
        await using var host = await ReportWorld.StartAsync();
        var body = ReportWorld.Meeting();
        Assert.Equal("idempotency-key-missing", (await host.PostAsync(Path, body, key: null)).Problem);
        Assert.Equal("malformed-json", (await host.PostAsync(Path, body.TrimEnd()[..^1])).Problem);
        Assert.Equal("body-too-large", (await host.PostAsync(Path, body + new string(' ', 1024 * 1024))).Problem);
        Assert.Equal("unsupported-media-type", (await host.PostAsync(Path, body, "k", "text/plain")).Problem);
        Assert.Equal("invalid-parameter", (await host.PostAsync(Path + "?dry=1", body)).Problem);
        Assert.Equal("unit-not-found", (await host.PostAsync("/api/v1/units/ZZ/reports", body)).Problem);
        var limit = await host.PostAsync(Path, ReportWorld.Meeting(more: $"\"note\": \"{new string('a', 4_001)}\""));
        Assert.Equal("ReportNoteLengthMax", limit.Text("limit"));
    }

    [Fact]
    public async Task What_a_unit_owes_is_listed_with_how_it_stands()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, ReportWorld.Meeting());
        host.Time.Advance(TimeSpan.FromDays(35));
        await host.PostAsync(Path, ReportWorld.Meeting("2026-02"));
        host.Time.Advance(TimeSpan.FromDays(31));
        var owed = await host.GetAsync($"{Path}/due");
        Assert.Equal(
            [("2026-04", "awaited", 0), ("2026-03", "missing", 0), ("2026-02", "late", 1), ("2026-01", "onTime", 1)],
            owed.At("items").EnumerateArray().Select(item => (item.GetProperty("period").GetString()!, item.GetProperty("standing").GetString()!, item.GetProperty("revision").GetInt32())));
        Assert.Equal(("/api/v1/units/5/reports/cell-meeting/2026-02", 4), (owed.Text("items.2.href"), owed.Number("total")));
        var page = await host.GetAsync($"{Path}/due?take=3");
        Assert.Equal("2026-01", (await host.GetAsync($"{Path}/due?take=3&cursor={page.Text("nextCursor")}")).Text("items.0.period"));
        Assert.Equal(["2026-02", "2026-01"], (await host.GetAsync(Path)).At("items").EnumerateArray().Select(item => item.GetProperty("period").GetString()));
        Assert.Equal(0, (await host.GetAsync("/api/v1/units/6/reports/due")).Number("total"));
    }

    [Theory]
    [InlineData("units/5/reports/cell-meeting/2026-01", 404, "report-not-found", "period")]
    [InlineData("units/5/reports/none/2026-01", 404, "report-not-found", "period")]
    [InlineData("units/ZZ/reports/cell-meeting/2026-01", 404, "unit-not-found", "id")]
    [InlineData("units/5/reports/cell-meeting/january", 400, "invalid-parameter", "period")]
    [InlineData("units/ZZ/reports", 404, "unit-not-found", "id")]
    [InlineData("units/5/reports?form=", 400, "invalid-parameter", "form")]
    [InlineData("units/5/reports?cursor=x", 400, "invalid-parameter", "cursor")]
    [InlineData("units/ZZ/reports/due", 404, "unit-not-found", "id")]
    [InlineData("units/5/reports/due?take=0", 400, "invalid-parameter", "take")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await ReportWorld.StartAsync();
        var reply = await host.GetAsync("/api/v1/" + path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }
}

/// <summary>Who reports.</summary>
internal static class Reporters
{
    /// <summary>Official 5-1 at the cell.</summary>
    public static Task<Reply> SeedReporterAsync(this GatewayHost host) =>
        host.AcceptAsync(201, "units/5/officials", """{"name": "Bí thư chi bộ số 1", "posts": ["cell-secretary"]}""");
}
