using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The field reports of Phú Nhuận and Hóc Môn, of one city: officials attend the meetings of cells, many at one or each where they live.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Phu_Nhuan_223_members_attend_73_cells_1_to_7_each_without_overlap()
    {
        var desk = await StartEmpty();
        var place = await desk.OpenPlace("Thành phố Hồ Chí Minh", "thanh-pho-trung-uong", "Quận Phú Nhuận", "quan");
        var wards = await desk.OpenKind(place.District, "phuong", 13, "Phường");
        UnitId[] cells = [.. (await desk.OpenBelow(wards, "khu-pho", PlaceDesk.Sizes((8, 6), (5, 5)), "Khu phố")).SelectMany(of => of)];
        int[] sizes = [1, 2, 3, 4, 5, 6, 7, .. PlaceDesk.Sizes((63, 3), (3, 2))];
        Assert.Equal((73, 73, 223, 1, 7), (cells.Length, sizes.Length, sizes.Sum(), sizes.Min(), sizes.Max()));
        var members = await desk.RegisterMany(place.District, 223, "district-official");
        var seats = cells.Zip(sizes).SelectMany(pair => Enumerable.Repeat(pair.First, pair.Second));
        await desk.AssignMany(HolderDesk.Attends, members.Zip(seats));

        var present = new List<HolderId>();
        foreach (var (cell, size) in cells.Zip(sizes))
        {
            var duties = await desk.Duties(cell);
            Assert.Equal(size, duties.Count(duty => duty is { IsInForce: true, IsPresent: true }));
            present.AddRange(duties.Select(duty => duty.Duty.Terms.Holder));
        }
        Assert.Equal(members.OrderBy(member => member.Number), present.OrderBy(member => member.Number));
        foreach (var above in place.Chain)
        {
            Assert.Equal((73, 73), await desk.Coverage(above, "cell"));
            Assert.Equal((223, 0, 0, 0), await desk.Staff(above));
            Assert.Empty(await desk.Find(above, HoldingCriterion.Overlapping));
        }
        // Wards are nobody's in this report.
        Assert.Equal(wards, await desk.Find(place.District, HoldingCriterion.Uncovered, "commune"));
    }

    // Where an official lives follows from the assignment; no address is ever a field.
    [Fact]
    public async Task Hoc_Mon_24_officials_attend_at_the_cells_where_they_live_and_a_cell_that_one_leaves_is_uncovered()
    {
        var desk = await StartEmpty();
        var place = await desk.OpenPlace("Thành phố Hồ Chí Minh", "thanh-pho-trung-uong", "Huyện Hóc Môn", "huyen");
        var communes = await desk.OpenKind(place.District, "xa", 12, "Xã");
        UnitId[] cells = [.. (await desk.OpenBelow(communes, "ap", PlaceDesk.Sizes((12, 2)), "Ấp")).SelectMany(of => of)];
        var officials = await desk.RegisterMany(place.District, 24, "district-official");
        var assignments = await desk.AssignMany(HolderDesk.Attends, officials.Zip(cells));
        foreach (var above in place.Chain) Assert.Equal((24, 24), await desk.Coverage(above, "cell"));

        // One moves to where another lives, and is still expected at the old place for the rest of the day.
        await desk.Accept(place.District, new EndAssignment(assignments[0], desk.Today()));
        await desk.AssignMany(HolderDesk.Attends, [(officials[0], cells[1])]);
        Assert.False((await desk.Assignment(assignments[0])).IsOver);
        Assert.Equal((24, 24), await desk.Coverage(place.Root, "cell"));
        Assert.Equal(2, (await desk.Holder(officials[0])).Load);

        await desk.ToMidnight(0, 0);
        Assert.True((await desk.Assignment(assignments[0])).IsOver);
        Assert.Equal(1, (await desk.Holder(officials[0])).Load);
        foreach (var above in place.Chain)
        {
            Assert.Equal((24, 23), await desk.Coverage(above, "cell"));
            Assert.Equal([cells[0]], await desk.Find(above, HoldingCriterion.Uncovered, "cell"));
            Assert.Equal((24, 0, 0, 0), await desk.Staff(above));
        }
        Assert.Equal([officials[1], officials[0]], (await desk.Duties(cells[1])).Where(duty => duty.IsPresent).Select(duty => duty.Duty.Terms.Holder));
    }
}
