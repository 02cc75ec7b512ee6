using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>A disk in memory; it outlives the engines that use it.</summary>
internal sealed class SimulatedStorage(Dice dice, Sometimes sometimes, bool forgetsAtCrash) : IEngineStorage
{
    public SimulatedJournal Disk { get; } = new(dice, sometimes) { ForgetsAtCrash = forgetsAtCrash };

    public SimulatedSnapshots Shortcuts { get; } = new(dice, sometimes);

    public IJournalStore Journal => Disk;

    public ISnapshotStore Snapshots => Shortcuts;

    public string? ReadModelPath => null;

    public void Abandon()
    {
        Disk.Crash();
        Shortcuts.Crash();
    }

    public void Dispose()
    {
    }
}
