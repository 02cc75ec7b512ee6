// What a row of a list of assignments says, before anybody asks what was assigned already. All
// that is wrong with the row is noted in it, not the first alone.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Reads rows as the commands they mean. One caller at a time.</summary>
internal sealed class AssignmentReader(
    IHierarchyEngine engine, UnitPlaces places, UnitReferences references, Dictionary<string, HolderRef> refs)
{
    /// <summary>The list's key of the holder, and the command; null when the row has problems.</summary>
    public async Task<(string Ref, AssignHolder Command)?> ReadAsync(HolderRow row, CancellationToken cancellation)
    {
        var (holder, home) = await HolderAsync(row, cancellation).ConfigureAwait(false);
        var role = row.Text(HolderColumns.Role);
        if (engine.Catalog.FindRole(role) is not { } known)
            row.Refuse(HolderColumns.Role, "the catalogue has no such role", $"Write one of {string.Join(", ", engine.Catalog.Roles.Select(one => one.Code))}");
        else role = known.Code;
        var (from, to) = Days(row);
        var setName = row.Text(HolderColumns.SetName) is { Length: > 0 } named ? named : null;
        if (setName?.Length > Limits.SetNameLengthMax) row.Refuse(HolderColumns.SetName, $"is longer than {Limits.SetNameLengthMax} characters (SetNameLengthMax)", "Shorten it");
        if (holder is null || home is null) return null;
        var targets = await TargetsAsync(row, home, cancellation).ConfigureAwait(false);
        if (targets.Count > 1 && setName is null) row.Refuse(HolderColumns.SetName, "a set of more than one unit has a name", "Name it");
        return row.IsGood ? (holder.Ref, new AssignHolder(holder.Holder, role, from!.Value, to, setName, [.. targets])) : null;
    }

    private async Task<(HolderRef? Holder, UnitPlace? Home)> HolderAsync(HolderRow row, CancellationToken cancellation)
    {
        var reference = row.Text(HolderColumns.Holder);
        if (!refs.TryGetValue(reference, out var holder) || holder.Holder.Number == 0)
        {
            row.Refuse(HolderColumns.Holder, "no official or team was imported with this key", "Import the list of officials first, or correct the key");
            return default;
        }

        return (holder, await places.FindAsync(holder.Holder.Home, cancellation).ConfigureAwait(false));
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

    private string CodeOf(Level level) => engine.Scheme.Levels[level.Index].Code;

    private string HeldBy(Level home) => engine.Scheme.Levels[home.Index].MayHold is { Count: > 0 } held ? string.Join(" or ", held) : "none: these officials hold nothing";
}
