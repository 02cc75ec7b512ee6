using System.Runtime.CompilerServices;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>
/// Lets one import at a time into an engine, and none whose plan was made before the last one ran. It binds one process; an
/// engine that several processes share is guarded by the ids of the plan, which no two units can have.
/// </summary>
internal sealed class ImportGate
{
    private static readonly ConditionalWeakTable<IHierarchyEngine, ImportGate> Gates = [];
    private readonly Lock gate = new();
    private bool taken;

    /// <summary>How many runs have begun.</summary>
    public int Generation { get; private set; }

    public static ImportGate Of(IHierarchyEngine engine) => Gates.GetOrCreateValue(engine);

    /// <summary>Goes in, or says why not.</summary>
    public string? TryEnter(int generation)
    {
        lock (gate)
        {
            if (taken) return "Another import is running. Wait until it has ended, then import again.";
            if (generation != Generation) return "Another import ran since this one was compared with the tree. Import again.";
            taken = true;
            Generation++;
            return null;
        }
    }

    public void Leave()
    {
        lock (gate) taken = false;
    }
}
