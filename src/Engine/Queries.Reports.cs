using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A unit's own report of a period as it stands; null when it has submitted none, or it is too old to be kept.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Form">The form's code.</param>
/// <param name="Period">The period.</param>
public sealed record GetReport(UnitId Unit, string Form, ReportPeriod Period) : Query<Report?>;

/// <summary>A unit's own reports, by form, the latest period of each first; null when there is no such unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Form">The only form wanted, or null.</param>
/// <param name="From">Place of the first wanted, from 0.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record ListReports(UnitId Unit, string? Form, int From, int Take) : Query<ReportPage?>;

/// <summary>
/// What a unit itself owes of all periods that can still be submitted, done or not, the latest due first; null when there is no such unit.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="From">Place of the first wanted, from 0.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record ListDueReports(UnitId Unit, int From, int Take) : Query<OwedReportPage?>;

/// <summary>
/// How a subtree stands with a report; null when there is no such unit, or the form is for no such period, or the period has not
/// begun or lies further back than <see cref="Limits.ReportPeriodsBackMax"/> periods.
/// </summary>
/// <param name="Unit">The unit at the top.</param>
/// <param name="Form">The form's code.</param>
/// <param name="Period">The period.</param>
public sealed record GetReportStatus(UnitId Unit, string Form, ReportPeriod Period) : Query<ReportStatusView?>;

/// <summary>How each child's subtree stands with a report, as the children last told; null as for <see cref="GetReportStatus"/>.</summary>
/// <param name="Unit">The parent.</param>
/// <param name="Form">The form's code.</param>
/// <param name="Period">The period.</param>
/// <param name="From">Place of the first child wanted, from 0.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record GetChildReportStatus(UnitId Unit, string Form, ReportPeriod Period, int From, int Take) : Query<ChildReportPage?>;
