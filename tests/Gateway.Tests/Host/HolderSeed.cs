namespace HierarchySim.Gateway.Tests;

/// <summary>Officials, teams and assignments for tests over the line of units.</summary>
public static class HolderSeed
{
    /// <summary>
    /// At the commune: officials 4-1 (with leave in February) and 4-2, teams 4-3 and 4-4 of 4-1 alone, and assignment 4-1 of official 4-1
    /// to the cell.
    /// </summary>
    public static async Task SeedHoldersAsync(this GatewayHost host)
    {
        await AcceptAsync(host, 201, "units/4/officials", """{"name": "Cán bộ xã số 1", "posts": ["commune-official"]}""");
        await AcceptAsync(host, 201, "units/4/officials", """{"name": "Cán bộ xã số 2", "posts": []}""");
        await AcceptAsync(host, 200, "officials/4-1/leaves", """{"from": "2025-02-01", "to": "2025-02-05"}""");
        await AcceptAsync(host, 201, "units/4/teams", """{"name": "Tổ công tác số 1", "members": ["4-1"]}""");
        await AcceptAsync(host, 201, "units/4/teams", """{"name": "Tổ công tác số 2", "members": ["4-1"]}""");
        await AcceptAsync(host, 202, "units/4/assignments", """{"holder": "4-1", "role": "in-charge", "from": "2025-01-06", "units": ["5"]}""");
    }

    /// <summary>Posts below the API and checks the status.</summary>
    public static async Task<Reply> AcceptAsync(this GatewayHost host, int status, string path, string? json)
    {
        var reply = await host.PostAsync("/api/v1/" + path, json);
        Assert.True(reply.Status == status, $"{path}: {reply.Content}");
        return reply;
    }
}
