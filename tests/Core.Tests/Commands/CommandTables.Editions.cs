namespace HierarchySim.Core.Tests;

// Commands that hold only while a thing is as it was seen.
internal static partial class CommandTables
{
    private static readonly Edition Another = new(1);
    private static readonly string[] SomePosts = [];

    private static Row[] HoldingOnlyWhileUnchanged => [
        Check("a province", new WhenUnchanged([UnitIn("a province")], new RenameUnit("Tỉnh Vĩnh Long")), "UnitRenamed"),
        Check("a province", new WhenUnchanged([Another, UnitIn("a province")], new ChangeUnitCode("86", new DateOnly(2025, 7, 1))), "UnitCodeChanged"),
        Check("a province with an open district", new WhenUnchanged([UnitIn("a province")], new RenameUnit("Tỉnh Vĩnh Long")), "UnitRenamed"),
        Check("a province", new WhenUnchanged([Another], new RenameUnit("Tỉnh Vĩnh Long")), "Changed edition"),
        Check("a province", new WhenUnchanged([Another], States.CloseNow), "Changed edition"),
        Check("a closed province", new WhenUnchanged([UnitIn("a province")], new RenameUnit("Tỉnh Vĩnh Long")), "Changed edition"),
        Check("a closed province", new WhenUnchanged([UnitIn("a closed province")], new RenameUnit("Tỉnh Vĩnh Long")), "UnitClosed unit"),
        Check("a province that issued a directive", new WhenUnchanged([DirectiveIn("a province that issued a directive")], new WithdrawDirective(States.Own)), "DirectiveCancelled"),
        Check("a province that cancelled its directive", new WhenUnchanged([DirectiveIn("a province that issued a directive")], new WithdrawDirective(States.Own)), "Changed edition"),
        Check("a province", new WhenUnchanged([Another], new WithdrawDirective(States.Own)), "DirectiveNotFound directive"),
        Check("a home", new WhenUnchanged([OfficialIn("a home")], new ChangeOfficial(States.First, "Cán bộ khác", SomePosts, 5)), "OfficialChanged"),
        Check("a home whose first official is on leave", new WhenUnchanged([OfficialIn("a home")], new ChangeOfficial(States.First, "Cán bộ khác", SomePosts, 5)), "OfficialChanged"),
        Check("a home", new WhenUnchanged([Another], new ChangeOfficial(States.First, "Cán bộ khác", SomePosts, 5)), "Changed edition"),
        Check("a home", new WhenUnchanged([Another], new EndOfficial(new HolderId(States.Province, 99))), "HolderNotFound official"),
        Check("a home", new WhenUnchanged([TeamIn("a home")], new ChangeTeam(States.TeamOfTwo, "Tổ khác", [States.First])), "TeamChanged"),
        Check("a home", new WhenUnchanged([Another], new ChangeTeam(States.TeamOfTwo, "Tổ khác", [States.First])), "Changed edition"),
        Check("a home", new WhenUnchanged([TeamIn("a home")], new EndTeam(States.TeamOfTwo)), "TeamEnded"),
        Check("a home", new WhenUnchanged([], new EndTeam(States.TeamOfTwo)), "Invalid edition EditionsPerCommandMax"),
        Check("a home", new WhenUnchanged([.. Enumerable.Repeat(Another, Limits.EditionsPerCommandMax + 1)], new EndTeam(States.TeamOfTwo)), "Invalid edition EditionsPerCommandMax"),
        Check("a province", new WhenUnchanged([UnitIn("a province")], States.OpenDistricts(1)), "Invalid edition"),
        Check("a province", new WhenUnchanged([UnitIn("a province")], new WhenUnchanged([UnitIn("a province")], new RenameUnit("Khác"))), "Invalid edition"),
        Check("no unit", new WhenUnchanged([Another], new RenameUnit("Khác")), "UnitNotFound unit"),
    ];

    private static Edition UnitIn(string state)
    {
        var unit = States.All[state]()!;
        return Edition.OfUnit(unit.Name, unit.Codes, unit.Closed);
    }

    private static Edition DirectiveIn(string state) => Edition.Of(States.All[state]()!.Issued[0]);

    private static Edition OfficialIn(string state) => Edition.Of(States.All[state]()!.FindOfficial(States.First)!);

    private static Edition TeamIn(string state) => Edition.Of(States.All[state]()!.FindTeam(States.TeamOfTwo)!);
}
