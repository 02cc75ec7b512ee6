namespace HierarchySim.Gateway.Tests;

/// <summary>
/// A story in which everything happens that the feed has a type for, and in which every text and every name that anybody
/// writes holds a secret word.
/// </summary>
internal static class EventStory
{
    /// <summary>The word.</summary>
    public const string Secret = "bímật";

    /// <summary>The official whom a case is about.</summary>
    public const string Subject = "4-3";

    private const string Word = "Chuyện " + Secret;

    public static async Task TellAsync(GatewayHost host)
    {
        await UnitsAsync(host);
        await HoldersAsync(host);
        await DirectivesAsync(host);
        await CasesAsync(host);
        var february = new DateTimeOffset(2026, 2, 3, 1, 0, 0, TimeSpan.Zero);
        host.Time.Advance(february - host.Time.GetUtcNow());
        await host.AcceptAsync(201, "units/5/reports", ReportWorld.Meeting(more: $"\"note\": \"{Word}\""));
    }

    private static async Task UnitsAsync(GatewayHost host)
    {
        await host.AcceptAsync(202, "units", $$"""{"parent": "5", "children": [{"kind": "to-nhan-dan-tu-quan", "name": "{{Word}}", "opened": "2024-01-01"}]}""");
        await host.AcceptAsync(200, "units/8/rename", $$"""{"name": "{{Word}} mới"}""");
        await host.AcceptAsync(200, "units/4/code", """{"code": "00716", "validFrom": "2025-01-06"}""");
        await host.AcceptAsync(200, "units/8/close", """{"on": "2025-01-06", "successors": ["7"]}""");
    }

    private static async Task HoldersAsync(GatewayHost host)
    {
        for (var i = 0; i < 4; i++) await host.AcceptAsync(201, "units/4/officials", $$"""{"name": "{{Word}}", "posts": ["commune-official"]}""");
        await host.AcceptAsync(200, "officials/4-1/change", $$"""{"name": "{{Word}} khác", "posts": []}""");
        await host.AcceptAsync(200, "officials/4-4/end", null);
        await host.AcceptAsync(201, "units/4/teams", $$"""{"name": "{{Word}}", "members": ["4-1"]}""");
        await host.AcceptAsync(200, "teams/4-5/change", $$"""{"name": "{{Word}} khác", "members": ["4-1", "4-2"]}""");
        // The last unit refuses: a commune's officials hold cells, not the commune's groups' groups.
        var assigned = await host.AcceptAsync(202, "units/4/assignments", $$"""{"holder": "4-1", "role": "in-charge", "from": "2025-01-06", "setName": "{{Word}}", "units": ["5", "8"]}""");
        await host.AcceptAsync(200, "officials/4-1/leaves", """{"from": "2025-02-01", "to": "2025-02-05"}""");
        await host.AcceptAsync(200, "officials/4-1/leaves/cancel", """{"from": "2025-02-01"}""");
        await host.AcceptAsync(202, $"assignments/{assigned.Text("id")}/end", """{"on": "2025-01-06"}""");
        await host.AcceptAsync(200, "teams/4-5/end", null);
    }

    private static async Task DirectivesAsync(GatewayHost host)
    {
        var directive = await IssueAsync(host);
        await host.AcceptAsync(200, $"directives/{directive}/update", $$"""{"title": "{{Word}} sửa", "body": "{{Word}}", "due": null, "urgency": "Immediate"}""");
        await host.AcceptAsync(200, $"units/6/directives/{directive}/acknowledge", null);
        foreach (var group in new[] { "6", "7" }) await host.AcceptAsync(200, $"units/{group}/directives/{directive}/complete", null);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.AcceptAsync(202, "units", $$"""{"parent": "5", "children": [{"kind": "to-nhan-dan-tu-quan", "name": "{{Word}}", "opened": "2025-01-06"}]}""");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.AcceptAsync(200, $"directives/{await IssueAsync(host)}/cancel", null);
    }

    private static async Task<string> IssueAsync(GatewayHost host) => (await host.AcceptAsync(201, "units/1/directives", $$"""
        {"title": "{{Word}}", "body": "{{Word}}", "targetLevels": ["group"], "require": "complete", "urgency": "Expected", "status": "Actual"}
        """)).Text("id");

    private static async Task CasesAsync(GatewayHost host)
    {
        var first = await RaiseAsync(host);
        await host.AcceptAsync(200, $"cases/{first}/take", """{"by": "4-1"}""");
        await host.AcceptAsync(200, $"cases/{first}/schedule", $$"""{"until": "2025-01-20T01:00:00Z", "text": "{{Word}}", "by": "4-1"}""");
        await host.AcceptAsync(202, $"cases/{first}/refer", $$"""{"to": "3", "reason": "{{Word}}"}""");
        await host.AcceptAsync(200, $"cases/{first}/answer", $$"""{"text": "{{Word}}"}""");
        await host.AcceptAsync(202, $"cases/{first}/reopen", $$"""{"reason": "{{Word}}"}""");
        host.Time.Advance(TimeSpan.FromDays(1));
        var custodian = (await host.GetAsync($"/api/v1/cases/{first}")).Text("custodian");
        Assert.NotEmpty(custodian);
        await host.AcceptAsync(200, $"cases/{first}/answer", $$"""{"text": "{{Word}} lần hai"}""");
        await host.AcceptAsync(200, $"cases/{first}/confirm", null);
        await host.AcceptAsync(200, $"cases/{await RaiseAsync(host)}/duplicate", $$"""{"of": "{{first}}"}""");
        await host.AcceptAsync(202, $"cases/{await RaiseAsync(host)}/withdraw", null);
        // Nobody does anything about this one, so it moves up.
        await RaiseAsync(host);
        host.Time.Advance(TimeSpan.FromDays(60));
    }

    private static async Task<string> RaiseAsync(GatewayHost host) => (await host.AcceptAsync(202, "units/6/cases", $$"""
        {"service_code": "roads-lighting", "title": "{{Word}}", "description": "{{Word}}", "contact": "{{Word}}", "subject": "{{Subject}}"}
        """)).Text("service_request_id");
}
