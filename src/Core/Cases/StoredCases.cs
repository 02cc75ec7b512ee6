namespace HierarchySim.Core;

/// <summary>
/// The cases of a unit as an engine stored them, read back when something first concerns them. At a start nearly all of a million
/// cases rest, and until then each costs its bytes and no objects. Immutable.
/// </summary>
/// <param name="tally">What they come to; see <see cref="UnitState.OwnTally"/>.</param>
/// <param name="nextWake">See <see cref="UnitState.CasesWakeAt"/>.</param>
public abstract class StoredCases(CaseTally tally, Instant nextWake)
{
    /// <summary>What they come to.</summary>
    public CaseTally Tally { get; } = tally;

    /// <summary>When time alone may give them something to do; <see cref="Instant.None"/> for never.</summary>
    public Instant NextWake { get; } = nextWake;

    /// <summary>Reads them back. Asked once at most.</summary>
    public abstract CaseContents Read();
}

/// <summary>The cases of a unit.</summary>
/// <param name="LastNumber">Number of the last case raised there.</param>
/// <param name="Files">Files of the cases raised there, by number.</param>
/// <param name="Held">Cases it has custody of.</param>
public readonly record struct CaseContents(int LastNumber, CaseFile[] Files, HeldCase[] Held);
