using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A case at its origin, closed ones that left unit state included; null when it was never raised.</summary>
/// <param name="Case">The case.</param>
public sealed record GetCase(CaseId Case) : Query<CaseFile?>;

/// <summary>A case at the unit that has custody; null when that unit has not.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Case">The case.</param>
public sealed record GetHeldCase(UnitId Unit, CaseId Case) : Query<HeldCase?>;

/// <summary>Cases raised at a unit, newest first, closed ones included; null when there is no such unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Before">Only numbers below this one; 0 for the newest.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record ListCaseFiles(UnitId Unit, int Before, int Take) : Query<IReadOnlyList<CaseFile>?>;

/// <summary>What cases are put in order by.</summary>
public enum CaseOrder
{
    /// <summary>The oldest first, by when they were raised.</summary>
    Oldest = 1,

    /// <summary>The one whose clock lapses, or has lapsed, first; those without a clock are left out.</summary>
    EarliestDue = 2,
}

/// <summary>
/// Open cases in custody in a subtree, the most pressing first: where it is stuck. Drills and tests are found only with
/// <paramref name="Depth"/> 0, at the unit that has them: they never look like the real thing.
/// Null when there is no such unit.
/// </summary>
/// <param name="Top">The unit at the top.</param>
/// <param name="Depth">Levels below it to look at: 0 for its own cases, <see cref="Limits.LevelsMax"/> for all.</param>
/// <param name="Order">Which are most pressing.</param>
/// <param name="Category">Number of the only category wanted, or null.</param>
/// <param name="DueBefore">Only clocks that lapse before; <see cref="Instant.None"/> for all.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record FindCases(UnitId Top, int Depth, CaseOrder Order, byte? Category, Instant DueBefore, int Take) : Query<IReadOnlyList<CustodyView>?>
{
    /// <summary>Only cases after this place in the order; null for the beginning.</summary>
    public CasePlace? After { get; init; }

    /// <summary>Only cases of this status; null for all.</summary>
    public CaseStatus? Status { get; init; }

    /// <summary>Only cases this official or team took up; <see cref="HolderId.None"/> for all.</summary>
    public HolderId Handler { get; init; }

    /// <summary>Only cases raised at or after this moment; <see cref="Instant.None"/> for all.</summary>
    public Instant RaisedFrom { get; init; }

    /// <summary>Only cases raised before this moment; <see cref="Instant.None"/> for all.</summary>
    public Instant RaisedBefore { get; init; }
}

/// <summary>A case's place in an order: where a page ended.</summary>
/// <param name="Moment">What it is put in order by.</param>
/// <param name="Case">The case; cases of one moment are in the order of their ids.</param>
public readonly record struct CasePlace(Instant Moment, CaseId Case);

/// <summary>A case and the unit that has custody of it.</summary>
/// <param name="Custodian">The unit.</param>
/// <param name="Case">The case there.</param>
public sealed record CustodyView(UnitId Custodian, HeldCase Case);

/// <summary>A case changed at a unit's desk.</summary>
/// <param name="Case">The case.</param>
/// <param name="Held">As the unit holds it now; null when it does not.</param>
/// <param name="File">As its origin keeps it now; null when the unit is not its origin, or the file has retired.</param>
public sealed record DeskChange(CaseId Case, HeldCase? Held, CaseFile? File);
