using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway.Tests;

/// <summary>What callers see when the engine refuses, is away, or fails; and when they ask in a way that nothing answers.</summary>
public sealed class TroubleTests
{
    private const string Secret = "secret/path.db";

    [Theory]
    [InlineData(RefusalCode.Invalid, 400, "invalid", null)]
    [InlineData(RefusalCode.UnitNotFound, 404, "unit-not-found", null)]
    [InlineData(RefusalCode.DirectiveNotFound, 404, "directive-not-found", null)]
    [InlineData(RefusalCode.AlreadyExists, 409, "already-exists", null)]
    [InlineData(RefusalCode.UnitClosed, 409, "unit-closed", null)]
    [InlineData(RefusalCode.Conflict, 409, "conflict", null)]
    [InlineData(RefusalCode.LimitReached, 409, "limit-reached", null)]
    [InlineData(RefusalCode.KeyReused, 422, "idempotency-key-reused", null)]
    [InlineData(RefusalCode.Overloaded, 429, "overloaded", "1")]
    [InlineData(RefusalCode.StorageUnavailable, 503, "storage-unavailable", "5")]
    [InlineData(RefusalCode.Stopping, 503, "stopping", "5")]
    [InlineData(RefusalCode.CaseNotFound, 404, "case-not-found", null)]
    [InlineData(RefusalCode.CaseNotHeld, 409, "case-not-held", null)]
    [InlineData(RefusalCode.HolderNotFound, 404, "holder-not-found", null)]
    [InlineData(RefusalCode.AssignmentNotFound, 404, "assignment-not-found", null)]
    [InlineData(RefusalCode.Changed, 412, "precondition-failed", null)]
    [InlineData(RefusalCode.CursorTooOld, 410, "cursor-too-old", null)]
    public async Task Each_refusal_has_its_problem_for_commands_and_for_reads(RefusalCode code, int status, string problem, string? retryAfter)
    {
        await using var host = await GatewayHost.StartAsync();
        var refusal = new Refusal(code, "name", "at most 200 characters (UnitNameLengthMax)", "Shorten it");
        host.Engine.RefuseCommands = refusal;
        var command = await host.PostAsync("/api/v1/units/5/rename", """{"name": "Khác"}""");
        host.Engine.FailQueries = new EngineUnavailableException(refusal);
        var read = await host.GetAsync("/api/v1/units/5");
        foreach (var reply in new[] { command, read })
        {
            Assert.Equal((status, problem, "name", "UnitNameLengthMax"), (reply.Status, reply.Problem, reply.Field, reply.Text("limit")));
            Assert.Equal("name: at most 200 characters (UnitNameLengthMax). Shorten it.", reply.Text("detail"));
            Assert.Equal(retryAfter, reply.Headers.GetValueOrDefault("Retry-After"));
        }
    }

    [Fact]
    public void Every_refusal_code_has_a_row_above() => Assert.Equal(17, Enum.GetValues<RefusalCode>().Length);

    [Fact]
    public async Task A_defect_tells_nothing_of_itself()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Engine.FailQueries = new InvalidOperationException(Secret);
        foreach (var path in new[] { "/api/v1/units/5", "/api/v1/units?code=02", "/api/v1/directives/1-1", "/" })
        {
            var reply = await host.GetAsync(path);
            Assert.Equal((500, "internal"), (reply.Status, reply.Problem));
            Assert.DoesNotContain(Secret, reply.Content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/units/5", "GET")]
    [InlineData("PUT", "/api/v1/units/5/rename", "POST")]
    [InlineData("POST", "/api/v1/status", "GET")]
    [InlineData("PATCH", "/health/ready", "GET")]
    [InlineData("POST", "/", "GET")]
    public async Task Another_method_is_refused_and_the_right_one_named(string method, string path, string allowed)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal((405, "method-not-allowed", allowed), (reply.Status, reply.Problem, reply.Headers["Allow"]));
    }

    [Fact]
    public async Task Every_problem_has_a_page_and_the_names_stay()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var all = await host.GetAsync("/problems");
        foreach (var name in ProblemNames.All)
        {
            var page = await host.GetAsync("/problems/" + name);
            Assert.Equal((200, "text/html"), (page.Status, page.Type));
            Assert.Contains($"\"/problems/{name}\"", all.Content, StringComparison.Ordinal);
        }
        Assert.Equal(ProblemNames.All.Count, all.Content.Split("href=\"/problems/").Length - 1);
        Assert.Equal("not-found", (await host.GetAsync("/problems/none")).Problem);
    }
}
