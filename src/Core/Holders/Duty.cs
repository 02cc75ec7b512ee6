namespace HierarchySim.Core;

/// <summary>What the unit held must know of an assignment. Absolute, so that the last one told is all that counts. Immutable.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="Holder">The official or team.</param>
/// <param name="Role">Code of the role.</param>
/// <param name="Exclusive">See <see cref="Core.Assignment.Exclusive"/>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while open.</param>
/// <param name="Absences">Days without the holder: an official's leave; for a team, days on which every member is on leave.</param>
/// <param name="Members">A team's members, who may act for it; empty for an official.</param>
public sealed record DutyTerms(
    AssignmentId Assignment, HolderId Holder, string Role, bool Exclusive, DateOnly From, DateOnly? To, LeavePeriod[] Absences, HolderId[] Members)
{
    /// <summary>True on the assignment's days.</summary>
    public bool IsInForceOn(DateOnly day) => From <= day && !(day > To);

    /// <summary>True on the assignment's days on which the holder is there.</summary>
    public bool IsPresentOn(DateOnly day) => IsInForceOn(day) && !Absences.Any(absence => absence.Covers(day));

    /// <summary>True when two holders of one home have the same role at one unit and the role is for one of them alone.</summary>
    public bool Overlaps(DutyTerms other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Exclusive && other.Exclusive && Holder.Home == other.Holder.Home && Holder != other.Holder && Role == other.Role;
    }

    /// <summary>True when an official or team acts under these terms: the holder itself, or a member of the team.</summary>
    public bool LetsAct(HolderId by) => Holder == by || Members.Contains(by);
}

/// <summary>An assignment at the unit held, until 30 days after it ended. Immutable; replaced as a whole.</summary>
/// <param name="Terms">What was assigned.</param>
/// <param name="Home">The way to the home unit.</param>
/// <param name="EndedAt">When the unit saw that it is over; <see cref="Instant.None"/> until then.</param>
public sealed record Duty(DutyTerms Terms, Route Home, Instant EndedAt)
{
    /// <summary>True once it cannot be in force any more.</summary>
    public bool IsOver => EndedAt.IsSet;

    /// <summary>When it leaves unit state; <see cref="Instant.None"/> until it is over.</summary>
    public Instant RetiresAt => EndedAt.IsSet ? EndedAt.PlusMs(Limits.ClosedItemsKeptMs) : Instant.None;

    /// <summary>True when it is in force on a day.</summary>
    public bool IsInForceOn(DateOnly day) => !IsOver && Terms.IsInForceOn(day);

    /// <summary>True when it is in force on a day and the holder is there.</summary>
    public bool IsPresentOn(DateOnly day) => !IsOver && Terms.IsPresentOn(day);
}
