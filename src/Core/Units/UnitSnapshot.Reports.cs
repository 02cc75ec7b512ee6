namespace HierarchySim.Core;

// The unit's own reports, laid open.
public sealed partial class UnitSnapshot
{
    /// <summary>The unit's own reports, by form and period.</summary>
    public Report[] Reports { get; set; } = [];

    private void RestoreReports(UnitState unit)
    {
        var book = (unit.desk ??= new Desk()).Reports = new ReportBook { IsClosed = Closed is not null };
        book.Restore(Reports);
    }
}
