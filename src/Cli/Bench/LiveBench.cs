using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// Watchers over real WebSockets in this process, the server in another: its memory and its processor time are its own. A latency
/// runs from before a group's acknowledgement is given to the engine until the frame with it has come to who watches that group;
/// both processes read the machine's one monotonic clock.
/// </summary>
internal static class LiveBench
{
    private const int ConnectingAtOnce = 50;
    private const int SettlesMax = 30;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Output output, LivePlan plan)
    {
        if (plan.Units is { Exists: false } list) throw new InputRefusedException($"--units: there is no file '{list.FullName}'. Check the path.");
        var folder = Directory.CreateTempSubdirectory("hierarchysim-bench-").FullName;
        using var server = StartServer(plan, folder);
        var readers = new List<LiveReader>();
        using var ending = new CancellationTokenSource();
        var pinging = PingAsync(readers, ending.Token);
        try
        {
            Say(output, plan, await MeasureAsync(server, plan, readers).ConfigureAwait(false));
            return ExitCodes.Ok;
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await pinging.ConfigureAwait(false);
            foreach (var reader in readers) reader.Dispose();
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync().ConfigureAwait(false);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<LiveFigures> MeasureAsync(Process server, LivePlan plan, List<LiveReader> readers)
    {
        var start = await HearAsync<LiveStart>(server).ConfigureAwait(false);
        var hub = new UriBuilder(start.Address) { Scheme = "ws", Path = "/hubs/hierarchy" }.Uri;
        // What the first watch makes once for all is no watcher's own.
        using (await LiveReader.WatchAsync(hub, start.Measured[0], 0, isMeasured: false).ConfigureAwait(false)) await Task.Delay(Settle).ConfigureAwait(false);
        var empty = await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false);
        await ConnectAsync(readers, hub, [.. Enumerable.Range(0, plan.Watchers).Select(i => Place(i, plan, start))]).ConfigureAwait(false);
        await Task.Delay(Settle).ConfigureAwait(false);
        var full = await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false);

        var awake = await RunLoadAsync(server, plan, readers).ConfigureAwait(false);
        foreach (var sleeper in readers.Skip(plan.Measured).Take(plan.Sleepers)) sleeper.Sleep();
        var before = await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false);
        var beside = plan.Sleepers > 0 ? await RunLoadAsync(server, plan, readers).ConfigureAwait(false) : awake;
        var after = await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false);

        var (idleKb, idleRssMb) = (0.0, 0.0);
        if (plan.Idle > readers.Count)
        {
            var more = plan.Idle - readers.Count;
            await ConnectAsync(readers, hub, [.. Enumerable.Range(0, more).Select(i => (start.Between[i % start.Between.Length], 0, false))]).ConfigureAwait(false);
            await Task.Delay(Settle).ConfigureAwait(false);
            var idle = await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false);
            (idleKb, idleRssMb) = ((idle.HeapMb - after.HeapMb) * 1e3 / more, idle.RssMb);
        }
        RequireConnected(readers);
        return new LiveFigures(
            start.Units, awake, beside, (full.HeapMb - empty.HeapMb) * 1e3 / plan.Watchers, (full.RssMb - empty.RssMb) * 1e3 / plan.Watchers, after.HeapMb - before.HeapMb - (before.HeapMb - full.HeapMb), idleKb, idleRssMb);
    }

    /// <summary>Who watches what: measured groups first, then those who may sleep.</summary>
    private static (string Unit, int Depth, bool IsMeasured) Place(int index, LivePlan plan, LiveStart start)
    {
        if (index < start.Measured.Length) return (start.Measured[index], 0, true);
        return ((index - plan.Measured) % 6) switch
        {
            0 => ("1", 1, false),
            1 or 2 => (start.Between[index % start.Between.Length], 1, false),
            _ => ("1", 0, false),
        };
    }

    private static async Task ConnectAsync(List<LiveReader> readers, Uri hub, IReadOnlyList<(string Unit, int Depth, bool IsMeasured)> places)
    {
        foreach (var some in places.Chunk(ConnectingAtOnce))
        {
            var connected = await Task.WhenAll(some.Select(place => LiveReader.WatchAsync(hub, place.Unit, place.Depth, place.IsMeasured))).ConfigureAwait(false);
            lock (readers) readers.AddRange(connected);
        }
    }

    private static async Task<LiveRun> RunLoadAsync(Process server, LivePlan plan, List<LiveReader> readers)
    {
        var awake = readers.Where(reader => !reader.IsAsleep).ToList();
        var (frames, cpu, clock) = (awake.Sum(reader => (long)reader.Frames), await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false), Stopwatch.StartNew());
        var acks = await AskAsync<List<LiveAck>>(server, "load").ConfigureAwait(false);
        var elapsedS = clock.Elapsed.TotalSeconds;
        for (var waits = 0; acks.Exists(ack => readers[ack.Group].SeenAt.Count < ack.Number) && waits < SettlesMax; waits++) await Task.Delay(Settle).ConfigureAwait(false);
        var cpuS = (await AskAsync<LiveWeight>(server, "weigh").ConfigureAwait(false)).CpuS - cpu.CpuS;
        RequireConnected(readers);
        double[] latencies = [.. acks.Select(ack => Latency(readers[ack.Group], ack)).Order()];
        if (latencies.Length == 0) throw new InputRefusedException("No watcher is measured. Give more watchers, at least 3.");
        return new LiveRun(
            latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100], latencies[^1], latencies.Length,
            (awake.Sum(reader => (long)reader.Frames) - frames) / (double)awake.Count, cpuS / elapsedS / Environment.ProcessorCount, elapsedS);
    }

    // Figures of watchers that are gone would be too good, and what they did not see is no fault of the hub's.
    private static void RequireConnected(List<LiveReader> readers)
    {
        var gone = readers.Count(reader => reader.Running.IsCompleted);
        if (gone > 0) throw new InputRefusedException($"{gone} of {readers.Count} watchers lost their connection on the way. Run it again on a machine that does nothing else.");
    }

    private static double Latency(LiveReader reader, LiveAck ack) => reader.SeenAt.Count >= ack.Number
        ? Stopwatch.GetElapsedTime(ack.SentAt, reader.SeenAt[ack.Number - 1]).TotalMilliseconds
        : throw new InputRefusedException($"A watcher never saw acknowledgement {ack.Number} of its group.");

    private static async Task PingAsync(List<LiveReader> readers, CancellationToken ending)
    {
        try
        {
            while (true)
            {
                await Task.Delay(PingEvery, ending).ConfigureAwait(false);
                LiveReader[] all;
                lock (readers) all = [.. readers];
                foreach (var reader in all) await reader.PingAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static Process StartServer(LivePlan plan, string folder) => NationBench.Start(
        [
            "bench", "live", "--worker", "--data", folder, "--watchers", Text(plan.Watchers), "--seconds", Text(plan.Seconds), "--cells", Text(plan.Cells), "--groups", Text(plan.Groups),
            .. plan.Units is { } list ? new[] { "--units", list.FullName } : [],
        ], withInput: true);

    private static async Task<T> AskAsync<T>(Process server, string what)
    {
        await server.StandardInput.WriteLineAsync(what).ConfigureAwait(false);
        return await HearAsync<T>(server).ConfigureAwait(false);
    }

    private static async Task<T> HearAsync<T>(Process server) =>
        await server.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line
            ? JsonSerializer.Deserialize<T>(line)!
            : throw new InputRefusedException("The server's process ended before it had answered; its own message is above.");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Say(Output output, LivePlan plan, LiveFigures figures) => output.Result(
        new
        {
            units = figures.Units,
            watchers = plan.Watchers,
            p50_ms = Math.Round(figures.Awake.P50Ms, 2),
            p99_ms = Math.Round(figures.Awake.P99Ms, 2),
            max_ms = Math.Round(figures.Awake.MaxMs, 2),
            samples = figures.Awake.Samples,
            frames = Math.Round(figures.Awake.Frames, 1),
            seconds = Math.Round(figures.Awake.Seconds, 1),
            cpu_share = Math.Round(figures.Awake.CpuShare, 2),
            kb_per_watcher = Math.Round(figures.KbPerWatcher, 1),
            rss_kb_per_watcher = Math.Round(figures.RssKbPerWatcher, 1),
            sleepers = plan.Sleepers,
            sleepers_p50_ms = Math.Round(figures.Beside.P50Ms, 2),
            sleepers_p99_ms = Math.Round(figures.Beside.P99Ms, 2),
            sleepers_heap_growth_mb = Math.Round(figures.SleepersGrowthMb, 2),
            idle_watchers = plan.Idle,
            idle_kb_per_watcher = Math.Round(figures.IdleKbPerWatcher, 1),
            idle_rss_mb = Math.Round(figures.IdleRssMb),
            machine = Machine.Describe(),
        },
        console =>
        {
            var table = new Table().AddColumns("what", "measured", "target");
            table.AddRow("units, watchers", $"{figures.Units:N0}, {plan.Watchers:N0}", "");
            table.AddRow("acknowledged → who watches that group (median, p99)", $"{figures.Awake.P50Ms:N1} ms, {figures.Awake.P99Ms:N1} ms", "p99 350 ms");
            table.AddRow($"the same beside {plan.Sleepers} that do not read", $"{figures.Beside.P50Ms:N1} ms, {figures.Beside.P99Ms:N1} ms", "p99 350 ms");
            table.AddRow("living objects grew by so much more", $"{figures.SleepersGrowthMb:N1} MB", "none");
            table.AddRow($"frames of a client in {figures.Awake.Seconds:N0} s", $"{figures.Awake.Frames:N0}", "");
            table.AddRow("the server's share of all processors", $"{figures.Awake.CpuShare:P0}", "");
            table.AddRow("memory of a watcher", $"{figures.KbPerWatcher:N0} KB", "");
            if (plan.Idle > 0) table.AddRow($"memory of an idle watcher, {plan.Idle:N0} of them", $"{figures.IdleKbPerWatcher:N0} KB", "");
            console.Write(table);
            console.WriteLine($"Clients and server share this machine: {Machine.Describe()}");
        });

    /// <summary>One run of directives and acknowledgements.</summary>
    private sealed record LiveRun(double P50Ms, double P99Ms, double MaxMs, int Samples, double Frames, double CpuShare, double Seconds);

    private sealed record LiveFigures(
        long Units, LiveRun Awake, LiveRun Beside, double KbPerWatcher, double RssKbPerWatcher, double SleepersGrowthMb, double IdleKbPerWatcher, double IdleRssMb);
}
