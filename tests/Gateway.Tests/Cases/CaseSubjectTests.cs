namespace HierarchySim.Gateway.Tests;

/// <summary>An official whom a case is about, in a team that holds the unit for the second time.</summary>
public sealed class CaseSubjectTests
{
    [Fact]
    public async Task A_team_that_took_the_subject_in_between_two_assignments_cannot_handle_the_case()
    {
        await using var host = await GatewayHost.StartAsync();
        var (colleague, subject) = (await host.RegisterAsync(GatewayHost.Province), await host.RegisterAsync(GatewayHost.Province));
        var team = await host.RegisterAsync(GatewayHost.Province, colleague);
        await AssignAsync(host, team, "2025-01-06");
        await host.AcceptAsync(202, $"assignments/{GatewayHost.Province}-1/end", """{"on": "2025-01-06"}""");
        host.Time.Advance(TimeSpan.FromDays(2));
        await host.AcceptAsync(200, $"teams/{team}/change", $$"""{"name": "Tổ công tác", "members": ["{{colleague}}", "{{subject}}"]}""");
        await AssignAsync(host, team, "2025-01-08");

        var id = await host.RaiseAsync(more: $", \"subject\": \"{subject}\"");
        Assert.Equal(GatewayHost.Commune.ToString(), (await host.GetAsync($"/api/v1/cases/{id}")).Text("custodian"));
        foreach (var by in new[] { team, subject })
        {
            var refused = await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{by}}"}""");
            Assert.Equal((409, "conflict", "by"), (refused.Status, refused.Problem, refused.Field));
            Assert.Equal(403, (await host.GetAsync($"/api/v1/cases/{id}/texts?holder={by}")).Status);
        }
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{colleague}}"}""")).Status);
    }

    private static Task<Reply> AssignAsync(GatewayHost host, string holder, string from) => host.AcceptAsync(
        202, $"units/{GatewayHost.Province}/assignments", $$"""{"holder": "{{holder}}", "role": "in-charge", "from": "{{from}}", "units": ["{{GatewayHost.Commune}}"]}""");
}
