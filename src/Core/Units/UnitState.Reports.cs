namespace HierarchySim.Core;

// What a unit has reported itself.
public sealed partial class UnitState
{
    /// <summary>Its own reports of the latest periods, by form and period.</summary>
    public IReadOnlyList<Report> Reports => desk?.Reports?.Reports ?? (IReadOnlyList<Report>)[];

    /// <summary>Its own report of a period as it stands, or null.</summary>
    public Report? FindReport(string form, ReportPeriod period) =>
        desk?.Reports is { } book && book.Find(form, period) is var at and >= 0 ? book.Reports[at] : null;
}
