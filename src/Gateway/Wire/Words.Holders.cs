using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Words of officials, assignments and reports.
internal static partial class Words
{
    /// <summary>Where a unit of an assignment stands; the reason, where it refused.</summary>
    public static readonly Words<HeldState> HeldStates = new(
        (HeldState.Travelling, "travelling"), (HeldState.Accepted, "accepted"), (HeldState.Ended, "ended"), (HeldState.RefusedNotFound, "refusedNotFound"),
        (HeldState.RefusedLevel, "refusedLevel"), (HeldState.RefusedClosed, "refusedClosed"), (HeldState.RefusedFull, "refusedFull"));

    public static readonly Words<HeldState> HeldReason = new(
        (HeldState.RefusedNotFound, "notFound"), (HeldState.RefusedLevel, "level"), (HeldState.RefusedClosed, "closed"), (HeldState.RefusedFull, "full"));

    /// <summary>Why a unit refused, in a sentence.</summary>
    public static readonly Words<HeldState> HeldReasonText = new(
        (HeldState.RefusedNotFound, "The way did not lead to the unit; it may have moved."),
        (HeldState.RefusedLevel, "By the level scheme, officials of the home's level may not hold units of this level."),
        (HeldState.RefusedClosed, "The unit is closed."),
        (HeldState.RefusedFull, $"The unit has {Limits.HoldersPerUnitMax} holders already (HoldersPerUnitMax)."));

    public static readonly Words<ReportStanding> Standing = new(
        (ReportStanding.Awaited, "awaited"), (ReportStanding.Missing, "missing"), (ReportStanding.OnTime, "onTime"), (ReportStanding.Late, "late"));
}
