namespace HierarchySim.Core.Tests;

/// <summary>Late is what is done after the due time then in force; overdue is what is not done and past it.</summary>
public sealed class LatenessTests
{
    private const long Hour = 3_600_000;
    private const long Due = 48 * Hour;

    [Theory]
    [InlineData(Due - 1, false)]
    [InlineData(Due, false)]
    [InlineData(Due + 1, true)]
    public void Done_after_the_due_time_is_late(long at, bool late)
    {
        var group = States.Told(Requirement.Complete).Wait(at).Do(new CompleteDirective(States.Given));
        var receipt = group.State.Receipts[0];
        Assert.Equal((late, late), (receipt.Has(ReceiptFlags.AcknowledgedLate), receipt.Has(ReceiptFlags.CompletedLate)));
        Assert.Equal((group.Now, group.Now), (receipt.AcknowledgedAt, receipt.CompletedAt));
        Assert.Equal(new Progress(1, 1, 1, late ? 1 : 0, 1, late ? 1 : 0, false), group.State.ProgressOf(0));
    }

    [Fact]
    public void Acknowledged_in_time_and_completed_late_is_late_only_once()
    {
        var group = States.Told(Requirement.Complete).Do(new AcknowledgeDirective(States.Given)).Wait(Due + 1).Do(new CompleteDirective(States.Given));
        Assert.Equal(new Progress(1, 1, 1, 0, 1, 1, false), group.State.ProgressOf(0));
    }

    [Fact]
    public void A_directive_without_a_due_time_is_never_late()
    {
        var group = States.NewGroup().Hear(new DeliverDirective(States.Spec(Requirement.Acknowledge) with { Due = Instant.None })).Wait(1_000 * Due);
        Assert.False(group.State.Receipts[0].IsOverdue(group.Now));
        group.Do(new AcknowledgeDirective(States.Given));
        Assert.False(group.State.Receipts[0].Has(ReceiptFlags.AcknowledgedLate));
    }

    [Fact]
    public void An_update_decides_about_what_is_done_after_it_and_not_before()
    {
        var spec = States.Spec(Requirement.Complete);
        var group = States.Told(Requirement.Complete).Wait(Due + 1).Do(new AcknowledgeDirective(States.Given))
            .Hear(new ReviseDirective(spec with { Revision = 2, Due = spec.Due.PlusMs(Due) })).Do(new CompleteDirective(States.Given));
        Assert.Equal(ReceiptFlags.Target | ReceiptFlags.Acknowledged | ReceiptFlags.AcknowledgedLate | ReceiptFlags.Completed, group.State.Receipts[0].Flags);
    }

    // Who is overdue a moment after the due time.
    [Theory]
    [InlineData("a group told to acknowledge", true)]
    [InlineData("a group told to complete", true)]
    [InlineData("a group that acknowledged", true)]
    [InlineData("a group that completed", false)]
    [InlineData("a group whose directive was cancelled", false)]
    [InlineData("a group whose directive was superseded", false)]
    [InlineData("a cell that passes a directive on", false)]
    public void Overdue_is_who_has_not_done_what_is_required(string state, bool overdue)
    {
        var receipt = States.All[state]()!.Receipts[0];
        Assert.False(receipt.IsOverdue(States.InTwoDays));
        Assert.Equal(overdue, receipt.IsOverdue(States.InTwoDays.PlusMs(1)));
    }

    [Fact]
    public void Acknowledging_is_enough_where_only_that_is_required()
    {
        var group = States.Told(Requirement.Acknowledge).Do(new AcknowledgeDirective(States.Given)).Wait(Due + 1);
        Assert.False(group.State.Receipts[0].IsOverdue(group.Now));
    }
}
