namespace HierarchySim.Core;

/// <summary>An official was registered.</summary>
/// <param name="Official">The official, with the load limit in force for it.</param>
public sealed record OfficialRegistered(Official Official) : UnitEvent;

/// <summary>An official changed.</summary>
/// <param name="Official">The official.</param>
/// <param name="Name">The name from now on.</param>
/// <param name="Posts">The posts from now on.</param>
/// <param name="LoadLimit">The load limit from now on.</param>
public sealed record OfficialChanged(HolderId Official, string Name, string[] Posts, int LoadLimit) : UnitEvent;

/// <summary>An official left office here.</summary>
/// <param name="Official">The official.</param>
public sealed record OfficialEnded(HolderId Official) : UnitEvent;

/// <summary>A team was formed.</summary>
/// <param name="Team">The team.</param>
public sealed record TeamRegistered(Team Team) : UnitEvent;

/// <summary>A team changed; the units it holds were told.</summary>
/// <param name="Team">The team.</param>
/// <param name="Name">The name from now on.</param>
/// <param name="Members">The members from now on.</param>
public sealed record TeamChanged(HolderId Team, string Name, HolderId[] Members) : UnitEvent;

/// <summary>A team was dissolved.</summary>
/// <param name="Team">The team.</param>
public sealed record TeamEnded(HolderId Team) : UnitEvent;

/// <summary>Leave was recorded; the units concerned were told.</summary>
/// <param name="Official">The official.</param>
/// <param name="Leave">The days.</param>
public sealed record LeaveRecorded(HolderId Official, LeavePeriod Leave) : UnitEvent;

/// <summary>Leave was cancelled, or cut short; the units concerned were told.</summary>
/// <param name="Official">The official.</param>
/// <param name="From">The leave's first day.</param>
/// <param name="LastDay">Its last day now; null when nothing of it is left.</param>
public sealed record LeaveCancelled(HolderId Official, DateOnly From, DateOnly? LastDay) : UnitEvent;

/// <summary>A holder was assigned; the units were told.</summary>
/// <param name="Assignment">The assignment, every unit of it travelling.</param>
public sealed record HolderAssigned(Assignment Assignment) : UnitEvent;

/// <summary>An assignment was given a last day; the units were told.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="On">Its last day.</param>
public sealed record AssignmentEnded(AssignmentId Assignment, DateOnly On) : UnitEvent;

/// <summary>The home unit was told where a unit of an assignment stands.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="Assignment">The assignment.</param>
/// <param name="Unit">The unit.</param>
/// <param name="State">Where it stands.</param>
public sealed record AssignmentNoted(Move From, LinkSequence Sequence, AssignmentId Assignment, UnitId Unit, HeldState State) : UnitEvent;

/// <summary>The unit is held under an assignment; the home unit was told.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="Terms">What was assigned.</param>
/// <param name="Home">The way to the home unit.</param>
public sealed record DutyBegun(Move From, LinkSequence Sequence, DutyTerms Terms, Route Home) : UnitEvent;

/// <summary>The unit refused an assignment; the home unit was told.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="Assignment">The assignment.</param>
/// <param name="Unit">The unit that was meant.</param>
/// <param name="Reason">Why.</param>
/// <param name="Home">The way to the home unit.</param>
public sealed record DutyDeclined(Move From, LinkSequence Sequence, AssignmentId Assignment, UnitId Unit, HeldState Reason, Route Home) : UnitEvent;

/// <summary>The terms of an assignment changed: its end, the holder's absences, a team's members.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="Terms">The terms from now on.</param>
public sealed record DutyRevised(Move From, LinkSequence Sequence, DutyTerms Terms) : UnitEvent;

/// <summary>A day began on which an assignment or a leave begins, or the day after its last.</summary>
/// <param name="Day">The day, local to the scheme's offset.</param>
public sealed record DayTurned(DateOnly Day) : UnitEvent;

/// <summary>Officials, teams and assignments that ended 30 days ago left the unit's state.</summary>
public sealed record HoldersRetired : UnitEvent;
