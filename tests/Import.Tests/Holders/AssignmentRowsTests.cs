// Rows of assignments, accepted and refused side by side, against a commune with two officials
// (A1, and A2 who has left) and a team T1, and a district with an official D1. Today is 6 January 2025.

using HierarchySim.Core;

namespace HierarchySim.Import.Tests;

public class AssignmentRowsTests
{
    [Theory]
    [InlineData("A1,in-charge,Ấp 1,,2025-01-01,")]
    [InlineData("A1,in-charge,Ấp 1 / Tổ nhân dân tự quản 1,,2025-01-01,2025-12-31")]
    [InlineData("A1,in-charge,commune:29053 / Ấp 1; Ấp 2,Tiểu vùng 1,2025-02-01,")]
    [InlineData("T1,attends,Ấp 1,,2024-01-01,")]
    [InlineData("D1,in-charge,commune:29053,,2025-01-01,2025-01-06")]
    [InlineData("D1,in-charge,commune:29056 / Ấp 1;Xã Tam Hiệp / Ấp 2,Vùng 1,2025-01-01,")]
    [InlineData("Z9,in-charge,Ấp 1,,2025-01-01,", "line 2, holder 'Z9': no official or team was imported with this key. Import the list of officials first, or correct the key")]
    [InlineData("A2,in-charge,Ấp 1,,2025-01-01,", "line 2, holder 'A2': the official or team of this key has ended. Name another")]
    [InlineData("A1,boss,Ấp 1,,2025-01-01,", "line 2, role 'boss': the catalogue has no such role. Write one of in-charge, attends")]
    [InlineData("A1,in-charge,,,2025-01-01,", "line 2, units '': an assignment is about 1 to 100 units (UnitsPerAssignmentMax). Name them, separated by ';', or make two rows of it")]
    [InlineData("A1,in-charge,Ấp 7,,2025-01-01,", "line 2, units 'Ấp 7': 'Ấp 7': 'Xã Tam Hiệp' has no open unit named 'Ấp 7' directly below it. Write the names from the parent down, separated by '/', as in the tree")]
    [InlineData("A1,in-charge,Ấp 1;Ấp 1,Vùng 1,2025-01-01,", "line 2, units 'Ấp 1;Ấp 1': 'Ấp 1' is named twice. Name each unit once")]
    [InlineData("A1,in-charge,Ấp 1;Ấp 2,,2025-01-01,", "line 2, set_name '': a set of more than one unit has a name. Name it")]
    [InlineData("A1,in-charge,commune:29056,,2025-01-01,", "line 2, units 'commune:29056': 'Xã Long Định' is not below the home unit 'Xã Tam Hiệp'. Name units below it, or a holder whose home is above them")]
    [InlineData("A1,in-charge,commune:29053,,2025-01-01,", "line 2, units 'commune:29053': 'Xã Tam Hiệp' is not below the home unit 'Xã Tam Hiệp'. Name units below it, or a holder whose home is above them")]
    [InlineData("D1,in-charge,Xã Tam Hiệp / Ấp 1 / Tổ nhân dân tự quản 1,,2025-01-01,", "line 2, units 'Xã Tam Hiệp / Ấp 1 / Tổ nhân dân tự quản 1': officials of level 'district' may not hold units of level 'group' (the scheme's mayHold). Name units of level commune or cell")]
    [InlineData("A1,in-charge,Ấp 1,,,", "line 2, from '': must not be empty. Give the first day, such as 2025-07-01")]
    [InlineData("A1,in-charge,Ấp 1,,1/7/2025,", "line 2, from '1/7/2025': is no day written as yyyy-MM-dd. Write it so, such as 2025-07-01")]
    [InlineData("A1,in-charge,Ấp 1,,2025-02-01,2025-01-31", "line 2, to '2025-01-31': an assignment ends on or after its first day. Correct the days")]
    [InlineData("A1,in-charge,Ấp 1,,2024-01-01,2025-01-05", "line 2, to '2025-01-05': this assignment is over: today is 2025-01-06. Remove the row, or give a later day")]
    [InlineData("A1,in-charge,Ấp 1,,1700-01-01,", "line 2, from '1700-01-01': a day lies in the years 1800 to 2199 (DayYearMin, DayYearMax). Correct it")]
    public async Task A_row_is_taken_or_refused(string row, params string[] problems)
    {
        await using var desk = await Staffed();
        var list = DutyDesk.Assignments(row);
        Assert.Equal(problems, await desk.Problems(list));
        if (problems.Length == 0) Assert.Equal(1, (await desk.Complete(list)).Assigned);
    }

    [Fact]
    public async Task A_row_is_judged_with_the_rows_before_it()
    {
        await using var desk = await Staffed();
        Assert.Equal(
            [
                "line 3, units 'commune:29053/Ấp 1': the row says the same as line 2. Remove one of them",
                $"line 4, units 'Ấp 1': the holder holds unit {await Cell(desk)} in this role already on some of these days. Leave it out, or correct the days",
            ],
            await desk.Problems(DutyDesk.Assignments(
                "A1,in-charge,Ấp 1,,2025-01-01,", "A1,in-charge,commune:29053/Ấp 1,,2025-01-01,", "A1,in-charge,Ấp 1,,2025-03-01,", "A1,attends,Ấp 1,,2025-03-01,")));
    }

    [Fact]
    public async Task A_unit_takes_no_more_holders_than_it_may_have()
    {
        await using var desk = await Staffed();
        var extra = Enumerable.Range(1, Limits.HoldersPerUnitMax + 1).ToArray();
        await desk.Complete(DutyDesk.Officials([.. extra.Select(n => $"E{n},{DutyDesk.Commune},Cán bộ số {n},,,")]));
        var problems = await desk.Problems(DutyDesk.Assignments([.. extra.Select(n => $"E{n},attends,Ấp 1,,2025-01-01,")]));
        Assert.Equal([$"line 66, units 'Ấp 1': unit {await Cell(desk)} has 64 holders (HoldersPerUnitMax). End an assignment there first"], problems);
    }

    [Fact]
    public async Task A_unit_that_refuses_on_the_way_is_told_with_its_row_at_once_and_again()
    {
        await using var desk = await Staffed();
        var list = DutyDesk.Assignments("A1,in-charge,Ấp 1;Ấp 2,Vùng 1,2025-01-01,");
        // The cell closes between the plan and the run.
        var plan = await desk.Prepare(list);
        var cell = await Cell(desk);
        foreach (var group in (await desk.Engine.QueryAsync(new Engine.GetChildren(cell, 0, 100), TestContext.Current.CancellationToken))!.Items)
            await desk.Accept(group.Id, new CloseUnit(new DateOnly(2025, 1, 6), []));
        await desk.Accept(cell, new CloseUnit(new DateOnly(2025, 1, 6), []));

        var outcome = await HolderImporter.RunAsync(desk.Engine, plan, desk.Time, TestContext.Current.CancellationToken);
        var refused = Assert.Single(outcome.Refused);
        Assert.StartsWith($"line 2, units 'Ấp 1;Ấp 2': unit {cell} refused assignment ", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("it is closed. Mend that", refused.Rule, StringComparison.Ordinal);
        Assert.False(outcome.IsWhole);
        Assert.Equal(1, outcome.Assigned);

        // By its id, because a closed unit is found by no name.
        var second = DutyDesk.Assignments($"A1,in-charge,id:{cell};Ấp 2,Vùng 1,2025-01-01,");
        Assert.Contains("is closed. Name the unit that took its place", Assert.Single(await desk.Problems(second)), StringComparison.Ordinal);
    }

    private static async Task<UnitId> Cell(DutyDesk desk)
    {
        var commune = await desk.Unit("29053");
        var cells = await desk.Engine.QueryAsync(new Engine.GetChildren(commune, 0, 10), TestContext.Current.CancellationToken);
        return cells!.Items.Single(cell => cell.Name == "Ấp 1").Id;
    }

    private static async Task<DutyDesk> Staffed()
    {
        var desk = await DutyDesk.Create();
        await desk.Complete(DutyDesk.Officials(
            $"A1,{DutyDesk.Commune},Cán bộ số 1,commune-official,,", $"A2,{DutyDesk.Commune},Cán bộ số 2,,,", $"T1,{DutyDesk.Commune},Tổ công tác số 1,,,A1", "D1,district:835,Cán bộ huyện số 1,,,"));
        var commune = await desk.Unit("29053");
        await desk.Accept(commune, new EndOfficial(new HolderId(commune, 2)));
        return desk;
    }
}
