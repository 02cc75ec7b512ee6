using HierarchySim.Core;

namespace HierarchySim.Standalone;

// Reads of officials, teams and assignments: each looks at one unit.
public sealed partial class StandaloneEngine
{
    private async Task<T?> ReadUnitAsync<T>(UnitId id, Func<UnitState, T?> look, CancellationToken cancellation) where T : class =>
        await ReadAsync(id, shard => shard.Find(id) is { } unit ? look(unit) : null, cancellation).ConfigureAwait(false);

    private Task<T?> ReadPageAsync<T>(UnitId id, int take, Func<UnitState, T?> look, CancellationToken cancellation) where T : class
    {
        CheckPage(0, take);
        return ReadUnitAsync(id, look, cancellation);
    }
}
