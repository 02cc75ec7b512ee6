using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Who may act in a unit's name: its own officials and teams, and those who hold it today. The subject of a case may not touch it.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_case_is_taken_by_the_unit_s_own_and_by_those_who_hold_it_today()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var commune = tree.Communes[0];
        var (own, left) = (await desk.Register(commune), await desk.Register(commune));
        await desk.Accept(commune, new EndOfficial(left));
        var (above, member, stranger) = (await desk.Register(tree.Districts[0]), await desk.Register(tree.Districts[0]), await desk.Register(tree.Districts[0]));
        var team = await desk.Form(tree.Districts[0], member);
        var held = await desk.Assign(above, HolderDesk.InCharge, desk.Today(), desk.Today(), commune);
        await desk.Assign(team, commune);
        await desk.Assign(stranger, HolderDesk.InCharge, desk.Today().AddDays(1), null, commune);
        var raised = await Raise(desk, tree.Groups[0], HolderId.None);

        foreach (var nobody in new[] { stranger, left, new HolderId(commune, 99), new HolderId(UnitId.None, 1), new HolderId(commune, 0) })
            await desk.Refuse(commune, new TakeCase(raised, nobody), RefusalCode.HolderNotFound, "by");
        foreach (var somebody in new[] { own, above, member, team })
        {
            await desk.Accept(commune, new TakeCase(raised, somebody));
            Assert.Equal(somebody, (await desk.Engine.QueryAsync(new GetHeldCase(commune, raised)))!.Handler);
        }
        await desk.ToMidnight(0, 0);
        Assert.True((await desk.Assignment(held)).IsOver);
        await desk.Refuse(commune, new TakeCase(raised, above), RefusalCode.HolderNotFound, "by");
        await desk.Accept(commune, new TakeCase(raised, stranger));
    }

    [Fact]
    public async Task The_subject_of_a_case_can_handle_it_neither_alone_nor_in_a_team()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var commune = tree.Communes[0];
        var (subject, other) = (await desk.Register(commune), await desk.Register(commune));
        var (with, without) = (await desk.Form(commune, subject, other), await desk.Form(commune, other));
        var (above, colleague) = (await desk.Register(tree.Districts[0]), await desk.Register(tree.Districts[0]));
        var holders = await desk.Form(tree.Districts[0], above, colleague);
        await desk.Assign(holders, commune);

        var raised = await Raise(desk, tree.Groups[0], subject);
        await desk.Refuse(commune, new TakeCase(raised, subject), RefusalCode.Conflict, "by");
        await desk.Refuse(commune, new TakeCase(raised, with), RefusalCode.Conflict, "by");
        foreach (var free in new[] { other, without, holders }) await desk.Accept(commune, new TakeCase(raised, free));

        var second = await Raise(desk, tree.Groups[0], above);
        await desk.Refuse(commune, new TakeCase(second, holders), RefusalCode.Conflict, "by");
        await desk.Refuse(commune, new TakeCase(second, above), RefusalCode.Conflict, "by");
        await desk.Accept(commune, new TakeCase(second, colleague));
    }

    private static async Task<CaseId> Raise(Desk desk, UnitId unit, HolderId subject) =>
        new(unit, (await desk.Accept(unit, new RaiseCase("roads-lighting", Reality.Actual, subject, new TextId(1, 1)))).Number);
}
