// Judges a list of assignments before anything is changed. A row is the same assignment as
// one made before when holder, role, first day, set and units are the same; that is noted in
// a record written in the commit that makes it, so that a list can be imported again long
// after its assignments have ended. Only the last day may change, and only to an earlier one.

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class AssignmentPlanner(
    IHierarchyEngine engine, PatientEngine patient, UnitPlaces places, UnitReferences references, Dictionary<string, HolderRef> refs, DateOnly today)
{
    private readonly HomeBooks books = new(patient, withAssignments: true);
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<UnitId, int> holders = [];
    private readonly List<HolderTask> tasks = [];
    private readonly List<RowProblem> refusedEarlier = [];
    private int kept;

    public async Task<HolderPlan> PlanAsync(HolderList list, BadRows badRows, CancellationToken cancellation)
    {
        HolderRow[] rows = [.. list.Rows.Select(raw => new HolderRow(list.Sheet!, raw))];
        foreach (var row in rows) await PlanRowAsync(row, cancellation).ConfigureAwait(false);
        return new HolderPlan(list.Kind, badRows, [.. list.Sheet!.Columns.Select(column => column.Code)], rows)
        {
            Kept = kept,
            Tasks = tasks,
            RefusedEarlier = refusedEarlier,
            Refs = refs,
        };
    }

    /// <summary>The record that says an assignment was made from a row.</summary>
    public static string KeyOf(string reference, AssignHolder command)
    {
        var text = string.Join('|', [
            reference, command.Role, command.From.ToString("O", CultureInfo.InvariantCulture), command.SetName ?? "", .. command.Units.Select(target => target.Unit).Order().Select(unit => unit.ToString())]);
        return $"holder-assignments/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private async Task PlanRowAsync(HolderRow row, CancellationToken cancellation)
    {
        var (holder, home, book) = await HolderAsync(row, cancellation).ConfigureAwait(false);
        var role = row.Text(HolderColumns.Role);
        if (engine.Catalog.FindRole(role) is not { } known)
            row.Refuse(HolderColumns.Role, "the catalogue has no such role", $"Write one of {string.Join(", ", engine.Catalog.Roles.Select(one => one.Code))}");
        else role = known.Code;
        var (from, to) = Days(row);
        var setName = row.Text(HolderColumns.SetName) is { Length: > 0 } named ? named : null;
        if (setName?.Length > Limits.SetNameLengthMax) row.Refuse(HolderColumns.SetName, $"is longer than {Limits.SetNameLengthMax} characters (SetNameLengthMax)", "Shorten it");
        if (holder is null || home is null || book is null) return;
        var targets = await TargetsAsync(row, home, cancellation).ConfigureAwait(false);
        if (targets.Count > 1 && setName is null) row.Refuse(HolderColumns.SetName, "a set of more than one unit has a name", "Name it");
        if (!row.IsGood) return;

        var command = new AssignHolder(holder.Holder, role, from!.Value, to, setName, [.. targets]);
        var key = KeyOf(holder.Ref, command);
        if (!lines.TryAdd(key, row.Line))
        {
            row.Refuse(HolderColumns.Units, $"the row says the same as line {lines[key]}", "Remove one of them");
            return;
        }

        var made = book.Assignments.LastOrDefault(one => IsMade(one, command));
        var wasMade = await engine.Records.GetAsync(key, cancellation).ConfigureAwait(false) is not null;
        if (made is not null) Compare(row, key, made, to);
        else if (wasMade) CompareRetired(row, to);
        else await PlanNewAsync(row, key, command, book, cancellation).ConfigureAwait(false);
    }

    private async Task<(HolderRef? Holder, UnitPlace? Home, HomeBook? Book)> HolderAsync(HolderRow row, CancellationToken cancellation)
    {
        var reference = row.Text(HolderColumns.Holder);
        if (!refs.TryGetValue(reference, out var holder) || holder.Holder.Number == 0)
        {
            row.Refuse(HolderColumns.Holder, "no official or team was imported with this key", "Import the list of officials first, or correct the key");
            return default;
        }

        var home = await places.FindAsync(holder.Holder.Home, cancellation).ConfigureAwait(false);
        return (holder, home, await books.OfAsync(holder.Holder.Home, cancellation).ConfigureAwait(false));
    }

    private static (DateOnly? From, DateOnly? To) Days(HolderRow row)
    {
        if (row.Text(HolderColumns.From).Length == 0) row.Refuse(HolderColumns.From, "must not be empty", "Give the first day, such as 2025-07-01");
        var (from, to) = (row.Day(HolderColumns.From), row.Day(HolderColumns.To));
        foreach (var (column, day) in new[] { (HolderColumns.From, from), (HolderColumns.To, to) })
            if (day is { } given && given.Year is < Limits.DayYearMin or > Limits.DayYearMax)
                row.Refuse(column, $"a day lies in the years {Limits.DayYearMin} to {Limits.DayYearMax} (DayYearMin, DayYearMax)", "Correct it");
        if (to < from) row.Refuse(HolderColumns.To, "an assignment ends on or after its first day", "Correct the days");
        return (from, to);
    }

    private async Task<List<AssignmentTarget>> TargetsAsync(HolderRow row, UnitPlace home, CancellationToken cancellation)
    {
        var named = row.Items(HolderColumns.Units);
        var targets = new List<AssignmentTarget>();
        if (named.Length is 0 or > Limits.UnitsPerAssignmentMax)
            row.Refuse(HolderColumns.Units, $"an assignment is about 1 to {Limits.UnitsPerAssignmentMax} units (UnitsPerAssignmentMax)", "Name them, separated by ';', or make two rows of it");
        else
            foreach (var text in named)
            {
                var found = await references.FindAsync(text, home, cancellation).ConfigureAwait(false);
                if (found.Unit is not { } unit) row.Refuse(HolderColumns.Units, $"'{text}': {found.Rule}", found.NextStep);
                else if (targets.Exists(target => target.Unit == unit.Id)) row.Refuse(HolderColumns.Units, $"'{text}' is named twice", "Name each unit once");
                else if (await places.WayDownAsync(home.Id, unit, cancellation).ConfigureAwait(false) is not { Count: > 0 } way)
                    row.Refuse(HolderColumns.Units, $"'{unit.Name}' is not below the home unit '{home.Name}'", "Name units below it, or a holder whose home is above them");
                else if (!engine.Scheme.MayHold(home.Level, unit.Level))
                    row.Refuse(HolderColumns.Units, $"officials of level '{CodeOf(home.Level)}' may not hold units of level '{CodeOf(unit.Level)}' (the scheme's mayHold)", $"Name units of level {HeldBy(home.Level)}");
                else targets.Add(new AssignmentTarget(unit.Id, way));
            }
        return targets;
    }

    private void Compare(HolderRow row, string key, Assignment made, DateOnly? to)
    {
        var last = made.To ?? DateOnly.MaxValue;
        if (to == made.To) kept++;
        else if (!made.IsOver && to < last) tasks.Add(new EndTask(row, key, new EndAssignment(made.Id, to.Value)));
        else
            row.Refuse(HolderColumns.To, $"assignment {made.Id} of this row ends on {last:O}, and a list does not put that off", "Give a row of its own with the day after as its first");
        if (row.IsGood) refusedEarlier.AddRange(Refusals(row, made));
    }

    /// <summary>
    /// The home unit keeps an assignment for 30 days after its end; then only the record says that it was made. A row that is over
    /// too agrees with that. One that should be in force must not pass for done, for nobody holds the units.
    /// </summary>
    private void CompareRetired(HolderRow row, DateOnly? to)
    {
        if (to < today) kept++;
        else
            row.Refuse(
                HolderColumns.To, "the assignment of this row was made and has ended, more than 30 days ago, and a list does not begin it again",
                "Give a row of its own with a later first day, or remove the row");
    }

    private async Task PlanNewAsync(HolderRow row, string key, AssignHolder command, HomeBook book, CancellationToken cancellation)
    {
        if (command.To < today)
            row.Refuse(HolderColumns.To, $"this assignment is over: today is {today:O}", "Remove the row, or give a later day");
        if (book.Find(command.Holder) is not { } view || !HomeBook.IsActive(view))
            row.Refuse(HolderColumns.Holder, "the official or team of this key has ended", "Name another");
        Assignment[] live = [.. book.Assignments.Where(one => one.Holder == command.Holder && !one.IsOver)];
        foreach (var other in live.Where(one => one.Role == command.Role && command.From <= (one.To ?? DateOnly.MaxValue) && one.From <= (command.To ?? DateOnly.MaxValue)))
            foreach (var unit in command.Units.Where(target => other.Units.Any(held => held.IsLive && held.Unit == target.Unit)))
                row.Refuse(HolderColumns.Units, $"the holder holds unit {unit.Unit} in this role already on some of these days", "Leave it out, or correct the days");
        if (command.Units.Length + live.Sum(one => one.LiveUnits) > Limits.LoadPerOfficialMax)
            row.Refuse(HolderColumns.Units, $"one holder is assigned at most {Limits.LoadPerOfficialMax} units (LoadPerOfficialMax)", "Assign some to another holder");
        if (book.Assignments.Count >= Limits.AssignmentsPerUnitMax)
            row.Refuse(HolderColumns.Holder, $"at most {Limits.AssignmentsPerUnitMax} assignments of a unit are in force, to come, or ended within 30 days (AssignmentsPerUnitMax)", "Hold units as sets, or wait until ended ones retire");
        foreach (var target in command.Units)
            if (await HoldersOfAsync(target.Unit, cancellation).ConfigureAwait(false) >= Limits.HoldersPerUnitMax)
                row.Refuse(HolderColumns.Units, $"unit {target.Unit} has {Limits.HoldersPerUnitMax} holders (HoldersPerUnitMax)", "End an assignment there first");
        if (!row.IsGood) return;
        foreach (var target in command.Units) holders[target.Unit]++;
        tasks.Add(new AssignTask(row, key, command));
        // As it will be, so that later rows are judged with it.
        book.Assignments.Add(new Assignment(
            new AssignmentId(command.Holder.Home, 0), command.Holder, command.Role, false, command.From, command.To, command.SetName,
            [.. command.Units.Select(target => new HeldUnit(target.Unit, target.Way, HeldState.Travelling))], Instant.None));
    }

    private async ValueTask<int> HoldersOfAsync(UnitId unit, CancellationToken cancellation)
    {
        if (holders.TryGetValue(unit, out var known)) return known;
        var duties = await patient.QueryAsync(new ListDuties(unit), cancellation).ConfigureAwait(false) ?? [];
        return holders[unit] = duties.Count(view => !view.Duty.IsOver);
    }

    /// <summary>The units of an assignment that refused it, as problems of its row.</summary>
    public static IEnumerable<RowProblem> Refusals(HolderRow row, Assignment assignment) =>
        assignment.Units.Where(held => held.IsRefused).Select(held => row.Problem(
            HolderColumns.Units, $"unit {held.Unit} refused assignment {assignment.Id}: {Reason(held.State)}", "Mend that, then give this unit a row of its own with another first day"));

    private static string Reason(HeldState state) => state switch
    {
        HeldState.RefusedLevel => "officials of the home unit's level may not hold units of its level (the scheme's mayHold)",
        HeldState.RefusedClosed => "it is closed",
        HeldState.RefusedFull => $"it has {Limits.HoldersPerUnitMax} holders (HoldersPerUnitMax)",
        _ => "the way did not lead there",
    };

    private static bool IsMade(Assignment made, AssignHolder command) =>
        made.Id.Number > 0 && made.Holder == command.Holder && made.Role == command.Role && made.From == command.From && made.SetName == command.SetName
        && made.Units.Select(held => held.Unit).Order().SequenceEqual(command.Units.Select(target => target.Unit).Order());

    private string CodeOf(Level level) => engine.Scheme.Levels[level.Index].Code;

    private string HeldBy(Level home) => engine.Scheme.Levels[home.Index].MayHold is { Count: > 0 } held ? string.Join(" or ", held) : "none: these officials hold nothing";
}
