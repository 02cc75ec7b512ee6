using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Simulator.Cluster;

/// <summary>What comes to a unit of a cluster: a call of its grain.</summary>
/// <param name="To">The unit.</param>
internal abstract record Letter(UnitId To);

/// <summary>A caller's command.</summary>
/// <param name="To">The unit asked.</param>
/// <param name="Id">The command's identity.</param>
/// <param name="Command">What is asked.</param>
/// <param name="ExpiresUs">When its caller no longer waits: it is not begun after that.</param>
/// <param name="IsRetry">True when it was asked before and no answer came.</param>
/// <param name="Answer">Carries the answer back.</param>
internal sealed record Ask(UnitId To, CommandId Id, Command Command, long ExpiresUs, bool IsRetry, Action<CommandAnswer> Answer) : Letter(To);

/// <summary>A reader's question for a unit's view.</summary>
/// <param name="To">The unit.</param>
/// <param name="Show">Carries the view back; null when there is no such unit.</param>
internal sealed record Look(UnitId To, Action<UnitView?> Show) : Letter(To);

/// <summary>All that one end of a link has to tell the other, up to a bound: the one delivery that is in flight.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="Call">Makes the answer this delivery's.</param>
/// <param name="Way">The link as the sender sees it.</param>
/// <param name="Link">The link as the receiver sees it.</param>
/// <param name="Messages">Messages, in order.</param>
/// <param name="Summary">The sender's numbers, for its parent; or null.</param>
/// <param name="Host">Where the sender is.</param>
internal sealed record Parcel(UnitId From, UnitId To, long Call, Move Way, Move Link, LinkDelivery[] Messages, Summary? Summary, int Host) : Letter(To);

/// <summary>What the receiver of a parcel has, durably.</summary>
/// <param name="From">The parcel's receiver.</param>
/// <param name="To">The parcel's sender.</param>
/// <param name="Call">The parcel's.</param>
/// <param name="Link">The link as the parcel's sender sees it.</param>
/// <param name="Received">High-water mark of its messages.</param>
/// <param name="Version">The newest summary; default for none.</param>
internal sealed record Confirmation(UnitId From, UnitId To, long Call, Move Link, LinkSequence Received, SummaryVersion Version) : Letter(To);

/// <summary>A parcel's confirmation stayed out.</summary>
/// <param name="To">The parcel's sender.</param>
/// <param name="Call">The parcel's.</param>
/// <param name="Link">Its link.</param>
internal sealed record Overdue(UnitId To, long Call, Move Link) : Letter(To);

/// <summary>Confirmations came, and are not stored yet.</summary>
/// <param name="To">The unit.</param>
internal sealed record SaveMarks(UnitId To) : Letter(To);

/// <summary>It is time for something, or something was left undone when a host died.</summary>
/// <param name="To">The unit.</param>
internal sealed record WakeUp(UnitId To) : Letter(To);
