using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>A unit that gets another name. Immutable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Line">The line (CSV) or row (Excel) with the new name.</param>
/// <param name="OldName">Its name in the tree.</param>
/// <param name="NewName">Its name in the list.</param>
public sealed record PlannedRename(UnitId Unit, int Line, string OldName, string NewName);

/// <summary>
/// Children that one unit gets. A unit that is still to be opened is known by its number in the plan, from 0; its id is the
/// first id reserved plus this number, so that the same plan gives the same unit the same id however often it is begun.
/// </summary>
/// <param name="Parent">The parent's id, or <see cref="UnitId.None"/> when it is itself still to be opened.</param>
/// <param name="ParentNumber">The parent's number in the plan when it is still to be opened.</param>
/// <param name="Listed">The parent in the list.</param>
/// <param name="Runs">Which of its children, in order.</param>
internal readonly record struct Family(UnitId Parent, int ParentNumber, ListedUnit Listed, OpenRun[] Runs);

/// <summary>Neighbouring children, at most <see cref="Limits.ChildrenPerCommandMax"/>, that one command opens.</summary>
/// <param name="From">Place of the first among the listed children.</param>
/// <param name="Count">How many.</param>
/// <param name="FirstNumber">The first one's number in the plan; the others follow.</param>
internal readonly record struct OpenRun(int From, int Count, int FirstNumber);

/// <summary>Ids that an interrupted run of the same import reserved. Immutable.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
public readonly record struct ReservedIds(UnitId First, int Count)
{
    /// <summary>True for one of them.</summary>
    public bool Contains(UnitId id) => id >= First && id.Value - First.Value < Count;
}
