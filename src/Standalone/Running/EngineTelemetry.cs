using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// Traces and metrics of the engine, under the one name of the product; docs/operations.md has the list. Gauges read what the engine
/// counts anyway, when somebody collects them; a commit records two values.
/// </summary>
internal static class EngineTelemetry
{
    /// <summary>The name of the source and of every meter.</summary>
    public const string Name = "HierarchySim";

    private static readonly ActivitySource Traces = new(Name);

    private static readonly Meter Commits = new(Name);

    private static readonly Histogram<double> CommitDuration = Commits.CreateHistogram<double>(
        "hierarchysim.engine.commit.duration", "s", "One commit of the journal, until it is on disk.");

    private static readonly Histogram<long> CommitBatches = Commits.CreateHistogram<long>(
        "hierarchysim.engine.commit.batches", "{batch}", "Batches of turns that one commit took together.");

    /// <summary>Commands that a commit's trace names at most; a batch may have thousands.</summary>
    private const int LinksMax = 64;

    /// <summary>Where a command comes from, for the trace of its commit; the default when nobody traces.</summary>
    public static ActivityContext Origin => Traces.HasListeners() && Activity.Current is { } current ? current.Context : default;

    /// <summary>Begins the trace of a commit, linked to the commands it serves; null when nobody traces.</summary>
    public static Activity? BeginCommit(IReadOnlyList<Batch> batches) => !Traces.HasListeners() ? null : Traces.StartActivity(
        "engine.commit", ActivityKind.Internal, default(ActivityContext), links: batches.SelectMany(batch => batch.Origins).Take(LinksMax).Select(origin => new ActivityLink(origin)));

    /// <summary>Notes a commit that succeeded.</summary>
    public static void Committed(long start, int batches)
    {
        CommitDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        CommitBatches.Record(batches);
    }

    /// <summary>The gauges of one engine; dispose when it ends.</summary>
    /// <param name="run">The run at work.</param>
    /// <param name="lag">Committed records that lists and searches do not hold yet.</param>
    public static Meter Gauges(Func<EngineRun> run, Func<long> lag)
    {
        var meter = new Meter(Name);
        meter.CreateObservableGauge(
            "hierarchysim.engine.queue.depth",
            () => run().Shards.Select(shard => new Measurement<int>(shard.Waiting, new KeyValuePair<string, object?>("shard", shard.Index))), "{item}",
            "Commands, queries and messages that wait at a shard.");
        meter.CreateObservableGauge("hierarchysim.engine.units", () => (long)run().Directory.Count, "{unit}", "Units loaded.");
        meter.CreateObservableGauge("hierarchysim.engine.watched.units", () => run().Context.Watches.Count, "{unit}", "Units that somebody watches.");
        meter.CreateObservableGauge("hierarchysim.engine.watched.desks", () => run().Context.DeskWatches.Count, "{unit}", "Units whose cases somebody watches.");
        meter.CreateObservableGauge("hierarchysim.engine.projector.lag", lag, "{record}", "Committed journal records that lists and searches do not hold yet.");
        meter.CreateObservableCounter("hierarchysim.engine.journal.size", () => run().Journal.CommittedBytes, "By", "Journal bytes committed in this run.");
        return meter;
    }
}
