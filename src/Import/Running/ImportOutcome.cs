using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>How far a running import is. Immutable.</summary>
/// <param name="UnitsPlanned">Units that will be there when it has ended.</param>
/// <param name="UnitsDone">Of them, units that are durable.</param>
/// <param name="Renamed">Units renamed.</param>
/// <param name="Elapsed">Since the run began.</param>
public readonly record struct ImportProgress(int UnitsPlanned, int UnitsDone, int Renamed, TimeSpan Elapsed);

/// <summary>How a run ended. Immutable.</summary>
/// <param name="Status">Where the import stands, as recorded; for an import that could not begin, as it was planned.</param>
/// <param name="UnitsOpened">Units that this run opened.</param>
/// <param name="Reason">Why it stopped before its end and what to do, in sentences; null when it completed.</param>
public sealed record ImportOutcome(ImportStatusRecord Status, int UnitsOpened, string? Reason)
{
    /// <summary>True when everything planned is done.</summary>
    public bool IsCompleted => Status.State == ImportState.Completed;
}
