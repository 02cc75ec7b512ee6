using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>Raising a case, and what the bodies of the acts may hold.</summary>
public sealed class CaseRaiseTests
{
    [Fact]
    public async Task A_raised_case_is_where_Location_says()
    {
        await using var host = await GatewayHost.StartAsync();
        var raised = await host.PostAsync("/api/v1/units/6/cases", """
            {"service_code": "land", "title": "Ranh giới", "description": "Hai hộ", "reality": "Test"}
            """);
        Assert.Equal((202, "/api/v1/cases/6-1"), (raised.Status, raised.Headers["Location"]));
        var seen = await host.GetAsync("/api/v1/cases/6-1");
        Assert.Equal(raised.Content, seen.Content);
        Assert.Equal(("6-1", "land", "Đất đai", "open", "received"), (seen.Text("service_request_id"), seen.Text("service_code"), seen.Text("service_name"), seen.Text("status"), seen.Text("fineStatus")));
        // Where there are districts, land is theirs; forty-five days of any kind end with the forty-fifth.
        Assert.Equal(("3", "6", "Test", "2025-02-20T17:00:00Z"), (seen.Text("custodian"), seen.Text("origin"), seen.Text("reality"), seen.Text("expected_datetime")));
        Assert.Equal(("2025-01-06T01:00:00Z", "2025-01-06T01:00:00Z"), (seen.Text("requested_datetime"), seen.Text("updated_datetime")));
    }

    /// <summary>Path, body, the status and problem it gets, the member named, the limit named.</summary>
    public static TheoryData<string, string, int, string, string, string> Refused => new()
    {
        { "units/6/cases", Raise(service: "roads"), 400, "invalid", "service_code", "" },
        { "units/6/cases", Raise(title: " "), 400, "invalid", "title", "" },
        { "units/6/cases", Raise(title: new string('ộ', Limits.CaseTitleLengthMax + 1)), 400, "invalid", "title", "CaseTitleLengthMax" },
        { "units/6/cases", Raise(description: ""), 400, "invalid", "description", "" },
        { "units/6/cases", Raise(description: new string('ộ', Limits.CaseTextLengthMax + 1)), 400, "invalid", "description", "CaseTextLengthMax" },
        { "units/6/cases", Raise(more: $", \"contact\": \"{new string('1', Limits.CaseContactLengthMax + 1)}\""), 400, "invalid", "contact", "CaseContactLengthMax" },
        { "units/6/cases", Raise(more: ", \"reality\": \"actual\""), 400, "invalid", "reality", "" },
        { "units/6/cases", Raise(more: ", \"subject\": \"nobody\""), 400, "invalid", "subject", "" },
        { "units/6/cases", Raise(more: ", \"citizen\": \"x\""), 400, "unknown-field", "citizen", "" },
        { "units/u!/cases", Raise(), 400, "invalid-parameter", "id", "" },
        { "cases/6/take", "{}", 400, "invalid-parameter", "id", "" },
        { "cases/6-1/take", """{"by": "x"}""", 400, "invalid", "by", "" },
        { "cases/6-1/answer", """{"text": "  "}""", 400, "invalid", "text", "" },
        { "cases/6-1/answer", $$"""{"text": "{{new string('x', Limits.CaseTextLengthMax + 1)}}"}""", 400, "invalid", "text", "CaseTextLengthMax" },
        { "cases/6-1/refer", """{"to": "ZZ", "reason": "R"}""", 404, "unit-not-found", "to", "" },
        { "cases/6-1/refer", """{"to": "4", "reason": "R"}""", 400, "invalid", "to", "" },
        { "cases/6-1/refer", """{"to": "3", "reason": ""}""", 400, "invalid", "reason", "" },
        { "cases/6-1/schedule", """{"until": "2025-01-05T00:00:00Z"}""", 400, "invalid", "until", "" },
        { "cases/6-1/schedule", """{"until": "2029-01-05T00:00:00Z"}""", 400, "invalid", "until", "CaseScheduleAheadMaxMs" },
        { "cases/6-1/schedule", """{"until": "tomorrow"}""", 400, "invalid", "until", "" },
        { "cases/6-1/confirm", "{}", 409, "conflict", "id", "" },
        { "cases/6-1/reopen", """{"reason": "R"}""", 409, "conflict", "id", "" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_breaks_a_rule_is_named(string path, string body, int status, string problem, string field, string limit)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.RaiseAsync();
        var reply = await host.PostAsync("/api/v1/" + path, body);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
        Assert.Equal(limit, reply.Json.TryGetProperty("limit", out var named) ? named.GetString() : "");
    }

    [Fact]
    public async Task The_longest_texts_are_kept_whole()
    {
        await using var host = await GatewayHost.StartAsync();
        Assert.Equal("6-1", await host.RegisterAsync(GatewayHost.Group));
        var (title, text, contact) = (new string('\u0001', Limits.CaseTitleLengthMax), new string('\u0001', Limits.CaseTextLengthMax), new string('\u0001', Limits.CaseContactLengthMax));
        var body = JsonSerializer.Serialize(new { service_code = "land", title, description = text, contact });
        Assert.Equal(202, (await host.PostAsync("/api/v1/units/6/cases", body)).Status);
        var kept = await host.GetAsync("/api/v1/cases/6-1/texts?holder=6-1");
        Assert.Equal((title, text, contact), (kept.Text("items.0.title"), kept.Text("items.0.description"), kept.Text("items.0.contact")));
    }

    private static string Raise(string service = "land", string title = "T", string description = "D", string more = "") =>
        $$"""{"service_code": "{{service}}", "title": "{{title}}", "description": "{{description}}"{{more}}}""";
}
