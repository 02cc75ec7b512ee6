// Rows of officials and teams, accepted and refused side by side. Every problem names line,
// column and value, the rule, and the next step.

namespace HierarchySim.Import.Tests;

public class OfficialRowsTests
{
    [Theory]
    [InlineData("A1,commune:29053,Cán bộ số 1,,,,2,lý do")]
    [InlineData("A1,commune:29053,Cán bộ số 1,,,,,")]
    [InlineData("A1,commune:29053,Cán bộ số 1,,,,2,,riêng tư", "line 2: has a value outside the titled columns; it was neither read nor kept. Remove it")]
    public async Task The_columns_added_to_refused_rows_are_passed_over(string row, params string[] problems)
    {
        await using var desk = await DutyDesk.Create();
        var plan = await desk.Prepare(DutyDesk.Read(HolderListKind.Officials, $"{DutyDesk.OfficialColumns},Dòng,LÝ DO", row));
        Assert.Equal(problems, plan.Problems.Select(problem => problem.ToString()));
        Assert.Equal(DutyDesk.OfficialColumns.Split(','), plan.RefusedRows.Columns);
    }

    [Theory]
    [InlineData("A1,commune:29053,Cán bộ số 1,commune-official,5,")]
    [InlineData("A1,commune:29053,Cán bộ số 1,commune-official; cell-secretary,,")]
    [InlineData("a.B-1_2,district:835,Cán bộ số 1,,,")]
    [InlineData("A1,id:1,Cán bộ số 1,,1000,")]
    [InlineData("A1,commune:29053 / Ấp 1,Cán bộ số 1,hamlet-head,,")]
    [InlineData("A1,COMMUNE:29053,Cán bộ số 1,,,", "line 2, home 'COMMUNE:29053': scheme 'three-tier' has no level 'COMMUNE'. Write one of nation, province, district, commune, cell, group before the ':'")]
    [InlineData(",commune:29053,Cán bộ số 1,,,", "line 2, ref '': a key has 1 to 60 of the letters A to Z and a to z, digits, '.', '-' and '_' (HolderRefCharsMax). Give each row a key of your own, such as BD-012")]
    [InlineData("A/1,commune:29053,Cán bộ số 1,,,", "line 2, ref 'A/1': a key has 1 to 60 of the letters A to Z and a to z, digits, '.', '-' and '_' (HolderRefCharsMax). Give each row a key of your own, such as BD-012")]
    [InlineData("083200000001,commune:29053,Cán bộ số 1,,,", "line 2, ref '083200000001': a key of 9 to 12 digits may be the number of an identity card or a telephone, and none is ever kept. Give the row a key of your own, such as BD-012")]
    [InlineData("A1,,Cán bộ số 1,,,", "line 2, home '': is no reference to a unit. Write id:ID or level:code, such as commune:29083, and names of units below after '/'")]
    [InlineData("A1,Xã Tam Hiệp,Cán bộ số 1,,,", "line 2, home 'Xã Tam Hiệp': is no reference to a unit. Write id:ID or level:code, such as commune:29083, and names of units below after '/'")]
    [InlineData("A1,commune:29099,Cán bộ số 1,,,", "line 2, home 'commune:29099': no commune has code 29099 today. Correct the code, or import the units first")]
    [InlineData("A1,commune:2905,Cán bộ số 1,,,", "line 2, home 'commune:2905': a code of level 'commune' has exactly 5 digits. Write it with its leading zeros")]
    [InlineData("A1,cell:1,Cán bộ số 1,,,", "line 2, home 'cell:1': units of level 'cell' have no codes. Name the unit above it, and after '/' the unit's name")]
    [InlineData("A1,id:ZZZ,Cán bộ số 1,,,", "line 2, home 'id:ZZZ': there is no unit ZZZ. Copy the id from the API")]
    [InlineData("A1,commune:29053 / Ấp 9,Cán bộ số 1,,,", "line 2, home 'commune:29053 / Ấp 9': 'Xã Tam Hiệp' has no open unit named 'Ấp 9' directly below it. Write the names from the parent down, separated by '/', as in the tree")]
    [InlineData("A1,commune:29053,,,,", "line 2, name '': must not be empty. Fill it in")]
    [InlineData("A1,commune:29053,Cán bộ số 1,mayor,,", "line 2, posts 'mayor': the catalogue has no post 'mayor'. Write one of province-official, district-official, commune-official, cell-secretary, hamlet-head, group-head, separated by ';'")]
    [InlineData("A1,commune:29053,Cán bộ số 1,hamlet-head;hamlet-head,,", "line 2, posts 'hamlet-head;hamlet-head': a post is named twice. Name each once")]
    [InlineData("A1,commune:29053,Cán bộ số 1,,0,", "line 2, load_limit '0': a load limit is 1 to 1000 units (LoadPerOfficialMax). Correct it, or leave it empty for the catalogue's")]
    [InlineData("A1,commune:29053,Cán bộ số 1,,1001,", "line 2, load_limit '1001': a load limit is 1 to 1000 units (LoadPerOfficialMax). Correct it, or leave it empty for the catalogue's")]
    [InlineData("A1,commune:29053,Tổ công tác số 1,,,B1", "line 2, members 'B1': 'B1' is no official of 'Xã Tam Hiệp', by this file or an earlier one, or its row has been refused. Write keys of officials with the same home, separated by ';'")]
    [InlineData("A1,commune:29053,Tổ công tác số 1,hamlet-head,3,B1;B1", "line 2, posts 'hamlet-head': a row with members is a team, and a team has no posts. Empty this cell", "line 2, load_limit '3': a row with members is a team, and its members have the limits. Empty this cell", "line 2, members 'B1;B1': a member is named twice. Name each once")]
    [InlineData("A1,commune:29053,Cán bộ số 1", "line 2: has 3 fields, fewer than the header. Add the missing separators")]
    [InlineData("A1,commune:29053,Cán bộ số 1,,,,riêng tư", "line 2: has a value outside the titled columns; it was neither read nor kept. Remove it")]
    public async Task A_row_is_taken_or_refused(string row, params string[] problems)
    {
        await using var desk = await DutyDesk.Create();
        Assert.Equal(problems, await desk.Problems(DutyDesk.Officials(row)));
    }

    [Fact]
    public async Task A_row_is_judged_with_the_rows_before_it()
    {
        await using var desk = await DutyDesk.Create();
        Assert.Equal(
            [
                "line 3, ref 'A1': is the key of line 2 already. Give each row its own",
                "line 5, members 'A1;C1': 'C1' is no official of 'Xã Tam Hiệp', by this file or an earlier one, or its row has been refused. Write keys of officials with the same home, separated by ';'",
            ],
            await desk.Problems(DutyDesk.Officials(
                "A1,commune:29053,Cán bộ số 1,,,", "A1,commune:29053,Cán bộ số 2,,,", "C1,commune:29056,Cán bộ số 3,,,", "T1,commune:29053,Tổ số 1,,,A1;C1")));
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_engine_while_a_row_is_bad()
    {
        await using var desk = await DutyDesk.Create();
        var sent = desk.Engine.Commands.Count;
        var plan = await desk.Prepare(DutyDesk.Officials("A1,commune:29053,Cán bộ số 1,,,", "A2,commune:29053,,,,"));
        Assert.False(plan.CanRun);
        await Assert.ThrowsAsync<ArgumentException>(() => HolderImporter.RunAsync(desk.Engine, plan, desk.Time, TestContext.Current.CancellationToken));
        Assert.Equal(sent, desk.Engine.Commands.Count);
    }

    [Fact]
    public async Task Bad_rows_are_set_aside_when_asked()
    {
        await using var desk = await DutyDesk.Create();
        var list = DutyDesk.Officials("A1,commune:29053,Cán bộ số 1,,,", "A2,commune:29053,,,,", "T1,commune:29053,Tổ số 1,,,A1;A2");
        var plan = await desk.Prepare(list, BadRows.Skip);
        Assert.Equal([3, 4], plan.RefusedRows.Rows.Select(row => row.Line));
        Assert.Equal(1, (await desk.Import(list, BadRows.Skip)).Registered);
    }
}
