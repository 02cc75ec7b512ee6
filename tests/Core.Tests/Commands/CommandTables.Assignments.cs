namespace HierarchySim.Core.Tests;

// Commands about assignments. Today is 6 January 2025; the districts are the province's children 0 and 1.
internal static partial class CommandTables
{
    private static readonly string LongestSetName = new('n', Limits.SetNameLengthMax);

    private static Row[] Assigning => [
        Check("a home", States.Assign(States.First, States.District(0)), "HolderAssigned"),
        Check("a home", States.Assign(States.TeamOfTwo, States.District(0)), "HolderAssigned"),
        Check("a home", States.Assign(States.First, States.Communes(1)), "HolderAssigned"),
        Check("a closed home", States.Assign(States.First, States.District(0)), "UnitClosed unit"),
        Check("a province", States.Assign(States.First, States.District(0)), "HolderNotFound holder"),
        Check("a home", States.Assign(new HolderId(States.Province, 99), States.District(0)), "HolderNotFound holder"),
        Check("a home", States.Assign(new HolderId(UnitId.Root, 1), States.District(0)), "HolderNotFound holder"),
        Check("a home whose third official has left", States.Assign(States.Third, States.District(0)), "Conflict holder"),
        Check("a home whose team was dissolved", States.Assign(States.TeamOfTwo, States.District(0)), "Conflict holder"),
        Check("a home", States.Assign(States.First, States.District(0)) with { Role = "watcher" }, "Invalid role"),
        Check("a home", Term(0, 0), "HolderAssigned"),
        Check("a home", Term(-30, null), "HolderAssigned"),
        Check("a home", Term(-30, 0), "HolderAssigned"),
        Check("a home", Term(-30, -1), "Invalid to"),
        Check("a home", Term(5, 4), "Invalid to"),
        Check("a home", States.Assign(States.First, new DateOnly(1799, 12, 31), null, States.District(0)), "Invalid from DayYearMin"),
        Check("a home", States.Assign(States.First, States.Today, new DateOnly(2200, 1, 1), States.District(0)), "Invalid to DayYearMax"),
        Check("a home", States.Assign(States.First), "Invalid units UnitsPerAssignmentMax"),
        Check("a home", States.Assign(States.First, States.Communes(Limits.UnitsPerAssignmentMax)), "HolderAssigned"),
        Check("a home", States.Assign(States.First, States.Communes(Limits.UnitsPerAssignmentMax + 1)), "Invalid units UnitsPerAssignmentMax"),
        Check("a home", States.Assign(States.First, States.Communes(2)) with { SetName = null }, "Invalid setName"),
        Check("a home", States.Assign(States.First, States.District(0)) with { SetName = LongestSetName }, "HolderAssigned"),
        Check("a home", States.Assign(States.First, States.District(0)) with { SetName = LongestSetName + "n" }, "Invalid setName SetNameLengthMax"),
        Check("a home", States.Assign(States.First, States.District(0)) with { SetName = "" }, "Invalid setName SetNameLengthMax"),
        Check("a home", States.Assign(States.First, States.District(0)) with { SetName = "Vùng\t1" }, "Invalid setName"),
        Check("a home", States.Assign(States.First, States.District(0), States.District(0)), "Invalid units"),
        Check("a home", Way(Route.Here), "Invalid units"),
        Check("a home", Way(Route.Of(Move.Up)), "Invalid units"),
        Check("a home", Way(Route.Of(Move.Down(0), Move.Up)), "Invalid units"),
        Check("a home", Way(Route.Of(Move.Down(2))), "Invalid units"),
        Check("a home", States.Assign(States.First, new AssignmentTarget(UnitId.None, Route.Of(Move.Down(0)))), "Invalid units"),
        Check("a home whose first official holds a district", States.Assign(States.First, States.District(0)), "Conflict units"),
        Check("a home whose first official holds a district", States.Assign(States.First, States.District(0)) with { Role = TestCatalog.Attends }, "HolderAssigned"),
        Check("a home whose first official holds a district", States.Assign(States.First, States.District(1)), "HolderAssigned"),
        Check("a home whose first official holds a district", States.Assign(States.Second, States.District(0)), "HolderAssigned"),
        Check("a home whose first official held a district", States.Assign(States.First, States.District(0)), "HolderAssigned"),
        Check("a home whose first official holds a district until the tenth", Term(4, null), "Conflict units"),
        Check("a home whose first official holds a district until the tenth", Term(5, null), "HolderAssigned"),
        Check("a home with 9999 assignments", States.Assign(States.First, States.District(0)), "HolderAssigned"),
        Check("a home with 10000 assignments", States.Assign(States.First, States.District(0)), "LimitReached unit AssignmentsPerUnitMax"),
        Check("a home whose first official holds 900 units", States.Assign(States.First, States.Communes(Limits.UnitsPerAssignmentMax)), "HolderAssigned"),
        Check("a home whose first official holds 1000 units", States.Assign(States.First, States.District(1)), "LimitReached units LoadPerOfficialMax"),
        Check("a home whose first official holds 1000 units", States.Assign(States.Second, States.District(1)), "HolderAssigned"),
        Check("a home with a full outbox", States.Assign(States.First, States.District(0)), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] EndingAssignments => [
        Check("a home whose first official holds a district", Ending(0), "AssignmentEnded"),
        Check("a home whose first official holds a district", Ending(-1), "AssignmentEnded"),
        Check("a home whose first official holds a district", Ending(50), "AssignmentEnded"),
        Check("a home whose first official holds a district until the tenth", Ending(3), "AssignmentEnded"),
        Check("a home whose first official holds a district until the tenth", Ending(4), "Conflict on"),
        Check("a home whose first official holds a district until the tenth", Ending(5), "Invalid on"),
        Check("a home whose first official holds a district", new EndAssignment(States.Made, new DateOnly(1799, 1, 1)), "Invalid on DayYearMin"),
        Check("a home whose first official held a district", Ending(0), "Conflict assignment"),
        Check("a home", Ending(0), "AssignmentNotFound assignment"),
        Check("a home whose first official holds a district", new EndAssignment(new AssignmentId(UnitId.Root, 1), States.Today), "AssignmentNotFound assignment"),
        Check("a home with a full outbox whose first official and team hold a district", Ending(0), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] ClosingHomes => [
        Check("a home whose first official holds a district", States.CloseNow, "Conflict unit"),
    ];

    private static AssignHolder Term(int from, int? to) =>
        States.Assign(States.First, States.Today.AddDays(from), to is { } last ? States.Today.AddDays(last) : null, States.District(0));

    private static AssignHolder Way(Route way) => States.Assign(States.First, new AssignmentTarget(new UnitId(100), way));

    private static EndAssignment Ending(int day) => new(States.Made, States.Today.AddDays(day));
}
