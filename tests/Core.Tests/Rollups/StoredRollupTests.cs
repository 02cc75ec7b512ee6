namespace HierarchySim.Core.Tests;

/// <summary>A unit that is stored and loaded by itself has the numbers its children reported, without asking them again.</summary>
public sealed class StoredRollupTests
{
    [Fact]
    public void A_unit_loaded_with_its_numbers_has_them_and_the_versions_they_came_with()
    {
        var province = LinkTests.WithMessages(4);
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province, province.State.Issued[0].Spec);
        var summary = district.State.TakeSummary(1);
        Assert.True(province.State.Observe(0, summary));

        var again = LoadAgain(province.State);
        Assert.Equal(province.State.Counts.ByLevel, again.Counts.ByLevel);
        Assert.Equal(province.State.ProgressOf(0), again.ProgressOf(0));
        Assert.Equal((province.State.ChangeCount, summary.Version), (again.ChangeCount, again.ChildVersion(0)));
        Assert.False(again.Observe(0, summary));
    }

    [Fact]
    public void Numbers_the_parent_has_not_confirmed_are_told_again_and_those_it_has_are_not()
    {
        var province = LinkTests.WithMessages(1);
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province, province.State.Issued[0].Spec);
        var summary = district.State.TakeSummary(1);

        var before = LoadAgain(district.State);
        Assert.True(before.HasNewsForParent);
        Assert.Equal(summary.Directives, before.TakeSummary(1).Directives);

        before.ConfirmSummary(summary.Version, 1);
        var after = LoadAgain(before);
        Assert.False(after.HasNewsForParent);
        Assert.False(after.HasUnconfirmedSummary);
    }

    [Fact]
    public void Numbers_of_another_state_are_refused()
    {
        var (few, many) = (States.NewProvince().Do(States.OpenDistricts(1)), States.NewProvince().Do(States.OpenDistricts(2)));
        Assert.Throws<InvalidOperationException>(() => UnitRollup.Of(many.State).RestoreTo(few.State));
    }

    private static UnitState LoadAgain(UnitState unit)
    {
        var facts = new UnitSnapshot();
        facts.Fill(unit);
        var again = facts.Restore(Actor.Scheme);
        UnitRollup.Of(unit).RestoreTo(again);
        return again;
    }
}
