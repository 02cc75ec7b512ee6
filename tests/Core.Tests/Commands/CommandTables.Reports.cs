using static HierarchySim.Core.Tests.Forms;

namespace HierarchySim.Core.Tests;

internal static partial class CommandTables
{
    private static readonly TextId Note = new(1, 2);

    private static Row[] SubmittingReports =>
    [
        Check("a province", Submit(), "ReportSubmitted"),
        Check("a province", Submit(note: Note), "ReportSubmitted"),
        Check("a province that reported", Submit(corrects: 1), "ReportSubmitted"),
        Check("a province that reported", Submit("2024-12", [120, 4], version: 1), "ReportSubmitted"),
        Check("no unit", Submit(), "UnitNotFound unit"),
        Check("a closed province", Submit(), "UnitClosed unit"),

        Check("a province", Submit(form: "no-such"), "Invalid form"),
        Check("a province", Submit("2025-Q1", [4], form: "ended", version: 2), "Invalid form"),
        Check("a province", Submit("2025-Q1", [4], form: "ended", version: 1), "Invalid form"),
        Check("a province", Submit("2024-Q2", [4], form: "ended", version: 1), "ReportSubmitted"),
        Check("a province", Submit("2025-W02", [4], form: "week", version: 1), "Invalid form"),
        Check("a group", Submit(), "Invalid form"),

        // Thirteen months before January 2025 is December 2023.
        Check("a province", Submit("2023-12", [120, 4], version: 1), "ReportSubmitted"),
        Check("a province", Submit("2023-11", [120, 4], version: 1), "Invalid period ReportPeriodsBackMax"),
        Check("a province", Submit("2025-02"), "Invalid period"),
        Check("a province", Submit("2025-W02"), "Invalid period"),
        Check("a province", Submit() with { Period = default }, "Invalid period"),
        Check("a province", Submit() with { Period = new ReportPeriod(PeriodKind.Month, int.MaxValue) }, "Invalid period"),
        Check("a province", Submit() with { Period = new ReportPeriod(PeriodKind.Month, int.MinValue) }, "Invalid period ReportPeriodsBackMax"),
        Check("a province", Submit(values: [4], form: "from-2025", version: 1), "ReportSubmitted"),
        Check("a province", Submit("2024-12", [4], form: "from-2025", version: 1), "Invalid period"),

        Check("a province", Submit(version: 1), "Invalid version"),
        Check("a province", Submit(version: 3), "Invalid version"),
        Check("a province", Submit("2024-12", [120, 4], version: 2), "Invalid version"),

        Check("a province", Submit(values: [4, 120]), "Invalid values"),
        Check("a province", Submit(values: [4, 120, 7, 1]), "Invalid values"),
        Check("a province", Submit(values: [0, 1, 0]), "ReportSubmitted"),
        Check("a province", Submit(values: [31, 1_000, 99]), "ReportSubmitted"),
        Check("a province", Submit(values: [-1, 120, 7]), "Invalid values.meetings"),
        Check("a province", Submit(values: [32, 120, 7]), "Invalid values.meetings"),
        Check("a province", Submit(values: [4, 0, 7]), "Invalid values.households"),
        Check("a province", Submit(values: [4, 1_001, 7]), "Invalid values.households"),
        Check("a province", Submit(values: [4, 120, 100]), "Invalid values.offices"),
        Check("a province", Submit(values: [4, 120, long.MaxValue]), "Invalid values.offices"),
        Check("a province", Submit("2025-Q1", [4], form: "plain", version: 1, note: Note), "Invalid note"),

        Check("a province", Submit() with { By = new HolderId(States.Province, 9) }, "HolderNotFound by"),
        Check("a province", Submit() with { By = new HolderId(UnitId.Root, 1) }, "HolderNotFound by"),

        Check("a province", Submit(corrects: -1), "Invalid corrects"),
        Check("a province", Submit(corrects: 1), "Conflict corrects"),
        Check("a province that reported", Submit(), "Conflict period"),
        Check("a province that reported", Submit(corrects: 2), "Conflict corrects"),
        Check("a province that reported", Submit("2024-12", [120, 4], version: 1, corrects: 1), "Conflict corrects"),
        Check("a province that corrected its report 98 times", Submit(corrects: 99), "ReportSubmitted"),
        Check("a province that corrected its report 99 times", Submit(corrects: 100), "LimitReached corrects ReportRevisionsMax"),
    ];
}
