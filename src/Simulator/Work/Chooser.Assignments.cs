using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator.Work;

// Commands about assignments: most to units that the home may hold, some to others, some on a way that leads elsewhere.
internal sealed partial class Chooser
{
    private AssignHolder Assign(LedgerUnit home, DateOnly today)
    {
        var ofTeams = dice.Percent(40);
        var holder = Prefer(home.Holders, holder => holder.IsActive && holder.IsTeam == ofTeams);
        var mayHold = scheme.Levels[home.Level].MayHold;
        var below = home.Subtree.Skip(1).ToList();
        var lawful = below.FindAll(unit => !unit.IsClosed && mayHold.Contains(scheme.Levels[unit.Level].Code));
        var from = lawful.Count > 0 && dice.Percent(85) ? lawful : below.Count > 0 ? below : [home];
        // The first few units have most holders.
        var wanted = Enumerable.Range(0, dice.Percent(50) ? 1 : 2 + dice.Below(3)).Select(_ => from[dice.Below(dice.Percent(50) ? Math.Min(4, from.Count) : from.Count)]).ToList();
        if (!dice.Percent(3)) wanted = [.. wanted.Distinct()];
        var first = today.AddDays(dice.Below(6) - 2);
        return new AssignHolder(
            holder.Id, dice.Percent(65) ? "in-charge" : dice.Percent(95) ? "attends" : "nobody", first, dice.Percent(45) ? null : first.AddDays(dice.Below(8)),
            wanted.Count > 1 || dice.Percent(50) ? "tiểu vùng" : null, [.. wanted.Select(unit => new AssignmentTarget(unit.Id, Way(home, unit, below)))]);
    }

    private Route Way(LedgerUnit home, LedgerUnit unit, List<LedgerUnit> below)
    {
        if (below.Count == 0 || dice.Percent(95)) return WayTo(home, unit);
        return dice.Percent(50) ? WayTo(home, dice.Pick(below)) : Route.Of(Move.Down(0), Move.Down(999));
    }

    private EndAssignment EndAssignment(LedgerUnit home, DateOnly today)
    {
        if (home.Assignments.Count == 0) return new EndAssignment(new AssignmentId(home.Id, 1), today);
        var open = home.Assignments.FindAll(item => !item.IsOver);
        return new EndAssignment(dice.Pick(open.Count > 0 && dice.Percent(90) ? open : home.Assignments).Id, today.AddDays(dice.Below(6) - 2));
    }
}
