using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>Who is there and what is held, counted one by one for the day it is, against what every unit says of its subtree.</summary>
internal static class HoldingRecount
{
    public static void Run(UnitsAlive units, Ledger ledger, LevelScheme scheme)
    {
        var today = ledger.Today;
        var own = ledger.Units.Values.ToDictionary(unit => unit.Id, unit => CountOwn(unit, today));
        foreach (var unit in ledger.Units.Values)
        {
            var (told, counts, below) = (units.Find(unit.Id)!.Tally, units.Find(unit.Id)!.Counts, unit.Subtree.Select(member => (Unit: member, Own: own[member.Id])).ToList());
            var recount = below.Aggregate(default(Numbers), (sum, one) => sum + one.Own);
            var said = new Numbers(told.Holdings.Officials, told.Holdings.OnLeave, told.Holdings.Teams, told.Holdings.Overloaded, told.Holdings.Overlapped, recount.Covered);
            Require(said == recount, 13, $"unit {unit.Id} says {said}, the recount {recount}");
            for (byte level = 0; level < scheme.Levels.Count; level++)
            {
                var ofLevel = below.Where(one => one.Unit.Level == level && one.Unit is { IsOpened: true, IsClosed: false }).ToList();
                var covered = ofLevel.Count(one => one.Own.Covered > 0);
                var mayBeHeld = scheme.Levels.Any(home => home.MayHold.Contains(scheme.Levels[level].Code));
                Require(told.Holdings.CoveredAt(new Level(level)) == covered, 13, $"unit {unit.Id} says {told.Holdings.CoveredAt(new Level(level))} covered at level {level}, the recount {covered}");
                var uncovered = HoldingRules.UncoveredAt(scheme, counts, told, new Level(level));
                Require(uncovered == (mayBeHeld ? ofLevel.Count - covered : 0), 13, $"unit {unit.Id} says {uncovered} uncovered at level {level}, the recount {ofLevel.Count - covered}");
            }
        }
        NoteRare(ledger, own.Values.Aggregate(default(Numbers), (sum, one) => sum + one));
    }

    private static Numbers CountOwn(LedgerUnit unit, DateOnly today)
    {
        var active = unit.Holders.FindAll(holder => holder.IsActive);
        var officials = active.FindAll(holder => !holder.IsTeam);
        return new Numbers(
            officials.Count, officials.Count(official => official.IsAway(today)), active.Count - officials.Count, officials.Count(official => unit.LoadOf(official, today) > official.Limit),
            unit.IsOverlappedOn(today) ? 1 : 0, unit.PresentOn(today).Count > 0 ? 1 : 0);
    }

    private static void NoteRare(Ledger ledger, Numbers all)
    {
        if (all.OnLeave > 0) ledger.Note("at quiet an official was on leave");
        if (all.Overloaded > 0) ledger.Note("at quiet an official was overloaded");
        if (all.Overlapped > 0) ledger.Note("at quiet holders overlapped");
        if (all.Covered > 0) ledger.Note("at quiet a unit was covered");
        foreach (var child in ledger.Units.Values.Where(child => child.Duties.Count == 0 && child.Parent is { IsClosed: false, Duties.Count: > 0 }))
            if (child.Parent!.Duties.Exists(duty => !duty.IsOver && duty.Assignment.Units.Count > 1)) ledger.Note("a child of a unit held in a set was held by nobody");
    }

    private readonly record struct Numbers(int Officials, int OnLeave, int Teams, int Overloaded, int Overlapped, int Covered)
    {
        public static Numbers operator +(Numbers one, Numbers other) => new(
            one.Officials + other.Officials, one.OnLeave + other.OnLeave, one.Teams + other.Teams, one.Overloaded + other.Overloaded, one.Overlapped + other.Overlapped, one.Covered + other.Covered);
    }
}
