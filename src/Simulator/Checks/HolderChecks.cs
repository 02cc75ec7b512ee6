using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold of officials, teams and assignments: at every moment, and when nothing is left to do.</summary>
internal static class HolderChecks
{
    /// <summary>Numbers of one subtree fit each other, and lists have their bounds.</summary>
    public static void Run(UnitState unit)
    {
        var told = unit.Tally.Holdings;
        Require(told.OnLeave <= told.Officials && told.Overloaded <= told.Officials, 7, $"unit {unit.Id} has {told.Officials} officials, {told.OnLeave} on leave, {told.Overloaded} overloaded");
        Require(unit.Duties.Count <= Limits.DutiesKeptPerUnitMax && unit.Duties.Count(duty => !duty.IsOver) <= Limits.HoldersPerUnitMax, 15, $"unit {unit.Id} has {unit.Duties.Count} duties");
        Require(unit.Assignments.Count <= Limits.AssignmentsPerUnitMax && unit.Officials.Count <= Limits.OfficialsPerUnitMax, 15, $"unit {unit.Id} has {unit.Assignments.Count} assignments");
    }

    /// <summary>Homes and units held have what the ledger says, and tallies equal a recount.</summary>
    public static void RunAtQuiet(UnitsAlive units, Ledger ledger, LevelScheme scheme)
    {
        foreach (var item in ledger.Assignments.Values.Where(item => !item.IsRetired))
            foreach (var held in item.Units)
                Require(held.Unheard.Count == 0 && held.State != HeldState.Travelling, 14, $"home {item.Id.Home} thinks of {held.Unit} that {item.Id} is {held.State}, and was not told {string.Join(' ', held.Unheard)}");
        var today = ledger.Today;
        foreach (var unit in ledger.Units.Values)
        {
            var live = units.Find(unit.Id)!;
            Compare(unit, "holders", unit.Holders.Select(holder => Text(holder, today)), live.Officials.Select(official => Text(official, today)).Concat(live.Teams.Select(Text)));
            Compare(unit, "assignments", unit.Assignments.Select(Text), live.Assignments.Select(Text));
            Compare(unit, "duties", unit.Duties.Select(duty => $"{duty.Assignment.Id} {duty.EndedAt}"), live.Duties.Select(duty => $"{duty.Terms.Assignment} {duty.EndedAt}"));
            foreach (var duty in unit.Duties.Where(duty => !duty.IsOver)) CompareTerms(unit, duty, live.FindDuty(duty.Assignment.Id)!);
            foreach (var official in unit.Holders.Where(holder => holder is { IsTeam: false, IsActive: true }))
                Require(live.LoadOf(official.Id) == unit.LoadOf(official, today), 13, $"unit {unit.Id} says {official.Id} holds {live.LoadOf(official.Id)}, the recount {unit.LoadOf(official, today)}");
        }
        HoldingRecount.Run(units, ledger, scheme);
    }

    private static void CompareTerms(LedgerUnit unit, LedgerDuty duty, Duty live)
    {
        var item = duty.Assignment;
        Require(live.Terms.Exclusive == (item.Role == "in-charge") && live.Terms.Role == item.Role && duty.Terms.Says(live.Terms), 14, $"unit {unit.Id} has {live.Terms}, was told version {duty.Version}");
        // The unit has all that its home has said so far.
        var last = item.Versions[^1];
        Require(!item.IsOver && duty.Terms.To == last.To && duty.Terms.Members.SequenceEqual(last.Members) && duty.Terms.DaysAway.Where(day => day >= last.Day).SequenceEqual(last.DaysAway), 14,
            $"unit {unit.Id} has version {duty.Version} of {item.Id}, of {item.Versions.Count}");
    }

    private static void Compare(LedgerUnit unit, string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (truth, told) = (string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', actual.Order(StringComparer.Ordinal)));
        Require(truth == told, 14, $"{what} of {unit.Id}\nledger:\n{truth}\nengine:\n{told}");
    }

    private static string Text(LedgerHolder holder, DateOnly today) => holder.IsTeam
        ? $"team {holder.Id} {holder.Name} [{string.Join(' ', holder.Members.Select(member => member.Id))}] {holder.EndedAt}"
        : $"{holder.Id} {holder.Name} [{string.Join(' ', holder.Posts)}] {holder.Limit} {Text(holder.Leaves, today)} {holder.EndedAt}";

    private static string Text(Official official, DateOnly today) =>
        $"{official.Id} {official.Name} [{string.Join(' ', official.Posts)}] {official.LoadLimit} {Text(official.Leaves.Select(leave => (leave.From, leave.To)), today)} {official.EndedAt}";

    private static string Text(Team team) => $"team {team.Id} {team.Name} [{string.Join(' ', team.Members)}] {team.EndedAt}";

    // Leave that has long passed may be there or not.
    private static string Text(IEnumerable<(DateOnly From, DateOnly To)> leaves, DateOnly today) =>
        string.Join(' ', leaves.Where(leave => leave.To >= today.AddDays(-30)).Order().Select(leave => $"{leave.From:O}..{leave.To:O}"));

    private static string Text(LedgerAssignment item) =>
        $"{item.Id} {item.Holder.Id} {item.Role} {item.From:O} {item.To:O} {item.SetName} [{string.Join(' ', item.Units.Select(held => $"{held.Unit} {held.State}"))}] {item.EndedAt}";

    private static string Text(Assignment item) =>
        $"{item.Id} {item.Holder} {item.Role} {item.From:O} {item.To:O} {item.SetName} [{string.Join(' ', item.Units.Select(held => $"{held.Unit} {held.State}"))}] {item.EndedAt}";
}
