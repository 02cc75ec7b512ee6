using System.Diagnostics;
using System.Diagnostics.Metrics;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>
/// Traces and metrics of the gateway, under the one name of the product. Names are documented in docs/operations.md and are part of the
/// API. Ids and kinds only: no name, text or key of anybody ever becomes a tag.
/// </summary>
internal static class GatewayTelemetry
{
    /// <summary>The name of the source and the meter.</summary>
    public const string Name = "HierarchySim";

    public static readonly ActivitySource Traces = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "hierarchysim.requests.refused", "{request}", "Requests that were answered with a problem, by its type.");

    private static readonly Histogram<double> Commands = Meter.CreateHistogram<double>(
        "hierarchysim.commands.duration", "s", "From handing a command to the engine until its answer, commit included; by command and verdict.");

    /// <summary>Commits that one frame's trace names at most.</summary>
    private const int LinksMax = 64;

    /// <summary>Counts a problem that was sent.</summary>
    public static void CountRefused(ProblemType type)
    {
        if (Refused.Enabled) Refused.Add(1, new KeyValuePair<string, object?>("type", type.Name));
    }

    /// <summary>Begins a command's way through the engine.</summary>
    public static CommandSpan Begin(Command command, UnitId unit)
    {
        var kind = (command is WhenUnchanged conditional ? conditional.Command : command).GetType().Name;
        var activity = Traces.StartActivity("engine.submit");
        activity?.SetTag("hierarchysim.command", kind).SetTag("hierarchysim.unit", unit.ToString());
        return new CommandSpan(activity, kind, Stopwatch.GetTimestamp());
    }

    /// <summary>Begins handing views to those who watch, linked to the commits they came from; null when nobody traces.</summary>
    public static Activity? BeginPublish(IReadOnlyList<LiveItem> items)
    {
        if (!Traces.HasListeners()) return null;
        var causes = items.Select(item => item.Cause).Where(cause => cause != default).Distinct().Take(LinksMax).Select(cause => new ActivityLink(cause));
        return Traces.StartActivity("live.publish", ActivityKind.Producer, default(ActivityContext), links: causes)?.SetTag("hierarchysim.items", items.Count);
    }

    /// <summary>A command on its way.</summary>
    internal readonly struct CommandSpan(Activity? activity, string kind, long start) : IDisposable
    {
        /// <summary>Notes how the engine answered.</summary>
        public void End(Verdict verdict, Refusal? refusal)
        {
            Commands.Record(
                Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("command", kind), new KeyValuePair<string, object?>("verdict", verdict.ToString()));
            activity?.SetTag("hierarchysim.verdict", verdict.ToString());
            if (refusal is not null) activity?.SetTag("hierarchysim.refusal", refusal.Code.ToString());
        }

        public void Dispose() => activity?.Dispose();
    }
}
