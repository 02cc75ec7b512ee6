using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

// Who is at home here, who holds the unit, what it reported.
internal sealed partial class LedgerUnit
{
    public int LastHolderNumber { get; set; }

    public int LastAssignmentNumber { get; set; }

    /// <summary>Officials and teams that are active, or ended less than thirty days ago.</summary>
    public List<LedgerHolder> Holders { get; } = [];

    /// <summary>Assignments made here that are not over, or over for less than thirty days.</summary>
    public List<LedgerAssignment> Assignments { get; } = [];

    /// <summary>Assignments under which the unit is held, or was in the last thirty days.</summary>
    public List<LedgerDuty> Duties { get; } = [];

    public Dictionary<(string Form, ReportPeriod Period), LedgerReport> Reports { get; } = [];

    /// <summary>Units an official holds on a day: its own, and of its teams' as many as fall to each member, rounded up.</summary>
    public int LoadOf(LedgerHolder official, DateOnly day) =>
        HeldBy(official, day)
        + Holders.Where(team => team is { IsTeam: true, IsActive: true } && team.Members.Contains(official)).Sum(team => (HeldBy(team, day) + team.Members.Count - 1) / team.Members.Count);

    /// <summary>Duties whose holder is there on a day.</summary>
    public List<LedgerDuty> PresentOn(DateOnly day) => Duties.FindAll(duty => duty.IsInForceOn(day) && !duty.Terms.DaysAway.Contains(day));

    /// <summary>True when two holders of one home are in charge on a day.</summary>
    public bool IsOverlappedOn(DateOnly day) => PresentOn(day).Where(duty => duty.Assignment.Role == "in-charge")
        .GroupBy(duty => duty.Assignment.Id.Home).Any(home => home.DistinctBy(duty => duty.Assignment.Holder).Count() > 1);

    /// <summary>Moves from the unit down to one of its subtree.</summary>
    public int CountMovesTo(LedgerUnit below) => below == this ? 0 : 1 + CountMovesTo(below.Parent!);

    private int HeldBy(LedgerHolder holder, DateOnly day) => Assignments.Where(assignment => assignment.Holder == holder).Sum(assignment => assignment.CountHeld(day));
}
