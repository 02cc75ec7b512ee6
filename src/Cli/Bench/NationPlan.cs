namespace HierarchySim.Cli.Bench;

/// <summary>What a nation benchmark works on.</summary>
/// <param name="Units">The official list, CSV.</param>
/// <param name="Cells">Cells to make up.</param>
/// <param name="Groups">Household groups to make up.</param>
/// <param name="Provinces">Only the first provinces of the list; 0 for all.</param>
/// <param name="OpenCases">Cases to leave open before the restart.</param>
/// <param name="CaseSeconds">Seconds of cases in an open loop.</param>
/// <param name="Folder">Data folder; null for a temporary one.</param>
internal sealed record NationPlan(FileInfo Units, int Cells, int Groups, int Provinces, int OpenCases, int CaseSeconds, string? Folder);

/// <summary>What a worker process does before it waits to be killed.</summary>
internal enum NationPhase
{
    /// <summary>Import, directives, acknowledgements.</summary>
    Base,

    /// <summary>Cases that stay open.</summary>
    OpenCases,

    /// <summary>Cases in an open loop beside directives.</summary>
    CaseLoad,
}

/// <summary>What the worker process measured before it was killed.</summary>
internal sealed record NationFigures(
    long Units, double ImportS, double DirectiveDurableS, double[] DirectiveRunsS, double RssMb, double AckS, double LeafToRootMs, double LeafToRootP99Ms,
    int ReadsChecked, double GcPauseMs, double GcPauseMaxMs);
