using System.Globalization;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// Ten thousand requests over every operation of the API description: each is answered within its time, never with a fault of the server,
/// never with anything of an exception (which <see cref="Reply"/> checks), and always with a status its operation declares.
/// </summary>
public sealed class DocumentWalkTests
{
    private const int RequestsPerSeed = 2_500;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Every_request_is_answered_as_its_operation_declares(int seed)
    {
        // In a demo a key that the walk makes does not close the door behind it.
        await using var host = await GatewayHost.StartAsync(new AccessOptions { IsDemo = true });
        await host.IssueAsync();
        await host.RaiseAsync();
        await host.RaiseAsync();
        await host.SeedHoldersAsync();
        var document = await host.GetAsync("/openapi/v1.json");
        var walk = new DocumentWalk(document, seed);
        var undeclared = new SortedSet<string>(StringComparer.Ordinal);
        var (accepted, problems) = (new HashSet<string>(), new HashSet<string>());
        for (var i = 0; i < RequestsPerSeed; i++)
        {
            var (request, operation) = walk.Next();
            var id = operation.GetProperty("operationId").GetString()!;
            var what = $"seed {seed}, request {i}: {request.Method} {request.RequestUri}";
            Reply reply;
            try
            {
                reply = await host.SendExactlyAsync(request).WaitAsync(AnswerMax, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"{what} was not answered.");
            }
            Assert.True(reply.Status < 500, $"{what}: {reply.Status} {reply.Content}");
            if (reply.Status >= 400) problems.Add(reply.Problem);
            else accepted.Add(id);
            if (!operation.GetProperty("responses").TryGetProperty(reply.Status.ToString(CultureInfo.InvariantCulture), out _)) undeclared.Add($"{id}: {reply.Status} {reply.Content}");
            // A caller with time on its hands; without it the walk would be one caller asking too often.
            if (i % 500 == 0) host.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.True(undeclared.Count == 0, string.Join('\n', undeclared));
        // A walk that only knocked at the first checks would show nothing.
        Assert.True(accepted.Count >= 40, string.Join(' ', accepted));
        string[] expected = ["invalid", "invalid-parameter", "unknown-field", "unsupported-media-type", "idempotency-key-missing", "unit-not-found", "precondition-required"];
        Assert.Empty(expected.Except(problems));
        Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
    }
}
