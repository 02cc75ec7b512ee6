namespace HierarchySim.Core;

// What outsiders read of officials, teams and assignments.
public sealed partial class UnitState
{
    /// <summary>Officials whose home the unit is, by number; those that ended within 30 days included.</summary>
    public IReadOnlyList<Official> Officials => desk?.Holders?.Officials.Items ?? [];

    /// <summary>Teams whose home the unit is, by number; those that ended within 30 days included.</summary>
    public IReadOnlyList<Team> Teams => desk?.Holders?.Teams.Items ?? [];

    /// <summary>Assignments made here, by number; those that ended within 30 days included.</summary>
    public IReadOnlyList<Assignment> Assignments => desk?.Holders?.Assignments.Items ?? [];

    /// <summary>Assignments under which the unit is held, in the order in which they came; those that ended within 30 days included.</summary>
    public IReadOnlyList<Duty> Duties => desk?.Duties?.Duties ?? (IReadOnlyList<Duty>)[];

    /// <summary>The local day that numbers of its officials and assignments are taken for.</summary>
    public DateOnly HomeDay => desk?.Holders?.Day ?? default;

    /// <summary>The local day that its being held is taken for.</summary>
    public DateOnly DutyDay => desk?.Duties?.Day ?? default;

    /// <summary>An official of the unit, or null.</summary>
    public Official? FindOfficial(HolderId id) => id.Home == Id ? desk?.Holders?.Officials.Find(id.Number) : null;

    /// <summary>A team of the unit, or null.</summary>
    public Team? FindTeam(HolderId id) => id.Home == Id ? desk?.Holders?.Teams.Find(id.Number) : null;

    /// <summary>An assignment made here, or null.</summary>
    public Assignment? FindAssignment(AssignmentId id) => id.Home == Id ? desk?.Holders?.Assignments.Find(id.Number) : null;

    /// <summary>The unit's part of an assignment, or null.</summary>
    public Duty? FindDuty(AssignmentId id) => desk?.Duties?.Find(id);

    /// <summary>
    /// Units an official of the unit holds on <see cref="HomeDay"/>: its own, and its share of each of its teams', rounded up.
    /// </summary>
    public int LoadOf(HolderId official) => FindOfficial(official) is null ? 0 : desk!.Holders!.LoadOf(official);
}
