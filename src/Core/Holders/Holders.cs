namespace HierarchySim.Core;

/// <summary>A named person in official duty (cán bộ), as the home unit keeps it. Immutable; replaced as a whole.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Name in official duties.</param>
/// <param name="Posts">Codes of the posts it has in the catalogue.</param>
/// <param name="LoadLimit">Units it may hold before the load counts as too great; the catalogue's, as it was then, where none was given.</param>
/// <param name="Leaves">Leave to come, running, or over for less than 30 days, by first day.</param>
/// <param name="EndedAt">When it left office at this unit; <see cref="Instant.None"/> while active.</param>
public sealed record Official(HolderId Id, string Name, string[] Posts, int LoadLimit, LeavePeriod[] Leaves, Instant EndedAt)
{
    /// <summary>True until it ended.</summary>
    public bool IsActive => !EndedAt.IsSet;

    /// <summary>When it leaves unit state; <see cref="Instant.None"/> while active.</summary>
    public Instant RetiresAt => EndedAt.IsSet ? EndedAt.PlusMs(Limits.ClosedItemsKeptMs) : Instant.None;

    /// <summary>True on days of leave.</summary>
    public bool IsOnLeave(DateOnly day) => Leaves.Any(leave => leave.Covers(day));
}

/// <summary>Officials of one home unit who hold units together (tổ công tác). Immutable; replaced as a whole.</summary>
/// <param name="Id">Identity; officials and teams share the numbers.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">Officials of the same home unit.</param>
/// <param name="EndedAt">When it was dissolved; <see cref="Instant.None"/> while active.</param>
public sealed record Team(HolderId Id, string Name, HolderId[] Members, Instant EndedAt)
{
    /// <summary>True until it was dissolved.</summary>
    public bool IsActive => !EndedAt.IsSet;

    /// <summary>When it leaves unit state; <see cref="Instant.None"/> while active.</summary>
    public Instant RetiresAt => EndedAt.IsSet ? EndedAt.PlusMs(Limits.ClosedItemsKeptMs) : Instant.None;
}
