using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Official codes are attributes with a validity period: found by level and day, and reused for other units.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_unit_is_found_by_code_for_a_level_and_a_day()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        var district = await desk.Open(province, "district", "Huyện Đồng Văn", "026");

        Assert.Equal([district], await WithCode(desk, "026", "district", Desk.FirstDay));
        Assert.Equal([district], await WithCode(desk, "026", null, null));
        Assert.Empty(await WithCode(desk, "026", "province", Desk.FirstDay));
        Assert.Empty(await WithCode(desk, "026", "district", Desk.FirstDay.AddDays(-1)));
        Assert.Empty(await WithCode(desk, "27", null, null));
        Assert.Empty(await WithCode(desk, "not a code", null, null));
    }

    [Fact]
    public async Task A_changed_code_is_found_in_both_of_its_periods()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        var change = new DateOnly(2024, 7, 1);
        await desk.Accept(province, new ChangeUnitCode("08", change));

        Assert.Equal([province], await WithCode(desk, "02", "province", change.AddDays(-1)));
        Assert.Empty(await WithCode(desk, "02", "province", change));
        Assert.Empty(await WithCode(desk, "08", "province", change.AddDays(-1)));
        Assert.Equal([province], await WithCode(desk, "08", "province", change));
        Assert.Equal([province], await WithCode(desk, "08", null, null));
        Assert.Equal(
            [new OfficialCode("02", Desk.FirstDay, change.AddDays(-1)), new OfficialCode("08", change, null)], (await desk.View(province)).Codes);
    }

    [Fact]
    public async Task A_code_given_to_another_unit_finds_each_in_its_time_and_both_in_a_shared_day()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var first = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        var second = await desk.Open(root, "province", "Tỉnh Tuyên Quang", "08");
        var change = new DateOnly(2024, 7, 1);
        await desk.Accept(second, new ChangeUnitCode("02", change));
        Assert.Equal([first, second], await WithCode(desk, "02", "province", change));

        await desk.Accept(first, new CloseUnit(change.AddDays(9), [second]));
        Assert.Equal([first], await WithCode(desk, "02", "province", Desk.FirstDay));
        Assert.Equal([second], await WithCode(desk, "02", "province", change.AddDays(10)));
    }

    [Fact]
    public async Task Now_is_a_day_at_the_scheme_offset()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        await desk.Accept(province, new ChangeUnitCode("08", new DateOnly(2025, 1, 7)));

        // The clock starts at 08:00 on the 6th in Vietnam; fifteen hours later it is 23:00, two more and the 7th has begun there.
        await desk.Advance(TimeSpan.FromHours(15));
        Assert.Equal([province], await WithCode(desk, "02", null, null));
        await desk.Advance(TimeSpan.FromHours(2));
        Assert.Equal([province], await WithCode(desk, "08", null, null));
        Assert.Empty(await WithCode(desk, "02", null, null));
    }

    [Fact]
    public async Task Codes_are_found_again_after_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        await desk.Accept(province, new ChangeUnitCode("08", new DateOnly(2024, 7, 1)));
        await desk.Crash();
        Assert.Equal([province], await WithCode(desk, "02", "province", Desk.FirstDay));
        Assert.Equal([province], await WithCode(desk, "08", "province", null));
    }

    private static async Task<UnitId[]> WithCode(Desk desk, string code, string? level, DateOnly? asOf)
    {
        var found = await desk.Engine.QueryAsync(new FindUnitsByCode(code, level is null ? null : desk.Engine.Scheme.FindLevel(level), asOf));
        return [.. found.Select(unit => unit.Id).Order()];
    }
}
