using HierarchySim.Core;

namespace HierarchySim.Standalone;

/// <summary>The part of <see cref="Recount"/> about officials and the units they hold: each unit is looked at for the day it stands at.</summary>
internal sealed class HoldingRecount
{
    private readonly Dictionary<UnitId, (int Officials, int OnLeave, int Teams, int Overloaded, int Overlapped, int Covered)> counted = [];

    /// <summary>Adds a unit's own part to a unit on its path to the root.</summary>
    public void Add(UnitId at, UnitState unit)
    {
        if (unit.Officials.Count + unit.Teams.Count + unit.Duties.Count == 0) return;
        var active = unit.Officials.Where(official => !official.EndedAt.IsSet).ToList();
        var present = unit.Duties.Where(duty => !duty.EndedAt.IsSet && IsPresent(duty.Terms, unit.DutyDay)).Select(duty => duty.Terms).ToList();
        var overlap = present.Where(terms => terms.Exclusive).GroupBy(terms => (terms.Holder.Home, terms.Role)).Any(group => group.DistinctBy(terms => terms.Holder).Count() > 1);
        var sum = counted.GetValueOrDefault(at);
        counted[at] = (
            sum.Officials + active.Count,
            sum.OnLeave + active.Count(official => official.Leaves.Any(leave => leave.From <= unit.HomeDay && unit.HomeDay <= leave.To)),
            sum.Teams + unit.Teams.Count(team => !team.EndedAt.IsSet),
            sum.Overloaded + active.Count(official => Load(unit, official.Id) > official.LoadLimit),
            sum.Overlapped + (overlap ? 1 : 0),
            sum.Covered + (present.Count > 0 ? 1 : 0));
    }

    /// <summary>Reports a unit whose sums are not what the recount finds.</summary>
    public void Compare(UnitState unit, Action<UnitId, string> report)
    {
        var tally = unit.Tally.Holdings;
        var covered = 0;
        for (byte level = 0; level < Limits.LevelsMax; level++) covered += tally.CoveredAt(new Level(level));
        var told = (tally.Officials, tally.OnLeave, tally.Teams, tally.Overloaded, tally.Overlapped, covered);
        var truth = counted.GetValueOrDefault(unit.Id);
        if (told != truth) report(unit.Id, $"It counts {told}, the recount {truth} (officials, on leave, teams, overloaded, overlapped, covered).");
    }

    private static bool IsPresent(DutyTerms terms, DateOnly day) =>
        terms.From <= day && (terms.To is not { } last || day <= last) && !terms.Absences.Any(absence => absence.From <= day && day <= absence.To);

    private static int Load(UnitState unit, HolderId official) =>
        Held(unit, official) + unit.Teams.Where(team => !team.EndedAt.IsSet && team.Members.Contains(official))
            .Sum(team => (int)Math.Ceiling(Held(unit, team.Id) / (double)team.Members.Length));

    private static int Held(UnitState unit, HolderId holder) => unit.Assignments
        .Where(made => made.Holder == holder && !made.EndedAt.IsSet && made.From <= unit.HomeDay && (made.To is not { } last || unit.HomeDay <= last))
        .Sum(made => made.Units.Count(held => held.State == HeldState.Accepted));
}
