using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>What holds for every command alike: the key, the body's form and size, retries. One table of all commands.</summary>
public sealed class CommandRulesTests
{
    private const string Directive = "/api/v1/directives/1-1";
    private const string Issue = """{"title": "T", "targetLevels": ["group"], "require": "acknowledge", "urgency": "Expected", "status": "Actual"}""";

    /// <summary>Path, a body that is accepted, the status it gets, a path of something that is not there, and what that is called.</summary>
    public static TheoryData<string, string?, int, string, string> Commands => new()
    {
        { "/api/v1/units", """{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ 3", "opened": "2024-01-01"}]}""", 202, "", "unit-not-found" },
        { "/api/v1/units/5/rename", """{"name": "Thôn Mới"}""", 200, "/api/v1/units/ZZ/rename", "unit-not-found" },
        { "/api/v1/units/4/code", """{"code": "00716", "validFrom": "2025-07-01"}""", 200, "/api/v1/units/ZZ/code", "unit-not-found" },
        { "/api/v1/units/7/close", """{"on": "2025-01-05", "successors": ["6"]}""", 200, "/api/v1/units/ZZ/close", "unit-not-found" },
        { "/api/v1/units/1/directives", Issue, 201, "/api/v1/units/ZZ/directives", "unit-not-found" },
        { $"{Directive}/update", """{"title": "T2", "body": "", "due": null, "urgency": "Immediate"}""", 200, "/api/v1/directives/1-99/update", "directive-not-found" },
        { $"{Directive}/cancel", null, 200, "/api/v1/directives/1-99/cancel", "directive-not-found" },
        { "/api/v1/units/6/directives/1-1/acknowledge", null, 200, "/api/v1/units/ZZ/directives/1-1/acknowledge", "unit-not-found" },
        { "/api/v1/units/6/directives/1-1/complete", null, 200, "/api/v1/units/6/directives/1-99/complete", "directive-not-found" },
        { "/api/v1/units/6/cases", """{"service_code": "land", "title": "T", "description": "D"}""", 202, "/api/v1/units/ZZ/cases", "unit-not-found" },
        { "/api/v1/cases/6-1/take", null, 200, "/api/v1/cases/6-99/take", "case-not-found" },
        { "/api/v1/cases/6-1/answer", """{"text": "Đã sửa"}""", 200, "/api/v1/cases/ZZ-1/answer", "case-not-found" },
        { "/api/v1/cases/6-1/refer", """{"to": "3", "reason": "Đường huyện"}""", 202, "/api/v1/cases/6-99/refer", "case-not-found" },
        { "/api/v1/cases/6-1/schedule", """{"until": "2025-02-03T17:00:00+07:00"}""", 200, "/api/v1/cases/6-99/schedule", "case-not-found" },
        { "/api/v1/cases/6-1/duplicate", """{"of": "6-2"}""", 200, "/api/v1/cases/6-99/duplicate", "case-not-found" },
        { "/api/v1/cases/6-2/confirm", null, 200, "/api/v1/cases/6-99/confirm", "case-not-found" },
        { "/api/v1/cases/6-2/reopen", """{"reason": "Chưa sửa"}""", 202, "/api/v1/cases/6-99/reopen", "case-not-found" },
        { "/api/v1/cases/6-1/withdraw", null, 202, "/api/v1/cases/6-99/withdraw", "case-not-found" },
        { "/api/v1/units/4/officials", """{"name": "Cán bộ xã số 9", "posts": ["commune-official"]}""", 201, "/api/v1/units/ZZ/officials", "unit-not-found" },
        { "/api/v1/officials/4-1/change", """{"name": "Cán bộ xã số 1", "posts": []}""", 200, "/api/v1/officials/4-99/change", "holder-not-found" },
        { "/api/v1/officials/4-2/end", null, 200, "/api/v1/officials/ZZ-1/end", "unit-not-found" },
        { "/api/v1/officials/4-1/leaves", """{"from": "2025-03-01", "to": "2025-03-05"}""", 200, "/api/v1/officials/4-99/leaves", "holder-not-found" },
        { "/api/v1/officials/4-1/leaves/cancel", """{"from": "2025-02-01"}""", 200, "/api/v1/officials/4-3/leaves/cancel", "holder-not-found" },
        { "/api/v1/units/4/teams", """{"name": "Tổ công tác số 3", "members": ["4-1", "4-2"]}""", 201, "/api/v1/units/ZZ/teams", "unit-not-found" },
        { "/api/v1/teams/4-3/change", """{"name": "Tổ công tác số 1", "members": ["4-2"]}""", 200, "/api/v1/teams/4-99/change", "holder-not-found" },
        { "/api/v1/teams/4-4/end", null, 200, "/api/v1/teams/4-1/end", "holder-not-found" },
        { "/api/v1/units/4/assignments", """{"holder": "4-2", "role": "attends", "from": "2025-01-06", "units": ["5"]}""", 202, "/api/v1/units/ZZ/assignments", "unit-not-found" },
        { "/api/v1/assignments/4-1/end", """{"on": "2025-01-31"}""", 202, "/api/v1/assignments/4-99/end", "assignment-not-found" },
    };

    private static async Task<GatewayHost> StartAsync()
    {
        var host = await GatewayHost.StartAsync();
        await host.IssueAsync(require: "complete");
        await host.RaiseAsync();
        var other = await host.RaiseAsync();
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{other}/answer", """{"text": "Đã trả lời"}""")).Status);
        await host.SeedHoldersAsync();
        return host;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_retry_gets_the_first_answer(string path, string? body, int status, string missing, string problem)
    {
        _ = (missing, problem);
        await using var host = await StartAsync();
        var first = await host.PostAsync(path, body, "once");
        Assert.Equal(status, first.Status);
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        var events = await CountEventsAsync(host);
        host.Time.Advance(TimeSpan.FromHours(23));
        var second = await host.PostAsync(path, body, "once");
        Assert.Equal(status, second.Status);
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal(events, await CountEventsAsync(host));
        if (status == 202) Assert.Equal(first.Content, second.Content);
        if (status == 201) Assert.Equal(first.Headers["Location"], second.Headers["Location"]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Another_request_under_the_same_key_is_refused(string path, string? body, int status, string missing, string problem)
    {
        _ = (missing, problem);
        await using var host = await StartAsync();
        Assert.Equal(status, (await host.PostAsync(path, body, "once")).Status);
        var other = await host.PostAsync(path, body is null ? "{}" : body + " ", "once");
        Assert.Equal((422, "idempotency-key-reused", "Idempotency-Key"), (other.Status, other.Problem, other.Field));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task What_is_not_there_is_named(string path, string? body, int status, string missing, string problem)
    {
        _ = status;
        await using var host = await StartAsync();
        var reply = await host.PostAsync(missing.Length > 0 ? missing : path, missing.Length > 0 ? body : body!.Replace("\"5\"", "\"ZZ\"", StringComparison.Ordinal));
        Assert.Equal((404, problem), (reply.Status, reply.Problem));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_form_is_checked_before_anything_happens(string path, string? body, int status, string missing, string problem)
    {
        _ = (status, missing, problem);
        await using var host = await StartAsync();
        var events = await CountEventsAsync(host);
        async Task Check(int expected, string name, Task<Reply> reply)
        {
            var answer = await reply;
            Assert.Equal((expected, name), (answer.Status, answer.Problem));
        }

        var sent = body ?? "{}";
        await Check(400, "idempotency-key-missing", host.PostAsync(path, body, key: null));
        await Check(400, "idempotency-key-missing", host.PostAsync(path, body, key: ""));
        await Check(400, "invalid-parameter", host.PostAsync(path, body, new string('k', Limits.CommandKeyLengthMax + 1)));
        await Check(400, "invalid-parameter", host.PostAsync(path, body, "two words"));
        await Check(400, "invalid-parameter", host.PostAsync(path + "?dry=1", body));
        await Check(400, "malformed-json", host.PostAsync(path, sent[..^1]));
        await Check(400, "malformed-json", host.PostAsync(path, sent + "x"));
        await Check(400, "malformed-json", host.PostAsync(path, "// comment\n" + sent));
        await Check(400, "malformed-json", host.PostAsync(path, new string('[', 100)));
        await Check(400, "malformed-json", host.PostBytesAsync(path, [.. Encoding.UTF8.GetBytes("{\"a\": \""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")], "k1"));
        await Check(400, "invalid", host.PostAsync(path, "[]"));
        await Check(400, "invalid", host.PostAsync(path, "null"));
        await Check(400, "unknown-field", host.PostAsync(path, sent[..^1] + (sent == "{}" ? "" : ",") + "\"residents\": []}"));
        await Check(413, "body-too-large", host.PostAsync(path, sent + new string(' ', 1024 * 1024)));
        await Check(415, "unsupported-media-type", host.PostAsync(path, sent, "k2", "text/plain"));
        await Check(415, "unsupported-media-type", host.PostAsync(path, sent, "k2", "application/json; charset=utf-16"));
        await Check(415, "unsupported-media-type", host.PostBytesAsync(path, Encoding.UTF8.GetBytes(sent), "k2", type: null));
        if (body is not null) Assert.Equal(400, (await host.PostAsync(path, "")).Status);
        Assert.Equal(events, await CountEventsAsync(host));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_member_must_be_there_and_of_its_type(string path, string? body, int status, string missing, string problem)
    {
        _ = (status, missing, problem);
        if (body is null) return;
        await using var host = await StartAsync();
        using var document = System.Text.Json.JsonDocument.Parse(body);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var optional = member.Name is "successors";
            string With(string value) => "{" + string.Join(",", document.RootElement.EnumerateObject().Select(m => $"\"{m.Name}\": {(m.Name == member.Name ? value : m.Value.GetRawText())}")) + "}";
            var without = "{" + string.Join(",", document.RootElement.EnumerateObject().Where(m => m.Name != member.Name).Select(m => $"\"{m.Name}\": {m.Value.GetRawText()}")) + "}";
            if (!optional) await Check(without);
            await Check(With("12345678901234567890"));
            await Check(With("{\"a\": 1}"));
            await Check(With("\"x\"")[..^1] + $", \"{member.Name}\": null}}");

            async Task Check(string json)
            {
                var reply = await host.PostAsync(path, json);
                Assert.Equal((400, "invalid"), (reply.Status, reply.Problem));
                Assert.Equal(member.Name, reply.Field);
            }
        }
    }

    [Fact]
    public async Task Two_operations_without_a_body_do_not_share_a_key()
    {
        await using var host = await StartAsync();
        Assert.Equal(200, (await host.PostAsync("/api/v1/units/6/directives/1-1/acknowledge", null, "k")).Status);
        Assert.Equal("idempotency-key-reused", (await host.PostAsync("/api/v1/units/6/directives/1-1/complete", null, "k")).Problem);
        Assert.Equal(200, (await host.PostAsync("/api/v1/units/7/directives/1-1/complete", null, "k")).Status);
    }

    [Fact]
    public async Task A_refused_command_leaves_its_key_free()
    {
        await using var host = await StartAsync();
        Assert.Equal(409, (await host.PostAsync("/api/v1/units/1/directives/1-1/acknowledge", null, "k")).Status);
        Assert.Equal("conflict", (await host.PostAsync("/api/v1/units/5/close", """{"on": "2025-01-05"}""", "k")).Problem);
        Assert.Equal(200, (await host.PostAsync("/api/v1/units/5/rename", """{"name": "Khác"}""", "k")).Status);
    }

    [Fact]
    public async Task A_request_that_overtakes_its_first_is_told_to_wait_and_one_whose_caller_left_took_effect()
    {
        await using var host = await StartAsync();
        host.Engine.HoldAnswers = new TaskCompletionSource();
        using var leave = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/units/5/rename") { Content = new StringContent("""{"name": "Khác"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "k");
        var first = host.Client.SendAsync(request, leave.Token);
        while ((await host.GetAsync("/api/v1/units/5")).Text("name") != "Khác") await Task.Yield();

        var second = await host.PostAsync("/api/v1/units/5/rename", """{"name": "Khác"}""", "k");
        Assert.Equal((409, "idempotency-key-in-flight", "1"), (second.Status, second.Problem, second.Headers["Retry-After"]));

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        host.Engine.HoldAnswers = null;
        Reply third;
        do third = await host.PostAsync("/api/v1/units/5/rename", """{"name": "Khác"}""", "k");
        while (third.Status == 409);
        Assert.Equal((200, "true", "Khác"), (third.Status, third.Headers["Idempotent-Replayed"], third.Text("name")));
    }

    private static async Task<int> CountEventsAsync(GatewayHost host) =>
        (await host.Engine.EventsAsync(HierarchySim.Engine.EventCursor.Start, Limits.PageItemsMax, TestContext.Current.CancellationToken)).Items.Count;
}
