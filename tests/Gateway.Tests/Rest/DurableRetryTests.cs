using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;

namespace HierarchySim.Gateway.Tests;

/// <summary>The promise to callers over the engine that keeps its data: a retry after a restart gets the first answer.</summary>
public sealed class DurableRetryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hierarchysim-gateway-").FullName;

    [Fact]
    public async Task A_retry_after_a_restart_gets_the_first_answer()
    {
        (string Path, string? Body, string Key)[] commands =
        [
            ("/api/v1/units", """{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ 3", "opened": "2024-01-01"}]}""", "open"),
            ("/api/v1/units/5/rename", """{"name": "Thôn Mới"}""", "rename"),
            ("/api/v1/units/5/directives", """{"title": "T", "targetLevels": ["cell"], "require": "acknowledge", "urgency": "Expected", "status": "Actual"}""", "issue"),
            ("/api/v1/units/5/directives/5-1/acknowledge", null, "acknowledge"),
        ];
        var firsts = new List<Reply>();
        var time = new FakeTime();
        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 2 }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time))
        {
            await host.OpenTreeAsync();
            await host.UntilOpenAsync("5");
            foreach (var (path, body, key) in commands) firsts.Add(await host.PostAsync(path, body, key));
            Assert.Equal([202, 200, 201, 200], firsts.Select(reply => reply.Status));
            await host.UntilOpenAsync(firsts[0].Text("children.0"));
        }

        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 1 }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time))
            for (var i = 0; i < commands.Length; i++)
            {
                var again = await host.PostAsync(commands[i].Path, commands[i].Body, commands[i].Key);
                Assert.Equal((firsts[i].Status, "true"), (again.Status, again.Headers["Idempotent-Replayed"]));
                if (i == 0) Assert.Equal(firsts[i].Content, again.Content);
                if (i == 2) Assert.Equal(firsts[i].Headers["Location"], again.Headers["Location"]);
                if (i == 3) Assert.Equal(firsts[i].Text("acknowledgedAt"), again.Text("acknowledgedAt"));
            }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
