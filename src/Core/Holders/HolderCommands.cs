namespace HierarchySim.Core;

/// <summary>Registers an official at its home unit. The answer carries its number.</summary>
/// <param name="Name">Name in official duties.</param>
/// <param name="Posts">Codes of posts of the catalogue.</param>
/// <param name="LoadLimit">Units it may hold before the load counts as too great; 0 for the catalogue's.</param>
public sealed record RegisterOfficial(string Name, string[] Posts, int LoadLimit) : Command;

/// <summary>Changes an active official.</summary>
/// <param name="Official">The official.</param>
/// <param name="Name">The name from now on.</param>
/// <param name="Posts">The posts from now on.</param>
/// <param name="LoadLimit">The load limit from now on; 0 for the catalogue's.</param>
public sealed record ChangeOfficial(HolderId Official, string Name, string[] Posts, int LoadLimit) : Command;

/// <summary>An official leaves office at its home unit. It must hold nothing and be in no team, so that nothing is left uncovered unseen.</summary>
/// <param name="Official">The official.</param>
public sealed record EndOfficial(HolderId Official) : Command;

/// <summary>Forms a team at its home unit. The answer carries its number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">Active officials of the same unit.</param>
public sealed record RegisterTeam(string Name, HolderId[] Members) : Command;

/// <summary>Changes an active team. The units it holds are told who may act for it.</summary>
/// <param name="Team">The team.</param>
/// <param name="Name">The name from now on.</param>
/// <param name="Members">The members from now on.</param>
public sealed record ChangeTeam(HolderId Team, string Name, HolderId[] Members) : Command;

/// <summary>Dissolves a team. It must hold nothing.</summary>
/// <param name="Team">The team.</param>
public sealed record EndTeam(HolderId Team) : Command;

/// <summary>Records leave of an official. The units it holds are told.</summary>
/// <param name="Official">The official.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, today or later.</param>
public sealed record RecordLeave(HolderId Official, DateOnly From, DateOnly To) : Command;

/// <summary>Cancels leave to come; of running leave, the days from today on.</summary>
/// <param name="Official">The official.</param>
/// <param name="From">The leave's first day, which names it.</param>
public sealed record CancelLeave(HolderId Official, DateOnly From) : Command;

/// <summary>
/// A holder is to hold units. The answer carries the assignment's number; each unit then accepts or refuses, which the assignment
/// shows unit by unit.
/// </summary>
/// <param name="Holder">An active official or team of the unit.</param>
/// <param name="Role">Code of a role of the catalogue.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null for no end.</param>
/// <param name="SetName">Name of the set (tiểu vùng); needed for more than one unit.</param>
/// <param name="Units">1 to <see cref="Limits.UnitsPerAssignmentMax"/> units below.</param>
public sealed record AssignHolder(HolderId Holder, string Role, DateOnly From, DateOnly? To, string? SetName, AssignmentTarget[] Units) : Command;

/// <summary>Ends an assignment. A last day before its first means that it never came into force.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="On">Its last day, at most the one it had.</param>
public sealed record EndAssignment(AssignmentId Assignment, DateOnly On) : Command;
