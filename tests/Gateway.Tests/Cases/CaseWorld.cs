using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;

namespace HierarchySim.Gateway.Tests;

/// <summary>A gateway for tests of whole lives, over the reference engine or over the one with threads and a folder.</summary>
public sealed class CaseWorld : IAsyncDisposable
{
    private readonly StandaloneEngine? engine;
    private readonly string? folder;

    private CaseWorld(GatewayHost host, StandaloneEngine? engine, string? folder)
    {
        Host = host;
        this.engine = engine;
        this.folder = folder;
    }

    public GatewayHost Host { get; }

    public static async Task<CaseWorld> StartAsync(bool standalone)
    {
        if (!standalone) return new CaseWorld(await GatewayHost.StartAsync(), null, null);
        var folder = Directory.CreateTempSubdirectory("hierarchysim-cases-").FullName;
        var time = new FakeTime();
        var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 2, Time = new StillTime(time) });
        var host = await GatewayHost.StartOnAsync(engine, time);
        await host.OpenTreeAsync();
        await host.UntilOpenAsync(GatewayHost.OtherGroup);
        return new CaseWorld(host, engine, folder);
    }

    public Task<Reply> CaseAsync(string id, string fineStatus, string custodian = "") =>
        Host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("fineStatus") == fineStatus && reply.Text("custodian") == custodian);

    public async Task<Reply> ActAsync(string id, string act, string? body, int status = 200)
    {
        var reply = await Host.PostAsync($"/api/v1/cases/{id}/{act}", body);
        Assert.True(reply.Status == status, reply.Content);
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (engine is not null) await engine.DisposeAsync();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
