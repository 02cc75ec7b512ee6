// Judges a list of assignments before anything is changed: each row beside the assignment it
// was made before, if any, and beside what the holder, the home unit and the units to be held
// have already. Only the last day may change, and only to an earlier one.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class AssignmentPlanner(
    IHierarchyEngine engine, PatientEngine patient, UnitPlaces places, UnitReferences references, Dictionary<string, HolderRef> refs, DateOnly today)
{
    private readonly AssignmentReader reader = new(engine, places, references, refs);
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

    private async Task PlanRowAsync(HolderRow row, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(row, cancellation).ConfigureAwait(false) is not var (reference, command)) return;
        var key = MadeAssignment.KeyOf(reference, command);
        if (!lines.TryAdd(key, row.Line))
        {
            row.Refuse(HolderColumns.Units, $"the row says the same as line {lines[key]}", "Remove one of them");
            return;
        }

        var book = await books.OfAsync(command.Holder.Home, cancellation).ConfigureAwait(false);
        var made = book.Assignments.LastOrDefault(one => MadeAssignment.Is(one, command));
        var wasMade = await engine.Records.GetAsync(key, cancellation).ConfigureAwait(false) is not null;
        if (made is not null) Compare(row, key, made, command.To);
        else if (wasMade) CompareRetired(row, command.To);
        else await PlanNewAsync(row, key, command, book, cancellation).ConfigureAwait(false);
    }

    private void Compare(HolderRow row, string key, Assignment made, DateOnly? to)
    {
        var last = made.To ?? DateOnly.MaxValue;
        if (to == made.To) kept++;
        else if (!made.IsOver && to < last) tasks.Add(new EndTask(row, key, new EndAssignment(made.Id, to.Value)));
        else
            row.Refuse(HolderColumns.To, $"assignment {made.Id} of this row ends on {last:O}, and a list does not put that off", "Give a row of its own with the day after as its first");
        if (row.IsGood) refusedEarlier.AddRange(MadeAssignment.Refusals(row, made));
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
}
