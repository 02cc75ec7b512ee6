namespace HierarchySim.Core.Tests;

// Home units: a province with three officials (1, 2, 3) and a team (4) of the first two, above its districts 100 and 101.
internal static partial class States
{
    public static HolderId First => new(Province, 1);
    public static HolderId Second => new(Province, 2);
    public static HolderId Third => new(Province, 3);
    public static HolderId TeamOfTwo => new(Province, 4);
    public static AssignmentId Made => new(Province, 1);
    public static readonly DateOnly Today = new(2025, 1, 6);

    private static Dictionary<string, Func<UnitState?>> Holders => new()
    {
        ["a home"] = () => Home().State,
        ["a closed home"] = () => AsOf(Home(), snapshot => snapshot.Closed = Today),
        ["a home whose third official has left"] = () => Home().Do(new EndOfficial(Third)).State,
        ["a home whose team was dissolved"] = () => Home().Do(new EndTeam(TeamOfTwo)).State,
        ["a home whose first official holds a district"] = () => Home().Do(Assign(First, District(0))).State,
        ["a home whose first official held a district"] = () => Home().Do(Assign(First, District(0))).Do(new EndAssignment(Made, Today.AddDays(-1))).State,
        ["a home whose first official holds a district until the tenth"] = () => Home().Do(Assign(First, Today, new DateOnly(2025, 1, 10), District(0))).State,
        ["a home whose team holds a district"] = () => Home().Do(Assign(TeamOfTwo, District(0))).State,
        ["a home whose first official is on leave"] = () => Home().Do(new RecordLeave(First, Today.AddDays(-1), Today.AddDays(5))).State,
        ["a home whose first official has leave to come"] = () => Home().Do(new RecordLeave(First, Today.AddDays(5), Today.AddDays(9))).State,
        ["a home whose first official has 20 leaves"] = () => WithLeaves(Limits.LeavesPerOfficialMax, Today.AddDays(1)),
        ["a home whose first official has 19 leaves"] = () => WithLeaves(Limits.LeavesPerOfficialMax - 1, Today.AddDays(1)),
        ["a home whose first official had 20 leaves last year"] = () => WithLeaves(Limits.LeavesPerOfficialMax, Today.AddDays(-200)),
        ["a home of 2000 officials"] = () => WithOfficials(Limits.OfficialsPerUnitMax),
        ["a home of 1999 officials"] = () => WithOfficials(Limits.OfficialsPerUnitMax - 1),
        ["a home of 200 teams"] = () => WithTeams(Limits.TeamsPerUnitMax),
        ["a home of 199 teams"] = () => WithTeams(Limits.TeamsPerUnitMax - 1),
        ["a home with 10000 assignments"] = () => WithAssignments(Limits.AssignmentsPerUnitMax, 0),
        ["a home with 9999 assignments"] = () => WithAssignments(Limits.AssignmentsPerUnitMax - 1, 0),
        ["a home whose first official holds 1000 units"] = () => WithAssignments(10, Limits.UnitsPerAssignmentMax),
        ["a home whose first official holds 900 units"] = () => WithAssignments(9, Limits.UnitsPerAssignmentMax),
        ["a home with a full outbox"] = () => Crowd(Home()),
        ["a home with a full outbox whose first official and team hold a district"] = () =>
            Crowd(Home().Do(Assign(First, District(0))).Do(Assign(TeamOfTwo, District(0)))),
    };

    public static AssignmentTarget District(int place) => new(new UnitId(100 + place), Route.Of(Move.Down(place)));

    /// <summary>A set of communes of the first district; nobody there answers.</summary>
    public static AssignmentTarget[] Communes(int count) =>
        [.. Enumerable.Range(0, count).Select(place => new AssignmentTarget(new UnitId(1_000 + place), Route.Of(Move.Down(0), Move.Down(place))))];

    public static AssignHolder Assign(HolderId holder, params AssignmentTarget[] units) => Assign(holder, Today, null, units);

    public static AssignHolder Assign(HolderId holder, DateOnly from, DateOnly? to, params AssignmentTarget[] units) =>
        new(holder, TestCatalog.InCharge, from, to, units.Length > 1 ? "Tiểu vùng 1" : null, units);

    public static Actor Home()
    {
        var province = NewProvince().Do(OpenDistricts(2)).Confirmed();
        for (var i = 0; i < 3; i++) province.Do(new RegisterOfficial($"Cán bộ {i + 1}", [], 0));
        return province.Do(new RegisterTeam("Tổ công tác", [First, Second]));
    }

    /// <summary>The unit as it would be with some of its facts changed by hand.</summary>
    public static UnitState AsOf(Actor unit, Action<UnitSnapshot> change)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit.State);
        change(snapshot);
        return snapshot.Restore(Actor.Scheme);
    }

    private static UnitState WithLeaves(int count, DateOnly from)
    {
        LeavePeriod[] leaves = [.. Enumerable.Range(0, count).Select(i => new LeavePeriod(from.AddDays(2 * i), from.AddDays(2 * i)))];
        return AsOf(Home(), snapshot => snapshot.Officials[0] = snapshot.Officials[0] with { Leaves = leaves });
    }

    private static UnitState WithOfficials(int count) => AsOf(Home(), snapshot =>
    {
        snapshot.Officials = [.. Enumerable.Range(1, count).Select(number => snapshot.Officials[0] with { Id = new HolderId(Province, number) })];
        (snapshot.Teams, snapshot.LastHolderNumber) = ([], count);
    });

    private static UnitState WithTeams(int count) => AsOf(Home(), snapshot =>
    {
        snapshot.Teams = [.. Enumerable.Range(4, count).Select(number => snapshot.Teams[0] with { Id = new HolderId(Province, number) })];
        snapshot.LastHolderNumber = count + 3;
    });

    private static UnitState WithAssignments(int count, int communes) => AsOf(Home().Do(Assign(First, District(1))), snapshot =>
    {
        HeldUnit[] units = [.. Communes(communes).Select(target => new HeldUnit(target.Unit, target.Way, HeldState.Accepted))];
        var one = snapshot.Assignments[0] with { Role = TestCatalog.Attends, Units = units, EndedAt = communes == 0 ? Actor.Noon : Instant.None };
        snapshot.Assignments = [.. Enumerable.Range(1, count).Select(number => one with { Id = new AssignmentId(Province, number) })];
        snapshot.LastAssignmentNumber = count;
    });

    private static UnitState Crowd(Actor home)
    {
        home.Do(Issue(SetOf("province")));
        while (home.State.PendingFor(0) < Limits.OutboxPerLinkMax)
            home.Do(new UpdateDirective(Own, InTwoDays, Urgency.Expected, new DirectiveText("Sửa", "")));
        return home.State;
    }
}
