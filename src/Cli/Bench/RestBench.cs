using System.Diagnostics;
using System.Net;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Gateway;
using HierarchySim.Import;
using HierarchySim.Standalone;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// REST over the demo district: reads of one unit beside a bare endpoint that answers the same bytes, in turns, so that both meet the same
/// weather; and the latency of a durable write, one at a time and many at once. Client and server share the process and its cores, which
/// draws the two read figures together: the ratio says what the gateway costs on top of a server, its client and the network's stack.
/// </summary>
internal static class RestBench
{
    private const int Readers = 32;
    private const int Rounds = 4;
    private const int Writers = 32;
    private const int LoneWrites = 300;

    public static async Task<int> RunAsync(Output output, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("hierarchysim-bench-").FullName;
        try
        {
            await using var engine = await Shared.OpenAsync(output, Path.Combine(folder, "data")).ConfigureAwait(false);
            if (await DemoTree.CreateAsync(engine, TimeProvider.System).ConfigureAwait(false) is { } reason) throw new InputRefusedException(reason);
            await using var gateway = await StartAsync(builder =>
            {
                builder.Services.AddSingleton<IHierarchyEngine>(engine);
                // The limits are for many callers; here one sends all.
                builder.Services.AddSingleton(new OverloadOptions { RequestsPerSecond = 10_000_000, RequestsAtOnce = 10_000_000 });
                builder.Services.AddHierarchyGateway();
            }, app => app.MapHierarchyGateway()).ConfigureAwait(false);
            var client = Client(gateway);
            var unit = new Uri($"/api/v1/units/{UnitId.Root}", UriKind.Relative);
            var answer = await client.GetByteArrayAsync(unit).ConfigureAwait(false);
            await using var bare = await StartAsync(
                _ => { }, app => app.MapGet("/units/{id}", (string id) => Results.Bytes(answer, "application/json; charset=utf-8"))).ConfigureAwait(false);
            Say(output, await MeasureAsync(engine, client, unit, Client(bare), seconds).ConfigureAwait(false));
            return ExitCodes.Ok;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<RestFigures> MeasureAsync(StandaloneEngine engine, HttpClient gateway, Uri unit, HttpClient bare, int seconds)
    {
        var other = new Uri("/units/1", UriKind.Relative);
        var slice = TimeSpan.FromSeconds(seconds / (2.0 * Rounds));
        await ReadAsync(gateway, unit, slice).ConfigureAwait(false);
        await ReadAsync(bare, other, slice).ConfigureAwait(false);
        var (read, plain) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            read += await ReadAsync(gateway, unit, slice).ConfigureAwait(false) / Rounds;
            plain += await ReadAsync(bare, other, slice).ConfigureAwait(false) / Rounds;
        }
        var groups = await GroupsAsync(engine).ConfigureAwait(false);
        await WriteAsync(engine, gateway, groups, groups.Count, Writers).ConfigureAwait(false);
        var lone = await WriteAsync(engine, gateway, groups, LoneWrites, 1).ConfigureAwait(false);
        var many = await WriteAsync(engine, gateway, groups, groups.Count, Writers).ConfigureAwait(false);
        return new RestFigures(read, plain, lone, many);
    }

    /// <summary>Reads a second.</summary>
    private static async Task<double> ReadAsync(HttpClient client, Uri path, TimeSpan span)
    {
        var (clock, reads) = (Stopwatch.StartNew(), 0L);
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < span)
            {
                using var response = await client.GetAsync(path).ConfigureAwait(false);
                await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                Interlocked.Increment(ref reads);
            }
        }))).ConfigureAwait(false);
        return reads / clock.Elapsed.TotalSeconds;
    }

    /// <summary>A directive to all groups, acknowledged by some of them.</summary>
    private static async Task<WriteFigures> WriteAsync(StandaloneEngine engine, HttpClient client, List<UnitId> groups, int count, int writers)
    {
        var directive = await IssueAsync(engine, groups).ConfigureAwait(false);
        var (latencies, next, clock) = (new double[Math.Min(count, groups.Count)], -1, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < latencies.Length; i = Interlocked.Increment(ref next))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/units/{groups[i]}/directives/{directive}/acknowledge");
                request.Headers.Add("Idempotency-Key", $"bench-{directive}");
                var start = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request).ConfigureAwait(false);
                response.EnsureSuccessStatusCode();
                latencies[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }))).ConfigureAwait(false);
        var perS = latencies.Length / clock.Elapsed.TotalSeconds;
        Array.Sort(latencies);
        return new WriteFigures(latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100], perS, latencies.Length);
    }

    private static async Task<DirectiveId> IssueAsync(StandaloneEngine engine, List<UnitId> groups)
    {
        var level = engine.Scheme.FindLevel("group")!.Value;
        var command = new IssueDirective(
            default(LevelSet).With(level), Requirement.Acknowledge, Instant.None, Urgency.Expected, Reality.Test, new DirectiveText("Bench", ""), DirectiveId.None);
        var answer = await engine.SubmitAsync(CommandIds.Create("bench", UnitId.Root, $"{Guid.NewGuid()}", []), UnitId.Root, command).ConfigureAwait(false);
        var directive = answer.IsAccepted ? new DirectiveId(UnitId.Root, answer.Number) : throw new InputRefusedException($"{answer.Refusal}");
        // Acknowledging is measured, not delivering.
        foreach (var group in groups)
            while (await engine.QueryAsync(new GetStanding(group, directive)).ConfigureAwait(false) is null) await Task.Delay(1).ConfigureAwait(false);
        return directive;
    }

    private static async Task<List<UnitId>> GroupsAsync(StandaloneEngine engine)
    {
        var groups = new List<UnitId>();
        for (UnitPlacePath? after = null; ;)
        {
            var page = await engine.QueryAsync(new FindUnits(UnitId.Root, new UnitIs(engine.Scheme.FindLevel("group"), null, true), after, Limits.PageItemsMax)).ConfigureAwait(false);
            groups.AddRange(page!.Items.Select(unit => unit.Id));
            if ((after = page.Next) is null) return groups;
        }
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.LimitConnections());
        add(builder);
        var app = builder.Build();
        map(app);
        await app.StartAsync().ConfigureAwait(false);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    private static void Say(Output output, RestFigures figures) => output.Result(
        new
        {
            reads_per_s = Math.Round(figures.ReadsPerS),
            bare_reads_per_s = Math.Round(figures.BareReadsPerS),
            read_ratio = Math.Round(figures.ReadsPerS / figures.BareReadsPerS, 2),
            readers = Readers,
            write_p50_ms = Math.Round(figures.Lone.P50Ms, 2),
            write_p99_ms = Math.Round(figures.Lone.P99Ms, 2),
            writes = figures.Lone.Count,
            busy_write_p50_ms = Math.Round(figures.Busy.P50Ms, 2),
            busy_write_p99_ms = Math.Round(figures.Busy.P99Ms, 2),
            busy_writes_per_s = Math.Round(figures.Busy.PerS),
            writers = Writers,
            machine = Machine.Describe(),
        },
        console =>
        {
            var table = new Table().AddColumns("what", "measured");
            table.AddRow("reads of a unit", $"{figures.ReadsPerS:N0}/s");
            table.AddRow("the same bytes from a bare endpoint", $"{figures.BareReadsPerS:N0}/s");
            table.AddRow("ratio", $"{figures.ReadsPerS / figures.BareReadsPerS:N2}");
            table.AddRow("durable write, alone, p50 / p99", $"{figures.Lone.P50Ms:N2} / {figures.Lone.P99Ms:N2} ms");
            table.AddRow($"durable write, {Writers} at once, p50 / p99", $"{figures.Busy.P50Ms:N2} / {figures.Busy.P99Ms:N2} ms, {figures.Busy.PerS:N0}/s");
            console.Write(table);
        });
}

/// <summary>What was measured.</summary>
internal sealed record RestFigures(double ReadsPerS, double BareReadsPerS, WriteFigures Lone, WriteFigures Busy);

/// <summary>Latency of writes until their answer, which comes after the commit.</summary>
internal sealed record WriteFigures(double P50Ms, double P99Ms, double PerS, int Count);
