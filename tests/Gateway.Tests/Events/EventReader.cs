using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>Reads the feed as an integration would: by what the answer before said.</summary>
public sealed class EventReader(GatewayHost host, string unit = "1", int take = 1_000, string? after = null)
{
    /// <summary>Where it stands; null at the beginning.</summary>
    public string? After { get; private set; } = after;

    /// <summary>One batch.</summary>
    public async Task<Reply> BatchAsync(string more = "")
    {
        var reply = await host.GetAsync($"/api/v1/events?unit={unit}&take={take}{(After is null ? "" : $"&after={After}")}{more}");
        Assert.True(reply.Status == 200, reply.Content);
        Assert.Equal("application/cloudevents-batch+json", reply.Type);
        After = reply.Headers["Events-Next"];
        Assert.StartsWith($"</api/v1/events?after={After}&unit={unit}&take={take}&wait=", reply.Headers["Link"], StringComparison.Ordinal);
        Assert.EndsWith("; rel=\"next\"", reply.Headers["Link"], StringComparison.Ordinal);
        return reply;
    }

    /// <summary>Everything there is by now.</summary>
    public async Task<List<JsonElement>> AllAsync()
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var before = After;
            all.AddRange((await BatchAsync()).Json.EnumerateArray());
            if (After == before) return all;
        }
    }
}
