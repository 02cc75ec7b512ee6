using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The field report of Bình Đại: "province holds to the commune; district holds to the cell; commune holds to the household group".
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Binh_Dai_20_communes_93_cells_and_1470_household_groups_are_held_from_above()
    {
        var desk = await StartEmpty();
        var (place, communes, cells, groups) = await OpenBinhDai(desk);
        var duties = new List<(HolderId Holder, UnitId Unit)>();
        duties.AddRange((await desk.RegisterMany(place.Province, 20, "province-official")).Zip(communes));
        duties.AddRange((await desk.RegisterMany(place.District, 93, "district-official")).Zip(cells.SelectMany(of => of)));
        for (var i = 0; i < communes.Length; i++) duties.AddRange((await desk.RegisterMany(communes[i], groups[i].Length, "commune-official")).Zip(groups[i]));
        Assert.Equal(20 + 93 + 1_470, duties.Count);
        var assignments = await desk.AssignMany(HolderDesk.InCharge, duties);

        foreach (var ((holder, unit), assignment) in duties.Zip(assignments))
        {
            var held = Assert.Single((await desk.Assignment(assignment)).Units);
            Assert.Equal((unit, HeldState.Accepted), (held.Unit, held.State));
            var duty = Assert.Single(await desk.Duties(unit));
            Assert.Equal((assignment, holder, true, true), (duty.Duty.Terms.Assignment, duty.Duty.Terms.Holder, duty.IsInForce, duty.IsPresent));
        }
        await AssertHeldThroughout();
        if (Harness.IsDurable)
        {
            await desk.Crash();
            await AssertHeldThroughout();
        }

        async Task AssertHeldThroughout()
        {
            foreach (var above in place.Chain)
            {
                Assert.Equal((20, 20), await desk.Coverage(above, "commune"));
                Assert.Equal((93, 93), await desk.Coverage(above, "cell"));
                Assert.Equal((1_470, 1_470), await desk.Coverage(above, "group"));
                Assert.Equal((20 + 93 + 1_470 - (above == place.District ? 20 : 0), 0, 0, 0), await desk.Staff(above));
            }
            for (var i = 0; i < communes.Length; i++) Assert.Equal((groups[i].Length, groups[i].Length), await desk.Coverage(communes[i], "group"));
            // Nobody holds the province and its district: the levels above may, and did not.
            Assert.Equal([place.Province, place.District], await desk.Find(place.Root, HoldingCriterion.Uncovered));
        }
    }

    // Social assistance is the district's to settle: three levels up from the household group, and the answer three levels down.
    [Fact]
    public async Task Binh_Dai_a_household_group_s_problem_is_settled_at_the_district_and_its_answer_returns()
    {
        var desk = await StartEmpty();
        var (place, communes, cells, groups) = await OpenBinhDai(desk);
        var (group, district) = (groups[^1][^1], place.District);
        var official = (await desk.RegisterMany(district, 1, "district-official"))[0];

        var id = await desk.Raise(group, "social-assistance");
        Assert.Equal((group, CaseStatus.Received, district), (id.Origin, (await desk.File(id)).Status, (await desk.File(id)).Custodian));
        foreach (var passed in (UnitId[])[group, cells[^1][^1], communes[^1], place.Province, place.Root])
            Assert.Null(await desk.Engine.QueryAsync(new GetHeldCase(passed, id)));
        foreach (var above in place.Chain) Assert.Equal(1, (await desk.View(above)).Tally.Cases.Held);

        await desk.Accept(district, new TakeCase(id, official));
        Assert.Equal(official, (await desk.Held(district, id)).Handler);
        await desk.Advance(TimeSpan.FromDays(9));
        await desk.Accept(district, new AnswerCase(id, official, Desk.Words));
        Assert.Equal((CaseStatus.Answered, UnitId.None), ((await desk.File(id)).Status, (await desk.File(id)).Custodian));
        await desk.Accept(group, new ConfirmCase(id));
        Assert.Equal($"Raised {group}, Received {district}, Taken {district}, Answered {district}, Confirmed {group}", await desk.Life(id));
        Assert.Equal(CaseStatus.Resolved, (await desk.File(id)).Status);
        foreach (var above in place.Chain) Assert.Equal(0, (await desk.View(above)).Tally.Cases.Held);
    }

    private static async Task<(Place Place, UnitId[] Communes, UnitId[][] Cells, UnitId[][] GroupsOfCommune)> OpenBinhDai(Desk desk)
    {
        var place = await desk.OpenPlace("Tỉnh Bến Tre", "tinh", "Huyện Bình Đại", "huyen");
        var communes = await desk.OpenKind(place.District, "xa", 20, "Xã");
        var cells = await desk.OpenBelow(communes, "ap", PlaceDesk.Sizes((13, 5), (7, 4)), "Ấp");
        var sizes = new Queue<int>(PlaceDesk.Sizes((75, 16), (18, 15)));
        var groups = new List<UnitId[]>();
        foreach (var of in cells)
            groups.Add([.. (await desk.OpenBelow(of, "to-nhan-dan-tu-quan", of.Select(_ => sizes.Dequeue()).ToArray(), "Tổ")).SelectMany(units => units)]);
        return (place, communes, cells, [.. groups]);
    }
}
