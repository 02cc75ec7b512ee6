using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Simulator.Standalone;

/// <summary>A disk in memory; it outlives the engines that use it.</summary>
internal sealed class SimulatedStorage(LevelScheme scheme, Dice dice, FaultMix faults, Sometimes sometimes, Bugs bugs) : IEngineStorage
{
    /// <summary>The journal, with the faults it has.</summary>
    public SimulatedJournal Disk { get; } = new(dice, faults, sometimes, bugs);

    /// <summary>The snapshots, with the faults they have.</summary>
    public SimulatedSnapshots Shortcuts { get; } = new(scheme, dice, faults, sometimes, bugs);

    /// <inheritdoc/>
    public IJournalStore Journal => Disk;

    /// <inheritdoc/>
    public ISnapshotStore Snapshots => Shortcuts;

    /// <inheritdoc/>
    public string? ReadModelPath => null;

    /// <summary>False while nothing more may go wrong.</summary>
    public bool HasFaults
    {
        get => Disk.HasFaults;
        set => (Disk.HasFaults, Shortcuts.HasFaults) = (value, value);
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        Disk.Crash();
        Shortcuts.Crash();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
