namespace HierarchySim.Gateway.Tests;

/// <summary>
/// Whatever is sent, the answer is an answer: never a 5xx, and when it is an error, a problem in full (which
/// <see cref="Reply"/> checks). A few of the requests must get through, or the fuzzer would only knock at the first check.
/// </summary>
public sealed class HostileRequestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Hostile_requests_get_clear_answers(int seed)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.IssueAsync();
        await host.RaiseAsync();
        var answered = await host.RaiseAsync();
        await host.PostAsync($"/api/v1/cases/{answered}/answer", """{"text": "Đã trả lời"}""");
        await host.SeedHoldersAsync();
        var requests = new HostileRequests(seed);
        var problems = new HashSet<string>();
        var accepted = 0;
        for (var i = 0; i < 500; i++)
        {
            var request = requests.Next();
            var what = $"seed {seed}, request {i}: {request.Method} {request.RequestUri}";
            var isPost = request.Method == HttpMethod.Post;
            var reply = await host.SendAsync(request);
            Assert.True(reply.Status < 500, $"{what}: {reply.Status} {reply.Content}");
            if (reply.Status >= 400) problems.Add(reply.Problem);
            else if (isPost) accepted++;
        }
        string[] expected = ["invalid", "invalid-parameter", "malformed-json", "unknown-field", "not-found", "method-not-allowed", "unsupported-media-type", "idempotency-key-missing"];
        Assert.Empty(expected.Except(problems));
        Assert.InRange(accepted, 1, 100);
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/root")).Status);
    }
}
