namespace HierarchySim.Core;

/// <summary>
/// The unit submitted a report, or a correction that replaces the one before as a whole. Whether a first report was on time
/// follows from the turn's time and <paramref name="Due"/>; a correction never changes that.
/// </summary>
/// <param name="Form">The form's code.</param>
/// <param name="Version">The form's version.</param>
/// <param name="Period">What it is about.</param>
/// <param name="Values">One count for each field, in the form's order.</param>
/// <param name="Note">The note, or <see cref="TextId.None"/>.</param>
/// <param name="By">Who, or <see cref="HolderId.None"/> for the unit itself.</param>
/// <param name="Revision">1 for a first report, and one more with every correction.</param>
/// <param name="Due">When it was due by the form's version.</param>
public sealed record ReportSubmitted(
    string Form, int Version, ReportPeriod Period, long[] Values, TextId Note, HolderId By, int Revision, Instant Due) : UnitEvent;
