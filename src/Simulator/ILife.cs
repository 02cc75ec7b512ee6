using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator;

/// <summary>A run under way: one world, one plan.</summary>
internal interface ILife : IDisposable
{
    /// <summary>What occurred, and how often.</summary>
    Sometimes Sometimes { get; }

    /// <summary>The hash of everything that happened so far.</summary>
    Fingerprint Fingerprint { get; }

    /// <summary>The truth.</summary>
    Ledger Ledger { get; }

    /// <summary>Events so far.</summary>
    long Events { get; }

    /// <summary>Time that passed in the run, leaps of days not counted.</summary>
    TimeSpan Simulated { get; }

    /// <summary>Lives with faults, then without until all is quiet, and is checked all the way.</summary>
    /// <exception cref="BrokenInvariant">Something that must always hold does not.</exception>
    void Live();
}
