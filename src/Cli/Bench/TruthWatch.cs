using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// Reads units of every level while numbers climb, and checks each read: counters in their order, and none above what has really
/// been sent. The bound is taken after the read, so a counter that shows the future is caught and a slow one is not.
/// </summary>
internal sealed class TruthWatch(IHierarchyEngine engine, IReadOnlyList<UnitId> units, DirectiveId directive, long unitsMax, Func<long> sent)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    /// <summary>Reads checked.</summary>
    public int Reads { get; private set; }

    /// <summary>Checks until told to stop.</summary>
    /// <exception cref="InputRefusedException">A counter was above the truth.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var i = 0; !cancellation.IsCancellationRequested; i++)
        {
            var unit = units[i % units.Count];
            var standing = await engine.QueryAsync(new GetStanding(unit, directive), CancellationToken.None).ConfigureAwait(false);
            var acknowledgedMax = sent();
            if (standing is { Progress: var progress })
            {
                Reads++;
                if (!progress.IsOrdered || progress.Targets > unitsMax || progress.Acknowledged > acknowledgedMax)
                    throw new InputRefusedException($"Unit {unit} shows {progress}, above the truth: {acknowledgedMax} acknowledgements were sent.");
            }
            await Task.Delay(Between, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
