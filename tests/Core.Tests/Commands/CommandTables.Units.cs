namespace HierarchySim.Core.Tests;

// Commands about the tree.
internal static partial class CommandTables
{
    private static readonly string LongestName = new('n', Limits.UnitNameLengthMax);

    private static Row[] OpeningTheRoot => [
        Check("no unit", Root("quoc-gia"), "UnitOpened"),
        Check("no unit", Root("tinh"), "Invalid kind"),
        Check("no unit", Root("quoc-gia", id: 2), "Invalid id"),
        Check("no unit", Root("quoc-gia", name: ""), "Invalid name"),
        Check("no unit", Root("quoc-gia", code: "01"), "Invalid code"),
        Check("the nation", Root("quoc-gia"), "AlreadyExists unit"),
        Check("a province", Root("quoc-gia"), "AlreadyExists unit"),
    ];

    private static Row[] OpeningChildren => [
        Check("the nation", Open("tinh"), "ChildrenLinked"),
        Check("the nation", Open("thanh-pho-trung-uong"), "ChildrenLinked"),
        Check("the nation", Open("tinh", code: "83"), "ChildrenLinked"),
        Check("the nation", Open("huyen"), "Invalid kind"),
        Check("the nation", Open("quoc-gia"), "Invalid kind"),
        Check("a province", Open("huyen", code: "831"), "ChildrenLinked"),
        Check("a province", Open("xa"), "Invalid kind"),
        Check("a province", Open("tinh"), "Invalid kind"),
        Check("a cell that passes a directive on", Open("to-dan-pho"), "ChildrenLinked"),
        Check("a group", Open("to-dan-pho"), "Invalid kind"),
        Check("a group", Open("ap"), "Invalid kind"),
        Check("a province", new OpenChildren([Definition("huyen") with { Kind = new KindIndex(200) }]), "Invalid kind"),
        Check("a province", Open("huyen", id: 0), "Invalid id"),
        Check("a province", Open("huyen", id: -5), "Invalid id"),
        Check("a province", Open("huyen", id: 2), "AlreadyExists id"),
        Check("a province", new OpenChildren([Definition("huyen"), Definition("quan")]), "AlreadyExists id"),
        Check("a province", Open("huyen", name: LongestName), "ChildrenLinked"),
        Check("a province", Open("huyen", name: LongestName + "n"), "Invalid name UnitNameLengthMax"),
        Check("a province", Open("huyen", name: "  "), "Invalid name UnitNameLengthMax"),
        Check("a province", Open("huyen", name: "Huyện\nkhác"), "Invalid name"),
        Check("a province", Open("huyen", code: "83"), "Invalid code"),
        Check("a province", Open("huyen", code: "8310"), "Invalid code"),
        Check("a province", Open("huyen", code: "83a"), "Invalid code"),
        Check("a province", Open("huyen", code: "٨٣١"), "Invalid code"),
        Check("a province", Open("huyen", code: ""), "Invalid code"),
        Check("a cell that passes a directive on", Open("to-dan-pho", code: "001"), "Invalid code"),
        Check("a province", new OpenChildren([Definition("huyen") with { Predecessors = Ids(Limits.LineagePerUnitMax) }]), "ChildrenLinked"),
        Check("a province", new OpenChildren([Definition("huyen") with { Predecessors = Ids(Limits.LineagePerUnitMax + 1) }]), "LimitReached predecessors LineagePerUnitMax"),
        Check("a province", new OpenChildren([Definition("huyen") with { Predecessors = [new UnitId(50)] }]), "Invalid predecessors"),
        Check("a province", new OpenChildren([Definition("huyen") with { Predecessors = [UnitId.None] }]), "Invalid predecessors"),
        Check("a province", new OpenChildren([]), "Invalid children ChildrenPerCommandMax"),
        Check("a province", States.OpenDistricts(Limits.ChildrenPerCommandMax), "ChildrenLinked"),
        Check("a province", States.OpenDistricts(Limits.ChildrenPerCommandMax + 1), "Invalid children ChildrenPerCommandMax"),
        Check("a province with 9999 districts", States.OpenDistricts(1, 90_000), "ChildrenLinked"),
        Check("a province with 9999 districts", States.OpenDistricts(2, 90_000), "LimitReached children ChildrenPerUnitMax"),
        Check("a province with 10000 districts", States.OpenDistricts(1, 90_000), "LimitReached children ChildrenPerUnitMax"),
        Check("a province with a full outbox", Open("huyen"), "Overloaded unit OutboxPerLinkMax"),
        Check("a closed province", Open("huyen"), "UnitClosed unit"),
        Check("no unit", Open("huyen"), "UnitNotFound unit"),
    ];

    private static Row[] Renaming => [
        Check("a province", new RenameUnit("Tỉnh Vĩnh Long"), "UnitRenamed"),
        Check("a province", new RenameUnit("n"), "UnitRenamed"),
        Check("a province", new RenameUnit(LongestName), "UnitRenamed"),
        Check("a province", new RenameUnit(LongestName + "n"), "Invalid name UnitNameLengthMax"),
        Check("a province", new RenameUnit(""), "Invalid name UnitNameLengthMax"),
        Check("a province", new RenameUnit("\t"), "Invalid name UnitNameLengthMax"),
        Check("a province", new RenameUnit("Tỉnh\u0000"), "Invalid name"),
        Check("a province", new RenameUnit("Tỉnh Bến Tre"), "Conflict name"),
        Check("a closed province", new RenameUnit("Tỉnh Vĩnh Long"), "UnitClosed unit"),
        Check("no unit", new RenameUnit("Tỉnh Vĩnh Long"), "UnitNotFound unit"),
    ];

    private static Row[] ChangingCodes => [
        Check("a province", new ChangeUnitCode("86", new DateOnly(2025, 7, 1)), "UnitCodeChanged"),
        Check("a province", new ChangeUnitCode("86", Actor.FirstDay.AddDays(1)), "UnitCodeChanged"),
        Check("a province", new ChangeUnitCode("86", Actor.FirstDay), "Invalid validFrom"),
        Check("a province", new ChangeUnitCode("86", Actor.FirstDay.AddDays(-1)), "Invalid validFrom"),
        Check("a province", new ChangeUnitCode("83", new DateOnly(2025, 7, 1)), "Conflict code"),
        Check("a province", new ChangeUnitCode("8", new DateOnly(2025, 7, 1)), "Invalid code"),
        Check("a province", new ChangeUnitCode("860", new DateOnly(2025, 7, 1)), "Invalid code"),
        Check("a province", new ChangeUnitCode("8x", new DateOnly(2025, 7, 1)), "Invalid code"),
        Check("a province without a code", new ChangeUnitCode("86", Actor.FirstDay), "UnitCodeChanged"),
        Check("a province without a code", new ChangeUnitCode("86", Actor.FirstDay.AddDays(-1)), "Invalid validFrom"),
        Check("a province that had 16 codes", new ChangeUnitCode("86", new DateOnly(2025, 7, 1)), "LimitReached code OfficialCodesPerUnitMax"),
        Check("a group", new ChangeUnitCode("86", new DateOnly(2025, 7, 1)), "Invalid code"),
        Check("a closed province", new ChangeUnitCode("86", new DateOnly(2025, 7, 1)), "UnitClosed unit"),
        Check("no unit", new ChangeUnitCode("86", new DateOnly(2025, 7, 1)), "UnitNotFound unit"),
    ];

    private static Row[] Closing => [
        Check("a province", new CloseUnit(new DateOnly(2025, 6, 30), [new UnitId(9)]), "UnitClosed"),
        Check("a province", new CloseUnit(Actor.FirstDay, []), "UnitClosed"),
        Check("a province", new CloseUnit(Actor.FirstDay.AddDays(-1), []), "Invalid on"),
        Check("a province", new CloseUnit(new DateOnly(2025, 6, 30), [new UnitId(2)]), "Invalid successors"),
        Check("a province", new CloseUnit(new DateOnly(2025, 6, 30), [UnitId.None]), "Invalid successors"),
        Check("a province", new CloseUnit(new DateOnly(2025, 6, 30), Ids(Limits.LineagePerUnitMax)), "UnitClosed"),
        Check("a province", new CloseUnit(new DateOnly(2025, 6, 30), Ids(Limits.LineagePerUnitMax + 1)), "LimitReached successors LineagePerUnitMax"),
        Check("a province with a closed district", States.CloseNow, "UnitClosed"),
        Check("a province with an open district", States.CloseNow, "Conflict unit"),
        Check("a province whose district was not told yet", States.CloseNow, "Conflict unit"),
        Check("a province whose district has not reported yet", States.CloseNow, "Conflict unit"),
        Check("a group told to complete", States.CloseNow, "UnitClosed"),
        Check("a closed province", States.CloseNow, "UnitClosed unit"),
        Check("no unit", States.CloseNow, "UnitNotFound unit"),
    ];

    private static Row[] AnyCommand => [
        Check("a province that accepted 100000 commands today", new RenameUnit("Tên mới"), "LimitReached unit RecentCommandsPerUnitMax"),
        Check("a province that accepted 100000 commands the day before yesterday", new RenameUnit("Tên mới"), "UnitRenamed"),
    ];

    private static OpenRoot Root(string kind, long id = 1, string name = "Việt Nam", string? code = null) => new(Actor.Define(id, kind, name, code));

    private static OpenChildren Open(string kind, long id = 50, string name = "Đơn vị mới", string? code = null) => new([Actor.Define(id, kind, name, code)]);

    private static UnitDefinition Definition(string kind) => Actor.Define(50, kind, "Đơn vị mới");

    private static UnitId[] Ids(int count) => [.. Enumerable.Range(1_000, count).Select(id => new UnitId(id))];
}
