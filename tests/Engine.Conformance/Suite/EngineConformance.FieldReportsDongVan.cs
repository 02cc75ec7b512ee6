using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The field report of Đồng Văn: district officials hold communes and follow their cells; what residents ask at a meeting is
// answered at once, or taken up and answered later.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Dong_Van_19_district_officials_hold_19_communes_and_follow_their_225_cells()
    {
        var desk = await StartEmpty();
        var (place, communes, cells, officials) = await StaffDongVan(desk);
        foreach (var above in place.Chain)
        {
            Assert.Equal((19, 19), await desk.Coverage(above, "commune"));
            Assert.Equal((225, 225), await desk.Coverage(above, "cell"));
            Assert.Equal((19, 0, 0, 0), await desk.Staff(above));
        }
        for (var i = 0; i < officials.Length; i++)
        {
            Assert.Equal(1 + cells[i].Length, (await desk.Holder(officials[i])).Load);
            foreach (var (unit, role) in cells[i].Select(cell => (cell, HolderDesk.Attends)).Prepend((communes[i], HolderDesk.InCharge)))
            {
                var duty = Assert.Single(await desk.Duties(unit));
                Assert.Equal((officials[i], role, true), (duty.Duty.Terms.Holder, duty.Duty.Terms.Role, duty.IsPresent));
            }
        }
        Assert.Empty(await desk.Find(place.Root, HoldingCriterion.Uncovered, "cell"));
    }

    [Fact]
    public async Task Dong_Van_residents_questions_are_answered_at_once_or_taken_up()
    {
        var desk = await StartEmpty();
        var (place, communes, cells, officials) = await StaffDongVan(desk);
        var (commune, raisedAt) = (communes[0], desk.Now);
        var cases = new List<CaseId>();
        foreach (var cell in cells[0].Take(3)) cases.Add(await desk.Raise(cell));
        foreach (var id in cases) Assert.Equal((CaseStatus.Received, commune), ((await desk.File(id)).Status, (await desk.File(id)).Custodian));
        foreach (var above in (UnitId[])[.. place.Chain, commune]) Assert.Equal(3, (await desk.View(above)).Tally.Cases.Held);

        foreach (var id in cases.Take(2))
        {
            await desk.Accept(commune, new AnswerCase(id, officials[0], Desk.Words));
            Assert.Equal((CaseStatus.Answered, raisedAt), ((await desk.File(id)).Status, (await desk.File(id)).ClosedAt));
            Assert.Equal($"Raised {id.Origin}, Received {commune}, Answered {commune}", await desk.Life(id));
        }
        var later = cases[2];
        await desk.Refuse(commune, new TakeCase(later, officials[1]), RefusalCode.HolderNotFound, "by");
        await desk.Accept(commune, new TakeCase(later, officials[0]));
        Assert.Equal((CaseStatus.Investigating, officials[0]), ((await desk.File(later)).Status, (await desk.Held(commune, later)).Handler));
        foreach (var above in (UnitId[])[.. place.Chain, commune]) Assert.Equal(1, (await desk.View(above)).Tally.Cases.Held);

        await desk.Advance(TimeSpan.FromDays(2));
        await desk.Accept(commune, new AnswerCase(later, officials[0], Desk.Words));
        await desk.Accept(later.Origin, new ConfirmCase(later));
        Assert.Equal($"Raised {later.Origin}, Received {commune}, Taken {commune}, Answered {commune}, Confirmed {later.Origin}", await desk.Life(later));
        Assert.Equal(CaseStatus.Resolved, (await desk.File(later)).Status);
        foreach (var above in (UnitId[])[.. place.Chain, commune]) Assert.Equal(0, (await desk.View(above)).Tally.Cases.Held);
    }

    private static async Task<(Place Place, UnitId[] Communes, UnitId[][] Cells, HolderId[] Officials)> StaffDongVan(Desk desk)
    {
        var place = await desk.OpenPlace("Tỉnh Hà Giang", "tinh", "Huyện Đồng Văn", "huyen");
        var communes = await desk.OpenKind(place.District, "xa", 19, "Xã");
        var cells = await desk.OpenBelow(communes, "thon", PlaceDesk.Sizes((16, 12), (3, 11)), "Thôn");
        // A commune and its cells are more than the usual limit of ten.
        var officials = await desk.RegisterMany(place.District, 19, "district-official", loadLimit: 15);
        await desk.AssignMany(HolderDesk.InCharge, officials.Zip(communes));
        foreach (var (official, followed) in officials.Zip(cells)) await desk.Assign(official, HolderDesk.Attends, desk.Today(), null, followed);
        return (place, communes, cells, officials);
    }
}
