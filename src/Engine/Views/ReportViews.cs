using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A page of a unit's own reports.</summary>
/// <param name="Items">By form, the latest period first.</param>
/// <param name="Total">Reports over all pages.</param>
public sealed record ReportPage(IReadOnlyList<Report> Items, int Total);

/// <summary>A page of what a unit owes.</summary>
/// <param name="Items">The latest due first.</param>
/// <param name="Total">Items over all pages.</param>
/// <param name="AsOf">When this was read; what is missing follows from it.</param>
public sealed record OwedReportPage(IReadOnlyList<OwedReport> Items, int Total, Instant AsOf);

/// <summary>How a subtree stands with a report.</summary>
/// <param name="Form">The form's version for the period.</param>
/// <param name="Period">The period.</param>
/// <param name="Status">Expected, actual, on time, and what follows from them.</param>
/// <param name="Sums">The sum of each field, in the form's order.</param>
/// <param name="Version">The unit's version.</param>
/// <param name="AsOf">When the view was taken.</param>
public sealed record ReportStatusView(
    ReportForm Form, ReportPeriod Period, ReportStatus Status, IReadOnlyList<long> Sums, SummaryVersion Version, Instant AsOf);

/// <summary>How one child's subtree stands with a report.</summary>
/// <param name="Child">The child.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Expected, actual, on time, as it last told.</param>
/// <param name="Sums">The sum of each field, in the form's order.</param>
public sealed record ChildReportView(UnitId Child, string Name, ReportStatus Status, IReadOnlyList<long> Sums);

/// <summary>A page of children's reports.</summary>
/// <param name="Form">The form's version for the period.</param>
/// <param name="Items">In the order of the children's places.</param>
/// <param name="Total">Children over all pages.</param>
/// <param name="Version">The parent's version.</param>
/// <param name="AsOf">When the view was taken.</param>
public sealed record ChildReportPage(ReportForm Form, IReadOnlyList<ChildReportView> Items, int Total, SummaryVersion Version, Instant AsOf);
