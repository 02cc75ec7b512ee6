using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>
/// The forms that the tests of reports are written on. It is January 2025 in every table: <c>2025-01</c> is the present month,
/// version 2 of the monthly form is for it, and version 1 for all months before.
/// </summary>
internal static class Forms
{
    public const string Monthly = "cell-life";

    // Actors are given these forms when they are made, so nothing here may ask for an actor.
    private static readonly LevelScheme Scheme = LevelSchemes.Get("three-tier");
    private static readonly ReportField Meetings = new("meetings", "Số buổi họp", "Meetings", 0, 31);
    private static readonly ReportField Households = new("households", "Số hộ được thông tin", "Households informed", 1, 1_000);

    public static readonly ReportForm First = new(
        Monthly, 1, "Báo cáo tháng", "Monthly report", SetOf("province", "district", "commune"), PeriodKind.Month, 5, new DateOnly(2023, 1, 1),
        [Households, Meetings], 500);

    /// <summary>The fields change places and one is new; communes owe it no more.</summary>
    public static readonly ReportForm Second = First with
    {
        Version = 2,
        From = new DateOnly(2025, 1, 1),
        Levels = SetOf("province", "district"),
        Fields = [Meetings, Households, new ReportField("offices", "Số trụ sở", "Offices", 0, 99)],
    };

    private static readonly ReportForm Weekly = First with
    {
        Code = "week",
        Period = PeriodKind.Week,
        DueDays = 1,
        Levels = SetOf("district"),
        Fields = [Meetings],
        NoteLengthMax = 0,
    };

    private static readonly ReportForm Plain = Weekly with { Code = "plain", Levels = First.Levels, Period = PeriodKind.Quarter };

    private static readonly ReportForm Ended = Plain with { Code = "ended" };

    private static readonly ReportForm Late = Plain with { Code = "from-2025", Period = PeriodKind.Month, From = new DateOnly(2025, 1, 1) };

    public static readonly Catalog InUse = Make(
        First, Second, Weekly, Plain, Ended, Ended with { Version = 2, From = new DateOnly(2024, 7, 1), Levels = default }, Late);

    public static Catalog Make(params ReportForm[] forms) =>
        Catalog.TryCreate(Scheme, [], forms, [], [], WorkCalendar.WeekendsOnly, 10, out var problems)
        ?? throw new InvalidOperationException(string.Join("; ", problems));

    /// <summary>A first report on the second version, or another where said.</summary>
    public static SubmitReport Submit(
        string period = "2025-01", long[]? values = null, int corrects = 0, string form = Monthly, int version = 2, TextId note = default) =>
        new(form, version, ReportPeriod.Parse(period), values ?? [4, 120, 7], note, HolderId.None, corrects);

    private static LevelSet SetOf(params string[] codes) => codes.Aggregate(default(LevelSet), (set, code) => set.With(Scheme.FindLevel(code)!.Value));
}
