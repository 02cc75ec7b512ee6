namespace HierarchySim.Core.Tests;

// Commands about officials, teams and leave.
internal static partial class CommandTables
{
    private static readonly string LongestHolderName = new('n', Limits.HolderNameLengthMax);

    private static Row[] RegisteringOfficials => [
        Check("a province", Official(), "OfficialRegistered"),
        Check("a group", Official(), "OfficialRegistered"),
        Check("no unit", Official(), "UnitNotFound unit"),
        Check("a closed province", Official(), "UnitClosed unit"),
        Check("a province", Official(LongestHolderName), "OfficialRegistered"),
        Check("a province", Official(LongestHolderName + "n"), "Invalid name HolderNameLengthMax"),
        Check("a province", Official("  "), "Invalid name HolderNameLengthMax"),
        Check("a province", Official("Cán bộ\n1"), "Invalid name"),
        Check("a province", Official(loadLimit: Limits.LoadPerOfficialMax), "OfficialRegistered"),
        Check("a province", Official(loadLimit: Limits.LoadPerOfficialMax + 1), "Invalid loadLimit LoadPerOfficialMax"),
        Check("a province", Official(loadLimit: -1), "Invalid loadLimit LoadPerOfficialMax"),
        Check("a province", Official(posts: ["hamlet-head"]), "OfficialRegistered"),
        Check("a province", Official(posts: ["cell-secretary", "hamlet-head"]), "OfficialRegistered"),
        Check("a province", Official(posts: ["cell-secretary"]), "Invalid posts"),
        Check("a province", Official(posts: ["chairman"]), "Invalid posts"),
        Check("a province", Official(posts: ["post-1", "post-1"]), "Invalid posts"),
        Check("a province", Official(posts: Posts(Limits.PostsPerOfficialMax)), "OfficialRegistered"),
        Check("a province", Official(posts: Posts(Limits.PostsPerOfficialMax + 1)), "Invalid posts PostsPerOfficialMax"),
        Check("a home of 1999 officials", Official(), "OfficialRegistered"),
        Check("a home of 2000 officials", Official(), "LimitReached unit OfficialsPerUnitMax"),
    ];

    private static Row[] ChangingOfficials => [
        Check("a home", new ChangeOfficial(States.First, "Tên mới", ["hamlet-head"], 5), "OfficialChanged"),
        Check("a home", new ChangeOfficial(States.First, "", [], 5), "Invalid name HolderNameLengthMax"),
        Check("a home", new ChangeOfficial(States.First, "Tên mới", ["cell-secretary"], 5), "Invalid posts"),
        Check("a home", new ChangeOfficial(States.First, "Tên mới", [], 5_000), "Invalid loadLimit LoadPerOfficialMax"),
        Check("a home", new ChangeOfficial(States.TeamOfTwo, "Tên mới", [], 5), "HolderNotFound official"),
        Check("a home", new ChangeOfficial(new HolderId(UnitId.Root, 1), "Tên mới", [], 5), "HolderNotFound official"),
        Check("a province", new ChangeOfficial(States.First, "Tên mới", [], 5), "HolderNotFound official"),
        Check("a home whose third official has left", new ChangeOfficial(States.Third, "Tên mới", [], 5), "Conflict official"),
    ];

    private static Row[] EndingOfficials => [
        Check("a home", new EndOfficial(States.Third), "OfficialEnded"),
        Check("a home", new EndOfficial(States.First), "Conflict official"),
        Check("a home whose team was dissolved", new EndOfficial(States.First), "OfficialEnded"),
        Check("a home whose first official holds a district", new EndOfficial(States.First), "Conflict official"),
        Check("a home whose third official has left", new EndOfficial(States.Third), "Conflict official"),
        Check("a home", new EndOfficial(new HolderId(States.Province, 99)), "HolderNotFound official"),
    ];

    private static Row[] RegisteringTeams => [
        Check("a home", Team([States.First, States.Third]), "TeamRegistered"),
        Check("a closed home", Team([States.First]), "UnitClosed unit"),
        Check("a home", Team([]), "Invalid members TeamMembersMax"),
        Check("a home", Team([States.First, States.First]), "Invalid members"),
        Check("a home", Team([States.TeamOfTwo]), "Invalid members"),
        Check("a home", Team([new HolderId(UnitId.Root, 1)]), "Invalid members"),
        Check("a home whose third official has left", Team([States.Third]), "Invalid members"),
        Check("a home", Team([States.First], ""), "Invalid name HolderNameLengthMax"),
        Check("a home of 2000 officials", Team(Members(Limits.TeamMembersMax)), "TeamRegistered"),
        Check("a home of 2000 officials", Team(Members(Limits.TeamMembersMax + 1)), "Invalid members TeamMembersMax"),
        Check("a home of 199 teams", Team([States.First]), "TeamRegistered"),
        Check("a home of 200 teams", Team([States.First]), "LimitReached unit TeamsPerUnitMax"),
    ];

    private static Row[] ChangingTeams => [
        Check("a home", new ChangeTeam(States.TeamOfTwo, "Tổ khác", [States.Third]), "TeamChanged"),
        Check("a home", new ChangeTeam(States.TeamOfTwo, "Tổ khác", []), "Invalid members TeamMembersMax"),
        Check("a home", new ChangeTeam(States.First, "Tổ khác", [States.Third]), "HolderNotFound team"),
        Check("a home whose team was dissolved", new ChangeTeam(States.TeamOfTwo, "Tổ khác", [States.Third]), "Conflict team"),
        Check("a home with a full outbox", new ChangeTeam(States.TeamOfTwo, "Tổ khác", [States.Third]), "TeamChanged"),
        Check("a home with a full outbox whose first official and team hold a district", new ChangeTeam(States.TeamOfTwo, "Tổ", [States.Third]), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] EndingTeams => [
        Check("a home", new EndTeam(States.TeamOfTwo), "TeamEnded"),
        Check("a home", new EndTeam(States.First), "HolderNotFound team"),
        Check("a home whose team holds a district", new EndTeam(States.TeamOfTwo), "Conflict team"),
        Check("a home whose team was dissolved", new EndTeam(States.TeamOfTwo), "Conflict team"),
    ];

    // Today is 6 January 2025.
    private static Row[] RecordingLeave => [
        Check("a home", Leave(0, 0), "LeaveRecorded"),
        Check("a home", Leave(-3, 0), "LeaveRecorded"),
        Check("a home", Leave(5, 9), "LeaveRecorded"),
        Check("a home", Leave(5, 4), "Invalid to"),
        Check("a home", Leave(-3, -1), "Invalid to"),
        Check("a home", new RecordLeave(States.First, new DateOnly(1799, 1, 1), States.Today), "Invalid from DayYearMin"),
        Check("a home", new RecordLeave(States.First, States.Today, new DateOnly(2200, 1, 1)), "Invalid to DayYearMax"),
        Check("a home", new RecordLeave(States.TeamOfTwo, States.Today, States.Today), "HolderNotFound official"),
        Check("a home whose third official has left", new RecordLeave(States.Third, States.Today, States.Today), "Conflict official"),
        Check("a home whose first official has leave to come", Leave(0, 4), "LeaveRecorded"),
        Check("a home whose first official has leave to come", Leave(0, 5), "Conflict from"),
        Check("a home whose first official has leave to come", Leave(9, 12), "Conflict from"),
        Check("a home whose first official has leave to come", Leave(10, 12), "LeaveRecorded"),
        Check("a home whose first official has 19 leaves", Leave(100, 101), "LeaveRecorded"),
        Check("a home whose first official has 20 leaves", Leave(100, 101), "LimitReached official LeavesPerOfficialMax"),
        Check("a home whose first official had 20 leaves last year", Leave(100, 101), "LeaveRecorded"),
        Check("a home with a full outbox", Leave(0, 0), "LeaveRecorded"),
        Check("a home with a full outbox whose first official and team hold a district", Leave(0, 0), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] CancellingLeave => [
        Check("a home whose first official is on leave", new CancelLeave(States.First, States.Today.AddDays(-1)), "LeaveCancelled"),
        Check("a home whose first official has leave to come", new CancelLeave(States.First, States.Today.AddDays(5)), "LeaveCancelled"),
        Check("a home whose first official has leave to come", new CancelLeave(States.First, States.Today.AddDays(6)), "Conflict from"),
        Check("a home whose first official had 20 leaves last year", new CancelLeave(States.First, States.Today.AddDays(-200)), "Conflict from"),
        Check("a home", new CancelLeave(States.First, States.Today), "Conflict from"),
        Check("a home", new CancelLeave(States.TeamOfTwo, States.Today), "HolderNotFound official"),
    ];

    private static RegisterOfficial Official(string name = "Cán bộ", string[]? posts = null, int loadLimit = 0) => new(name, posts ?? [], loadLimit);

    private static RegisterTeam Team(HolderId[] members, string name = "Tổ công tác") => new(name, members);

    private static RecordLeave Leave(int from, int to) => new(States.First, States.Today.AddDays(from), States.Today.AddDays(to));

    private static string[] Posts(int count) => [.. Enumerable.Range(1, count).Select(n => $"post-{n}")];

    private static HolderId[] Members(int count) => [.. Enumerable.Range(1, count).Select(number => new HolderId(States.Province, number))];
}
