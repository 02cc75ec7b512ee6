namespace HierarchySim.Gateway.Tests;

/// <summary>Waiting for what an answer began: on an engine with threads it ends a little later than the answer comes.</summary>
public static class Waiting
{
    private const int PauseMs = 5;

    /// <summary>Reads until it is as it must become, and gives the reply that is; fails with the last reply that was not.</summary>
    /// <param name="host">The gateway to read from.</param>
    /// <param name="path">What to read.</param>
    /// <param name="holds">True for the reply waited for.</param>
    /// <param name="readsMax">How often to read before giving up, 5 ms apart.</param>
    public static async Task<Reply> UntilAsync(this GatewayHost host, string path, Func<Reply, bool> holds, int readsMax = 2_000)
    {
        for (var reads = 1; ; reads++)
        {
            var reply = await host.GetAsync(path);
            if (holds(reply)) return reply;
            Assert.True(reads < readsMax, $"{path} is after {reads} reads still {reply.Status} {reply.Content}");
            await Task.Delay(PauseMs, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Reads until a unit is there: it comes into being right after its parent's commit, not with it.</summary>
    public static Task<Reply> UntilOpenAsync(this GatewayHost host, string unit) => host.UntilAsync($"/api/v1/units/{unit}", reply => reply.Status == 200);
}
