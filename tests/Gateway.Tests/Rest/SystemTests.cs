using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway.Tests;

/// <summary>The scheme, the engine's status, health, and imports.</summary>
public sealed class SystemTests
{
    [Fact]
    public async Task The_scheme_is_shown_as_data()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var scheme = await host.GetAsync("/api/v1/scheme");
        Assert.Equal(("three-tier", "+07:00", 6, "commune", "Xã", 5), (scheme.Text("code"), scheme.Text("utcOffset"), scheme.At("levels").GetArrayLength(), scheme.Text("levels.3.code"), scheme.Text("levels.3.nameVi"), scheme.Number("levels.3.codeDigits")));
        Assert.Equal(["commune", "district"], scheme.At("levels.4.parents").EnumerateArray().Select(parent => parent.GetString()));
        Assert.Contains(scheme.At("kinds").EnumerateArray(), kind => kind.GetProperty("code").GetString() == "co-quan" && !kind.GetProperty("hasTerritory").GetBoolean());
    }

    [Theory]
    [InlineData(EngineCondition.Ready, "ready", 200)]
    [InlineData(EngineCondition.ReadOnly, "readOnly", 200)]
    [InlineData(EngineCondition.Reloading, "reloading", 503)]
    [InlineData(EngineCondition.Stopping, "stopping", 503)]
    public async Task Status_and_health_say_whether_the_engine_takes_work_and_why_not(EngineCondition condition, string word, int ready)
    {
        await using var host = await GatewayHost.StartAsync();
        var reason = condition == EngineCondition.Ready ? null : "the disk is full";
        host.Engine.ClaimStatus = new EngineStatus("reference", condition, reason, 7, 3, Instant.From(host.Time.GetUtcNow()));
        var status = await host.GetAsync("/api/v1/status");
        Assert.Equal(("reference", word, 7, 3, "2025-01-06T01:00:00Z"), (status.Text("engine"), status.Text("condition"), status.Number("units"), status.Number("waiting"), status.Text("readModelsAsOf")));
        Assert.Equal(reason, status.At("reason").GetString());
        Assert.Equal(200, (await host.GetAsync("/health/live")).Status);
        var readiness = await host.GetAsync("/health/ready");
        Assert.Equal(ready, readiness.Status);
        if (ready == 503) Assert.Equal(("not-ready", "5"), (readiness.Problem, readiness.Headers["Retry-After"]));
        if (reason is not null) Assert.Contains(reason, readiness.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_are_listed_in_pages_and_shown_one_by_one()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var started = Instant.From(host.Time.GetUtcNow());
        for (var i = 1; i <= 3; i++)
        {
            var record = new ImportStatusRecord($"20250106-{i}", "units.csv", started, i == 3 ? Instant.None : started.PlusMs(1500), i == 3 ? ImportState.Running : ImportState.Completed, 100, 40, 3, 2, 30);
            await host.Engine.Records.PutAsync(ImportStatusRecord.KeyOf(record.Id), record.ToBytes(), TestContext.Current.CancellationToken);
        }
        await host.Engine.Records.PutAsync("imports/unreadable", Encoding.UTF8.GetBytes("{}"), TestContext.Current.CancellationToken);

        var first = await host.GetAsync("/api/v1/imports?take=2");
        var second = await host.GetAsync($"/api/v1/imports?take=2&cursor={first.Text("nextCursor")}");
        Assert.Equal(("20250106-1", "20250106-2", "20250106-3"), (first.Text("items.0.id"), first.Text("items.1.id"), second.Text("items.0.id")));
        Assert.Equal(1, second.At("items").GetArrayLength());

        var done = await host.GetAsync("/api/v1/imports/20250106-1");
        Assert.Equal(("units.csv", "completed", "2025-01-06T01:00:00Z", "2025-01-06T01:00:01.5Z"), (done.Text("file"), done.Text("state"), done.Text("startedAt"), done.Text("finishedAt")));
        Assert.Equal((100, 40, 3, 2, 30), (done.Number("unitsPlanned"), done.Number("unitsDone"), done.Number("renamed"), done.Number("refused"), done.Number("synthetic")));
        var running = await host.GetAsync("/api/v1/imports/20250106-3");
        Assert.Equal("running", running.Text("state"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, running.At("finishedAt").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/imports/none", 404, "not-found", "id")]
    [InlineData("/api/v1/imports/unreadable", 404, "not-found", "id")]
    [InlineData("/api/v1/imports/%2E%2E%2Fopened", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/imports/A", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/imports?cursor=abc", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/imports?take=0", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/imports?state=running", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/status?x", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/scheme?code=two-tier", 400, "invalid-parameter", "query")]
    [InlineData("/health/ready?verbose", 400, "invalid-parameter", "query")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        await host.Engine.Records.PutAsync("imports/unreadable", [1, 2, 3], TestContext.Current.CancellationToken);
        var reply = await host.GetAsync(path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData(ImportState.Running)]
    [InlineData(ImportState.Completed)]
    [InlineData(ImportState.Interrupted)]
    [InlineData(ImportState.Failed)]
    public void An_import_record_reads_back_as_it_was_written(ImportState state)
    {
        var record = new ImportStatusRecord("a-1", "đơn vị.csv", new Instant(1_736_125_200_123), state == ImportState.Running ? Instant.None : new Instant(1_736_125_201_000), state, 5, 4, 3, 2, 1);
        Assert.Equal(record, ImportStatusRecord.TryParse(record.ToBytes()));
    }
}
