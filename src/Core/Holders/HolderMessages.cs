namespace HierarchySim.Core;

/// <summary>An assignment on its way to a unit that is to be held. It is answered by a <see cref="DutyReply"/>, always.</summary>
/// <param name="Unit">The unit meant.</param>
/// <param name="HomeLevel">Level of the home unit; whether it may hold the unit's level is known at the unit.</param>
/// <param name="Terms">What is assigned.</param>
/// <param name="Ahead">The way to the unit.</param>
/// <param name="Behind">The way back to the home unit.</param>
public sealed record DutyOffer(UnitId Unit, Level HomeLevel, DutyTerms Terms, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);

/// <summary>New terms of an assignment on their way to a unit that holds it; where it does not, this ends without effect.</summary>
/// <param name="Terms">The terms from now on.</param>
/// <param name="Ahead">The way to the unit.</param>
/// <param name="Behind">The way back to the home unit.</param>
public sealed record DutyRevision(DutyTerms Terms, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);

/// <summary>What a unit tells the home unit of an assignment: that it has it, why not, or that it ended because the unit closed.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="Unit">The unit that was meant.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Ahead">The way to the home unit.</param>
/// <param name="Behind">The way back.</param>
public sealed record DutyReply(AssignmentId Assignment, UnitId Unit, HeldState State, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);
