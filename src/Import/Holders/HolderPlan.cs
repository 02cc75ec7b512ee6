using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>What importing a list of duties would do: data made before anything is changed. Immutable.</summary>
public sealed class HolderPlan
{
    internal HolderPlan(HolderListKind kind, BadRows badRows, IReadOnlyList<string> columns, IReadOnlyList<HolderRow> rows)
    {
        Kind = kind;
        BadRows = badRows;
        RowCount = rows.Count;
        RefusedRows = new RefusedRows(columns, [.. rows.Where(row => !row.IsGood).Select(row => row.ToRefused())]);
        Problems = [.. RefusedRows.Rows.SelectMany(row => row.Problems)];
    }

    /// <summary>What the list is about.</summary>
    public HolderListKind Kind { get; }

    /// <summary>Whether bad rows stop the import or are set aside.</summary>
    public BadRows BadRows { get; }

    /// <summary>Rows of the file, good and bad.</summary>
    public int RowCount { get; }

    /// <summary>Everything wrong with every bad row, by line.</summary>
    public IReadOnlyList<RowProblem> Problems { get; }

    /// <summary>The bad rows as they stand in the file, for <see cref="RefusedRowsFile"/>.</summary>
    public RefusedRows RefusedRows { get; }

    /// <summary>Rows that say what is so already.</summary>
    public int Kept { get; init; }

    /// <summary>Units that refused an assignment made earlier by a row that is kept.</summary>
    public IReadOnlyList<RowProblem> RefusedEarlier { get; init; } = [];

    /// <summary>True when the plan may be run.</summary>
    public bool CanRun => Problems.Count == 0 || BadRows == BadRows.Skip;

    /// <summary>True when running it would change nothing.</summary>
    public bool IsEmpty => Tasks.Count == 0;

    /// <summary>What is to be done, in the order of the file; what one home unit is asked keeps this order.</summary>
    internal IReadOnlyList<HolderTask> Tasks { get; init; } = [];

    /// <summary>Refs whose holders were found at their home after a crash; the run notes their numbers.</summary>
    internal IReadOnlyList<HolderRef> Recovered { get; init; } = [];

    /// <summary>Holders by ref, for teams whose members are registered by the same run.</summary>
    internal IReadOnlyDictionary<string, HolderRef> Refs { get; init; } = new Dictionary<string, HolderRef>();
}

/// <summary>One thing to be done at a home unit. Immutable.</summary>
internal abstract record HolderTask(HolderRow Row, UnitId Home);

/// <summary>An official to register, or to change when it is known.</summary>
internal sealed record OfficialTask(HolderRow Row, UnitId Home, string Ref, string Name, string[] Posts, int LoadLimit, HolderRef? Known) : HolderTask(Row, Home);

/// <summary>A team to form, or to change when it is known.</summary>
internal sealed record TeamTask(HolderRow Row, UnitId Home, string Ref, string Name, string[] Members, HolderRef? Known) : HolderTask(Row, Home);

/// <summary>A holder to assign.</summary>
internal sealed record AssignTask(HolderRow Row, string Key, AssignHolder Command) : HolderTask(Row, Command.Holder.Home);

/// <summary>An assignment to end.</summary>
internal sealed record EndTask(HolderRow Row, string Key, EndAssignment Command) : HolderTask(Row, Command.Assignment.Home);
