using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>Cases in a snapshot are read when something first concerns them; until then everything else is known without.</summary>
public class SnapshotCasesTests
{
    private static readonly Instant Due = Samples.At.PlusMs(5);

    [Fact]
    public void What_cases_come_to_is_known_before_they_are_read()
    {
        var (whole, rested) = (Whole(), Rested());
        Assert.NotNull(rested.StoredCases);
        Assert.Equal((1, 0, Samples.At, Due), (whole.OwnTally.Cases.Held, whole.OwnTally.Cases.Raised, whole.OwnTally.Cases.OldestRaisedAt, whole.OwnTally.Cases.EarliestDue));
        Assert.Equal(whole.OwnTally, rested.OwnTally);
        Assert.Equal(1, rested.OwnTally.Cases.HeldIn(CaseSamples.Roads.Number));
        Assert.Equal(UnitMachine.NextWake(whole), UnitMachine.NextWake(rested));
        Assert.True(UnitMachine.NeedsHousekeeping(rested));
        Assert.NotNull(rested.StoredCases);
    }

    [Fact]
    public void Cases_that_rest_are_written_again_as_they_are()
    {
        var rested = Rested();
        Assert.Equal(Bytes(Whole()), Bytes(rested));
        Assert.NotNull(rested.StoredCases);
    }

    [Fact]
    public void Cases_that_were_read_are_written_as_before()
    {
        var read = Rested();
        Assert.Equal(2, read.CaseFiles.Count);
        Assert.Null(read.StoredCases);
        Assert.Equal(Bytes(Whole()), Bytes(read));
    }

    [Fact]
    public void Time_alone_wakes_cases_that_rest()
    {
        // Drill and withdrawal of the full sample would wake at once.
        var rested = Rested(unit => (unit.CaseFiles, unit.HeldCases) = ([], [unit.HeldCases[1]]));
        Assert.Equal(Verdict.Dropped, UnitMachine.DecideHousekeeping(rested, new Instant(Due.Milliseconds - 1)).Verdict);
        Assert.NotNull(rested.StoredCases);

        var decision = UnitMachine.DecideHousekeeping(rested, Due);
        Assert.Equal(new CaseEscalated(CaseSamples.First.Id), decision.EventAt(0));
        Assert.Null(rested.StoredCases);
    }

    [Fact]
    public void A_withdrawal_that_waits_where_its_case_is_wakes_at_once()
    {
        var rested = Rested(unit => (unit.CaseFiles, unit.HeldCases) = ([unit.CaseFiles[0]], [unit.HeldCases[0]]));
        Assert.Equal(new CaseWithdrawn(Move.Up, default, CaseSamples.Second.Id), UnitMachine.DecideHousekeeping(rested, Samples.At.PlusMs(2)).EventAt(0));
    }

    private static UnitState Whole() => CaseSamples.Full().Restore(Samples.Scheme);

    private static UnitState Rested(Action<UnitSnapshot>? change = null)
    {
        var laidOpen = CaseSamples.Full();
        change?.Invoke(laidOpen);
        var units = new List<UnitState>();
        new SnapshotReader(Samples.Scheme, new SharedValues()).Read(Bytes(laidOpen.Restore(Samples.Scheme)), units.Add);
        return Assert.Single(units);
    }

    private static byte[] Bytes(UnitState unit)
    {
        var writer = new SnapshotWriter();
        writer.Write(unit);
        return writer.ToArray();
    }
}
