namespace HierarchySim.Core.Tests;

/// <summary>What a parent makes of its children's summaries. They are absolute, so repeating or losing one does no harm.</summary>
public sealed class RollupTests
{
    private static readonly DirectiveId Own = States.Own;

    [Fact]
    public void A_parent_adds_what_its_children_report_to_its_own()
    {
        var family = new Family(districts: 3);
        family.Children[0].Do(new AcknowledgeDirective(Own));
        family.Children[1].Do(new AcknowledgeDirective(Own));
        foreach (var child in family.Children) family.Report(child);
        Assert.Equal(new Progress(4, 4, 2, 0, 0, 0, false), family.Parent.ProgressOf(0));
        Assert.Equal(new Progress(1, 1, 1, 0, 0, 0, false), family.Parent.ChildProgress(0, 0));
        Assert.Equal([0, 1, 3, 0, 0, 0], family.Parent.Counts.ByLevel.ToArray());
    }

    [Fact]
    public void A_parent_counts_until_every_child_has_reported()
    {
        var family = new Family(districts: 3);
        Assert.Equal(new Progress(1, 1, 0, 0, 0, 0, true), family.Parent.ProgressOf(0));
        family.Report(family.Children[0]);
        Assert.True(family.Parent.ProgressOf(0).Counting);
        family.Report(family.Children[2]);
        Assert.True(family.Parent.ProgressOf(0).Counting);
        family.Report(family.Children[1]);
        Assert.Equal(new Progress(4, 4, 0, 0, 0, 0, false), family.Parent.ProgressOf(0));
    }

    [Fact]
    public void Targets_below_a_child_that_has_units_but_no_directive_yet_are_known_and_not_delivered()
    {
        // The district reports that it exists before the directive reaches it.
        var province = States.NewProvince().Do(States.OpenDistricts(1));
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện"), States.Province);
        province.State.Observe(0, district.State.TakeSummary(1));
        province.Do(States.Issue(States.SetOf("district"), due: Instant.None));
        Assert.Equal(new Progress(1, 0, 0, 0, 0, 0, true), province.State.ProgressOf(0));
        Assert.Equal([0, 1, 1, 0, 0, 0], province.State.Counts.ByLevel.ToArray());
    }

    [Fact]
    public void Units_new_below_an_ended_directive_are_not_counted_as_its_targets()
    {
        var groups = States.Groups;
        var province = States.NewProvince().Do(States.OpenDistricts(1));
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện"), States.Province);
        district.Do(new OpenChildren([Actor.Define(200, "ap", "Ấp")]));
        province.State.Observe(0, district.State.TakeSummary(1));
        province.Do(States.Issue(groups, due: Instant.None));
        district.Hear(new DeliverDirective(province.State.Issued[0].Spec));
        province.State.Observe(0, district.State.TakeSummary(1));
        Assert.Equal(new Progress(0, 0, 0, 0, 0, 0, true), province.State.ProgressOf(0));

        province.Do(new WithdrawDirective(Own));
        district.Hear(new CancelDirective(Own));
        var counts = new Summary(new SummaryVersion(1, 99), Actor.Born(Actor.Define(201, "to-dan-pho", "Tổ"), new UnitId(200)).State.Counts, SubtreeTally.Empty, []);
        Assert.True(province.State.Observe(0, counts));
        Assert.Equal(0, province.State.ProgressOf(0).Targets);
    }

    // A child's life and change of the last summary heard is (2, 5); is the next one taken?
    [Theory]
    [InlineData(2, 5, false)]
    [InlineData(2, 4, false)]
    [InlineData(1, 9, false)]
    [InlineData(2, 6, true)]
    [InlineData(3, 0, true)]
    public void Only_a_newer_summary_is_taken(uint incarnation, uint count, bool taken)
    {
        var family = new Family(districts: 1);
        var summary = family.Children[0].State.TakeSummary(1);
        Assert.True(family.Parent.Observe(0, summary with { Version = new SummaryVersion(2, 5) }));
        var other = new Summary(new SummaryVersion(incarnation, count), summary.Counts, summary.Tally, [new DirectiveProgress(Own, new Progress(9, 9, 9, 0, 0, 0, false))]);
        Assert.Equal(taken, family.Parent.Observe(0, other));
        Assert.Equal(taken ? 10 : 2, family.Parent.ProgressOf(0).Targets);
    }

    [Fact]
    public void A_summary_holds_all_that_changed_since_the_one_confirmed_so_that_losing_any_loses_nothing()
    {
        var family = new Family(districts: 1);
        var child = family.Children[0];
        var first = child.State.TakeSummary(1);
        Assert.False(child.State.HasNewsForParent);
        Assert.True(child.State.HasUnconfirmedSummary);
        child.Do(new AcknowledgeDirective(Own));
        Assert.True(child.State.HasNewsForParent);
        Assert.Single(child.State.TakeSummary(1).Directives);

        family.Parent.Observe(0, first);
        child.State.ConfirmSummary(first.Version, 1);
        Assert.True(child.State.HasUnconfirmedSummary);
        child.State.RewindSummary();
        Assert.True(child.State.HasNewsForParent);
        family.Report(child);
        Assert.False(child.State.HasUnconfirmedSummary);
        Assert.Equal(new Progress(2, 2, 1, 0, 0, 0, false), family.Parent.ProgressOf(0));

        child.Do(new RenameUnit("Huyện khác"));
        Assert.Empty(child.State.TakeSummary(1).Directives);
    }

    // The life and the change, counted from the child's latest, that a confirmation names; the child is in its second life.
    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, -1, false)]
    [InlineData(1, 0, false)]
    [InlineData(3, 0, false)]
    public void A_confirmation_of_another_life_of_the_past_or_of_the_future_is_ignored(uint incarnation, int ahead, bool confirmed)
    {
        var child = new Family(districts: 1).Children[0].State;
        var version = child.TakeSummary(2).Version;
        child.ConfirmSummary(new SummaryVersion(incarnation, (uint)(version.Count + ahead)), 2);
        Assert.Equal(confirmed, !child.HasUnconfirmedSummary);
    }

    [Fact]
    public void The_root_has_nobody_to_tell()
    {
        var root = States.All["the nation"]()!;
        Assert.False(root.HasNewsForParent);
        Assert.False(root.HasUnconfirmedSummary);
    }

    // Progress in and out of its lawful order.
    [Theory]
    [InlineData(5, 4, 3, 1, 2, 1, true)]
    [InlineData(0, 0, 0, 0, 0, 0, true)]
    [InlineData(5, 6, 3, 1, 2, 1, false)]
    [InlineData(5, 4, 5, 1, 2, 1, false)]
    [InlineData(5, 4, 3, 1, 4, 1, false)]
    [InlineData(5, 4, 3, 4, 2, 1, false)]
    [InlineData(5, 4, 3, 1, 2, 3, false)]
    [InlineData(5, 4, 3, 1, 2, -1, false)]
    public void Progress_is_ordered(int targets, int delivered, int acknowledged, int acknowledgedLate, int completed, int completedLate, bool ordered) =>
        Assert.Equal(ordered, new Progress(targets, delivered, acknowledged, acknowledgedLate, completed, completedLate, false).IsOrdered);

    [Theory]
    [InlineData(2, 2, 0, false, Requirement.Acknowledge, true)]
    [InlineData(2, 1, 0, false, Requirement.Acknowledge, false)]
    [InlineData(2, 2, 0, true, Requirement.Acknowledge, false)]
    [InlineData(2, 2, 1, false, Requirement.Complete, false)]
    [InlineData(2, 2, 2, false, Requirement.Complete, true)]
    [InlineData(0, 0, 0, false, Requirement.Complete, true)]
    public void Progress_is_fulfilled(int targets, int acknowledged, int completed, bool counting, Requirement requirement, bool fulfilled) =>
        Assert.Equal(fulfilled, new Progress(targets, targets, acknowledged, 0, completed, 0, counting).IsFulfilled(requirement));

    [Fact]
    public void Counts_are_read_for_a_set_of_levels()
    {
        var family = new Family(districts: 3);
        foreach (var child in family.Children) family.Report(child);
        Assert.Equal((4, 3, 1, 0), (
            family.Parent.Counts.Total, family.Parent.Counts.At(States.SetOf("district")), family.Parent.Counts.At(States.SetOf("province", "cell")),
            family.Parent.Counts.At(default)));
    }

    /// <summary>A province that told its districts, and itself, to acknowledge.</summary>
    private sealed class Family
    {
        public Family(int districts)
        {
            var province = States.NewProvince().Do(States.OpenDistricts(districts)).Do(States.Issue(States.SetOf("province", "district"), due: Instant.None));
            Parent = province.State;
            Children = [.. Enumerable.Range(0, districts).Select(place => Actor.Born(Actor.Define(100 + place, "huyen", $"Huyện {place}"), States.Province, Parent.Issued[0].Spec))];
        }

        public UnitState Parent { get; }

        public Actor[] Children { get; }

        public void Report(Actor child)
        {
            var summary = child.State.TakeSummary(1);
            Parent.Observe(Array.IndexOf(Children, child), summary);
            child.State.ConfirmSummary(summary.Version, 1);
        }
    }
}
