using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Cli.Bench;

/// <summary>What a load of cases measured.</summary>
/// <param name="P50Ms">Median of raise accepted → custody at the top, plus answer accepted → back at the origin.</param>
/// <param name="P99Ms">99th percentile of the same.</param>
/// <param name="PerS">Cases that came back a second, from the first raise to the last return.</param>
/// <param name="GcPauseMaxMs">Longest pause of the collector meanwhile.</param>
/// <param name="GcPauseTotalMs">All its pauses together.</param>
/// <param name="Directives">Directives that reached every unit meanwhile.</param>
internal sealed record CaseFigures(double P50Ms, double P99Ms, double PerS, double GcPauseMaxMs, double GcPauseTotalMs, int Directives);

/// <summary>
/// An open loop of cases from household groups to the root and back: they are raised by the clock, whether earlier ones are back or
/// not, each with its text, and answered at the root as soon as it has custody.
/// </summary>
internal sealed class CaseLoad(IHierarchyEngine engine, UnitId[] origins, int perSecond, int seconds)
{
    private const int DirectivesMax = Limits.DirectivesIssuedPerUnitMax - 10;
    private const string Category = "bench-top";
    private static readonly byte[] Text = [.. Enumerable.Repeat((byte)'x', 200)];
    private readonly ConcurrentDictionary<CaseId, Times> cases = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int back;

    private sealed class Times
    {
        public long RaisedAt;
        public long HeldAt;
        public long AnsweredAt;
        public long BackAt;
        private int known;

        /// <summary>True for whoever brings the last of the four moments.</summary>
        public bool Note(ref long moment, long now)
        {
            Volatile.Write(ref moment, now);
            return Interlocked.Increment(ref known) == 4;
        }

        public double Ms => (Math.Max(0, HeldAt - RaisedAt) + Math.Max(0, BackAt - AnsweredAt)) * 1e3 / Stopwatch.Frequency;
    }

    /// <summary>Gives the data set a category that only the root may settle.</summary>
    public static async Task PrepareAsync(IHierarchyEngine engine)
    {
        var catalog = JsonNode.Parse(Catalogs.GetJson())!;
        catalog["categories"]!.AsArray().Add(new JsonObject
        {
            ["number"] = Limits.CaseCategoriesMax,
            ["version"] = 1,
            ["code"] = Category,
            ["name"] = "Đo tải",
            ["englishName"] = "Load test",
            ["competent"] = engine.Scheme.Levels[0].Code,
            ["limits"] = new JsonObject(),
        });
        if (await engine.SetCatalogAsync(catalog.ToJsonString()).ConfigureAwait(false) is { } refusal) throw new InputRefusedException($"The catalogue was refused: {refusal}");
    }

    /// <summary>Runs the load to its end.</summary>
    /// <param name="directive">Issues a directive and returns when every unit has it.</param>
    public async Task<CaseFigures> RunAsync(Func<Task> directive)
    {
        using var ending = new CancellationTokenSource();
        var watches = new List<Task> { WatchTopAsync(ending.Token) };
        watches.AddRange(origins.Select(origin => WatchOriginAsync(origin, ending.Token)));
        await Task.Delay(500).ConfigureAwait(false);
        using var busy = new CancellationTokenSource();
        var directives = 0;
        var issuing = Task.Run(async () =>
        {
            // A small tree is through with a directive in milliseconds, and a unit keeps only so many.
            for (; !busy.IsCancellationRequested && directives < DirectivesMax; directives++) await directive().ConfigureAwait(false);
        });
        var (collections, pausedMs) = (GC.CollectionCount(0), GC.GetTotalPauseDuration().TotalMilliseconds);
        var longest = 0.0;
        var clock = Stopwatch.StartNew();
        var total = perSecond * seconds;
        for (var next = 0; next < total;)
        {
            for (var due = Math.Min(total, clock.ElapsedMilliseconds * perSecond / 1_000); next < due; next++) _ = RaiseAsync(next);
            longest = Math.Max(longest, LongestPauseMs());
            await Task.Delay(1).ConfigureAwait(false);
        }
        await done.Task.WaitAsync(TimeSpan.FromMinutes(2)).ConfigureAwait(false);
        var took = clock.Elapsed.TotalSeconds;
        await busy.CancelAsync().ConfigureAwait(false);
        await issuing.ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(watches).ConfigureAwait(false);
        var latencies = cases.Values.Select(times => times.Ms).Order().ToArray();
        return new CaseFigures(
            latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100], latencies.Length / took, GC.CollectionCount(0) == collections ? 0 : longest,
            GC.GetTotalPauseDuration().TotalMilliseconds - pausedMs, directives);
    }

    private static double LongestPauseMs()
    {
        var longest = 0.0;
        foreach (var pause in GC.GetGCMemoryInfo(GCKind.Any).PauseDurations) longest = Math.Max(longest, pause.TotalMilliseconds);
        return longest;
    }

    private async Task RaiseAsync(int number)
    {
        try
        {
            var origin = origins[number % origins.Length];
            var id = new CommandId((ulong)origin.Value, 10_000 + (ulong)number, 1);
            var text = new TextId(1, 1 + (ulong)number);
            var answer = await engine.SubmitAsync(id, origin, new RaiseCase(Category, Reality.Actual, HolderId.None, text), [new RecordChange(TextKeys.Of(text), Text)]).ConfigureAwait(false);
            if (!answer.IsAccepted) throw new InputRefusedException($"A case was refused: {answer.Refusal}");
            var times = Of(new CaseId(origin, answer.Number));
            Note(times, ref times.RaisedAt);
        }
        catch (InputRefusedException e)
        {
            done.TrySetException(e);
        }
    }

    private async Task AnswerAsync(CaseId id)
    {
        var times = Of(id);
        Note(times, ref times.HeldAt);
        var text = new TextId(2, (ulong)(id.Origin.Value << 16 | (uint)id.Number));
        var answer = await engine.SubmitAsync(
            new CommandId((ulong)id.Origin.Value, (ulong)id.Number, 2), UnitId.Root, new AnswerCase(id, HolderId.None, text), [new RecordChange(TextKeys.Of(text), Text)]).ConfigureAwait(false);
        if (!answer.IsAccepted) done.TrySetException(new InputRefusedException($"An answer was refused: {answer.Refusal}"));
        Note(times, ref times.AnsweredAt);
    }

    private async Task WatchTopAsync(CancellationToken cancellation)
    {
        var seen = new HashSet<CaseId>();
        await FollowAsync(UnitId.Root, change =>
        {
            if (change.Held is not null && seen.Add(change.Case)) _ = AnswerAsync(change.Case);
        }, cancellation).ConfigureAwait(false);
    }

    private Task WatchOriginAsync(UnitId origin, CancellationToken cancellation)
    {
        var seen = new HashSet<CaseId>();
        return FollowAsync(origin, change =>
        {
            if (change.File?.Status != CaseStatus.Answered || !seen.Add(change.Case)) return;
            var times = Of(change.Case);
            Note(times, ref times.BackAt);
        }, cancellation);
    }

    private async Task FollowAsync(UnitId unit, Action<DeskChange> changed, CancellationToken cancellation)
    {
        try
        {
            await foreach (var frame in engine.WatchDeskAsync(unit, cancellation).ConfigureAwait(false))
                foreach (var change in frame) changed(change);
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    private Times Of(CaseId id) => cases.GetOrAdd(id, _ => new Times());

    private void Note(Times times, ref long moment)
    {
        if (times.Note(ref moment, Stopwatch.GetTimestamp()) && Interlocked.Increment(ref back) == perSecond * seconds) done.TrySetResult();
    }
}
