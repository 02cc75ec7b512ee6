using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;

namespace HierarchySim.Gateway.Tests;

/// <summary>A retried act gets its first answer, wherever the case has gone meanwhile.</summary>
public sealed class CaseRetryTests : IDisposable
{
    private const string Refer = """{"to": "3", "reason": "Đường do huyện quản lý"}""";
    private readonly string folder = Directory.CreateTempSubdirectory("hierarchysim-case-retry-").FullName;

    [Fact]
    public async Task A_referral_and_an_answer_are_repeated_by_the_unit_that_accepted_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        var referred = await host.PostAsync($"/api/v1/cases/{id}/refer", Refer, "r");
        Assert.Equal((202, "4"), (referred.Status, referred.Text("unit")));
        Assert.Equal("3", (await host.GetAsync($"/api/v1/cases/{id}")).Text("custodian"));
        await CheckRepeatedAsync(host, $"/api/v1/cases/{id}/refer", Refer, "r", referred);

        var answered = await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Xong"}""", "a");
        Assert.Equal((200, "3"), (answered.Status, answered.Text("unit")));
        await host.PostAsync($"/api/v1/cases/{id}/confirm", null);
        host.Time.Advance(TimeSpan.FromHours(23));
        await CheckRepeatedAsync(host, $"/api/v1/cases/{id}/answer", """{"text": "Xong"}""", "a", answered);
        await CheckRepeatedAsync(host, $"/api/v1/cases/{id}/refer", Refer, "r", referred);
        Assert.Equal(["raised", "received", "referred", "received", "answered", "confirmed"], await ActsAsync(host, id));
    }

    [Fact]
    public async Task A_request_that_overtakes_its_first_is_told_to_wait_although_custody_has_moved()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        var hold = host.Engine.HoldAnswers = new TaskCompletionSource();
        var first = host.PostAsync($"/api/v1/cases/{id}/refer", Refer, "r");
        await host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("custodian") == "3");
        Assert.Equal((409, "idempotency-key-in-flight"), await ShortAsync(host.PostAsync($"/api/v1/cases/{id}/refer", Refer, "r")));
        hold.SetResult();
        Assert.Equal(202, (await first).Status);
    }

    [Fact]
    public async Task A_key_belongs_to_one_act_wherever_the_case_is()
    {
        await using var host = await GatewayHost.StartAsync();
        var (id, other) = (await host.RaiseAsync(), await host.RaiseAsync());
        Assert.Equal(202, (await host.PostAsync($"/api/v1/cases/{id}/refer", Refer, "k")).Status);
        foreach (var (path, body) in new[] { ($"{id}/refer", Refer + " "), ($"{id}/answer", """{"text": "Xong"}"""), ($"{other}/refer", Refer) })
            Assert.Equal((422, "idempotency-key-reused"), await ShortAsync(host.PostAsync($"/api/v1/cases/{path}", body, "k")));
        // After a day the unit has forgotten it, and the key is free again.
        host.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Xong"}""", "k")).Status);
    }

    [Fact]
    public async Task A_refused_act_leaves_its_key_free_and_writes_nothing()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        var refused = await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "4", "reason": "Nhầm"}""", "k");
        Assert.Equal((400, "invalid", "to"), (refused.Status, refused.Problem, refused.Field));
        Assert.Empty(await host.Engine.Records.ListAsync("acts/", null, 10, TestContext.Current.CancellationToken));
        Assert.Single(await host.Engine.Records.ListAsync("text/", null, 10, TestContext.Current.CancellationToken));
        Assert.Equal(202, (await host.PostAsync($"/api/v1/cases/{id}/refer", Refer, "k")).Status);
    }

    [Fact]
    public async Task Notes_of_acts_are_removed_when_nobody_can_ask_for_them_any_more()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        for (var day = 0; day < 6; day++)
        {
            Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/schedule", $$"""{"until": "2025-01-{{20 + day}}T10:00:00Z"}""")).Status);
            host.Time.Advance(TimeSpan.FromDays(1));
        }
        Assert.InRange((await host.Engine.Records.ListAsync("acts/", null, 10, TestContext.Current.CancellationToken)).Count, 1, 2);
    }

    [Fact]
    public async Task While_a_case_travels_and_after_custody_moved_on_acts_are_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        Assert.True(CaseId.TryParse(id, out var caseId));
        var before = (await host.Engine.QueryAsync(new GetCase(caseId), TestContext.Current.CancellationToken))!;
        host.Engine.ClaimCase = before with { Custodian = UnitId.None };
        var travels = await host.PostAsync($"/api/v1/cases/{id}/take", null);
        Assert.Equal((409, "case-in-transit", "1"), (travels.Status, travels.Problem, travels.Headers["Retry-After"]));
        Assert.True((await host.GetAsync($"/api/v1/cases/{id}")).At("inTransit").GetBoolean());

        host.Engine.ClaimCase = null;
        await host.PostAsync($"/api/v1/cases/{id}/refer", Refer);
        host.Engine.ClaimCase = before;
        Assert.Equal((409, "case-not-held"), await ShortAsync(host.PostAsync($"/api/v1/cases/{id}/take", null)));

        host.Engine.ClaimCase = null;
        await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Xong"}""");
        Assert.Equal((409, "case-not-held"), await ShortAsync(host.PostAsync($"/api/v1/cases/{id}/take", null)));
        Assert.Equal((409, "conflict"), await ShortAsync(host.PostAsync($"/api/v1/cases/{id}/withdraw", null)));
    }

    [Fact]
    public async Task First_answers_survive_a_restart_and_texts_are_written_once()
    {
        var time = new FakeTime();
        Reply raised, referred;
        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 2, Time = new StillTime(time) }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time))
        {
            await host.OpenTreeAsync();
            await host.UntilOpenAsync(GatewayHost.OtherGroup);
            raised = await host.PostAsync("/api/v1/units/6/cases", Raise, "raise");
            await host.UntilAsync("/api/v1/cases/6-1", reply => reply.Text("custodian") == "4");
            referred = await host.PostAsync("/api/v1/cases/6-1/refer", Refer, "r");
            await host.UntilAsync("/api/v1/cases/6-1", reply => reply.Text("custodian") == "3");
        }

        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 1, Time = new StillTime(time) }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time))
        {
            await CheckRepeatedAsync(host, "/api/v1/cases/6-1/refer", Refer, "r", referred);
            var again = await host.PostAsync("/api/v1/units/6/cases", Raise, "raise");
            Assert.Equal((202, "true", raised.Headers["Location"]), (again.Status, again.Headers["Idempotent-Replayed"], again.Headers["Location"]));
            Assert.Equal(2, (await engine.Records.ListAsync("text/", null, 10, TestContext.Current.CancellationToken)).Count);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private const string Raise = """{"service_code": "roads-lighting", "title": "Đèn hỏng", "description": "Ba bóng"}""";

    private static async Task CheckRepeatedAsync(GatewayHost host, string path, string body, string key, Reply first)
    {
        var again = await host.PostAsync(path, body, key);
        Assert.Equal((first.Status, "true", first.Content), (again.Status, again.Headers.GetValueOrDefault("Idempotent-Replayed"), again.Content));
    }

    private static async Task<(int, string)> ShortAsync(Task<Reply> reply) => ((await reply).Status, (await reply).Problem);

    private static async Task<IEnumerable<string?>> ActsAsync(GatewayHost host, string id) =>
        (await host.GetAsync($"/api/v1/cases/{id}")).At("path").EnumerateArray().Select(step => step.GetProperty("act").GetString());
}
