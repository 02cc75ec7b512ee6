// The difference between a list and the tree, before anything is done about it. It is plain
// data made by a pure function, so an operator can read it, a test can state it as a table,
// and a run that was interrupted can make it again.

using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>What importing a list would do. Immutable.</summary>
public sealed class ImportPlan
{
    internal ImportPlan(UnitList list, BadRows badRows)
    {
        List = list;
        BadRows = badRows;
    }

    /// <summary>The list.</summary>
    public UnitList List { get; }

    /// <summary>Whether refused changes stop the import or are set aside.</summary>
    public BadRows BadRows { get; }

    /// <summary>Why the list cannot be imported into this tree at all, with the next step; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>True when the root is still to be opened.</summary>
    public bool OpensRoot { get; init; }

    /// <summary>Units to open, root and synthetic ones included.</summary>
    public int UnitsToOpen { get; init; }

    /// <summary>Of them, synthetic ones.</summary>
    public int SyntheticToOpen { get; init; }

    /// <summary>Units of the list that the tree has already, renamed ones and the root included.</summary>
    public int UnitsKept { get; init; }

    /// <summary>Of them, synthetic ones.</summary>
    public int SyntheticKept { get; init; }

    /// <summary>Units to rename.</summary>
    public IReadOnlyList<PlannedRename> Renames { get; init; } = [];

    /// <summary>Changes that are not made, the first <see cref="ImportLimits.RefusedChangesListedMax"/> one by one: by line, then those without one.</summary>
    public IReadOnlyList<RefusedChange> Refused { get; init; } = [];

    /// <summary>How many changes are not made.</summary>
    public int RefusedCount { get; init; }

    /// <summary>Units of the list that are neither opened nor renamed because a unit above them has a refused change.</summary>
    public int UnitsSetAside { get; init; }

    /// <summary>Open provinces of the tree that the list does not name: it does not speak of them, so they stay as they are.</summary>
    public int ProvincesNotCovered { get; init; }

    /// <summary>True when the plan may be run.</summary>
    public bool CanRun => Refusal is null && (RefusedCount == 0 || BadRows == BadRows.Skip);

    /// <summary>True when running it would change nothing.</summary>
    public bool IsEmpty => UnitsToOpen == 0 && Renames.Count == 0;

    /// <summary>Families to open, a wave for each depth: all parents of a wave are opened by the waves before it.</summary>
    internal IReadOnlyList<IReadOnlyList<Family>> Waves { get; init; } = [];

    /// <summary>Where the list's levels and kinds stand in the scheme; null when refused.</summary>
    internal SchemeMap? Map { get; init; }

    /// <summary>True when the ids of the interrupted run fit this plan.</summary>
    internal bool ReusesIds { get; init; }

    /// <summary>Ids that the plan needs from the allocator.</summary>
    internal int NumbersUsed { get; init; }

    /// <summary>
    /// Compares a list with the tree. Units are the same when they have the same official code at the same level; codes are
    /// those of the day for which the tree was read.
    /// </summary>
    /// <remarks>
    /// A list speaks of the provinces it names and of nothing else. Within them it is taken as complete: a unit that it does not
    /// name would vanish, and that is refused. A province that it does not name stays as it is, however many others are named:
    /// lists are published for one province, for several and for all, and nothing in the file says which. Nothing is lost by
    /// this: a province that was merged shows itself, because its districts and communes come up under another province.
    /// An import never closes, moves or re-codes a unit; these need a date and a decision that no list contains.
    /// </remarks>
    /// <param name="list">The list, with synthetic levels where wanted.</param>
    /// <param name="existing">The tree; read with its cells when <paramref name="completes"/> is true.</param>
    /// <param name="scheme">The data set's scheme.</param>
    /// <param name="badRows">Whether refused changes stop the import or are set aside.</param>
    /// <param name="completes">
    /// True to complete the synthetic levels of an interrupted run of the same import, place by place. Otherwise a list with
    /// synthetic levels is refused as soon as anything exists below a commune: a second synthesis would mix two made-up countries.
    /// </param>
    /// <param name="reserved">Ids which that run reserved; they are used again where they fit.</param>
    public static ImportPlan Compare(
        UnitList list, ExistingTree existing, LevelScheme scheme, BadRows badRows = BadRows.RefuseList, bool completes = false,
        ReservedIds? reserved = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(existing);
        ArgumentNullException.ThrowIfNull(scheme);
        var map = SchemeMap.TryCreate(list, scheme, out var reason);
        reason ??= PlanRules.ReasonAgainst(list, existing, map!, completes);
        if (reason is not null) return new ImportPlan(list, badRows) { Refusal = reason };
        var plan = new Comparison(list, existing, map!, badRows, reserved).Run();
        // The tree was changed by others since the ids were reserved: the units still missing get new ones.
        return reserved is not null && !plan.ReusesIds ? new Comparison(list, existing, map!, badRows, null).Run() : plan;
    }
}
