// Judges a list of officials and teams before anything is changed. Officials come first, in
// the order of the file, then teams, because a team may be of officials whom the same file
// brings. The rules are those of the home unit's own turns, told here by row and column; the
// turn checks them again.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class OfficialPlanner(PatientEngine engine, UnitReferences references, Dictionary<string, HolderRef> refs, Catalog catalog)
{
    private readonly HomeBooks books = new(engine, withAssignments: false);
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnitId> officials = new(StringComparer.Ordinal);
    private readonly List<HolderRef> recovered = [];
    private readonly List<HolderTask> tasks = [];
    private int kept;

    public async Task<HolderPlan> PlanAsync(HolderList list, BadRows badRows, CancellationToken cancellation)
    {
        await RecoverAsync(cancellation).ConfigureAwait(false);
        HolderRow[] rows = [.. list.Rows.Select(raw => new HolderRow(list.Sheet!, raw))];
        foreach (var row in rows.Where(row => row.Items(HolderColumns.Members).Length == 0)) await PlanOfficialAsync(row, cancellation).ConfigureAwait(false);
        foreach (var row in rows.Where(row => row.Items(HolderColumns.Members).Length > 0)) await PlanTeamAsync(row, cancellation).ConfigureAwait(false);
        return new HolderPlan(list.Kind, badRows, [.. list.Sheet!.Columns.Select(column => column.Code)], rows)
        {
            Kept = kept,
            Tasks = tasks,
            Recovered = recovered,
            Refs = refs,
        };
    }

    private async Task PlanOfficialAsync(HolderRow row, CancellationToken cancellation)
    {
        var (reference, home, name) = await CommonAsync(row, cancellation).ConfigureAwait(false);
        var posts = OfficialRules.Posts(row, catalog);
        var limit = OfficialRules.LoadLimit(row);
        if (!row.IsGood || home is null) return;
        var book = await books.OfAsync(home.Id, cancellation).ConfigureAwait(false);
        if (!refs.TryGetValue(reference, out var known))
        {
            if (++book.Officials > Limits.OfficialsPerUnitMax)
                row.Refuse(HolderColumns.Home, $"at most {Limits.OfficialsPerUnitMax} officials of a unit are active or ended within 30 days (OfficialsPerUnitMax)", "End those who left, or give another home unit");
            else tasks.Add(new OfficialTask(row, home.Id, reference, name!, posts, limit, null));
        }
        else if (OfficialRules.Known(row, known, home, book, wantsTeam: false)?.Official is { } official)
        {
            // What the file does not speak of stays as it is.
            if (!row.Has(HolderColumns.Posts)) posts = official.Posts;
            if (limit == 0) limit = official.LoadLimit;
            if (official.Name == name && official.LoadLimit == limit && official.Posts.SequenceEqual(posts)) kept++;
            else tasks.Add(new OfficialTask(row, home.Id, reference, name!, posts, limit, known));
        }

        if (row.IsGood) officials[reference] = home.Id;
    }

    private async Task PlanTeamAsync(HolderRow row, CancellationToken cancellation)
    {
        var (reference, home, name) = await CommonAsync(row, cancellation).ConfigureAwait(false);
        var members = OfficialRules.TeamMembers(row);
        if (!row.IsGood || home is null) return;
        var book = await books.OfAsync(home.Id, cancellation).ConfigureAwait(false);
        foreach (var member in members) CheckMember(row, member, home, book);
        if (!row.IsGood) return;
        if (!refs.TryGetValue(reference, out var known))
        {
            if (++book.Teams > Limits.TeamsPerUnitMax)
                row.Refuse(HolderColumns.Home, $"at most {Limits.TeamsPerUnitMax} teams of a unit are active or ended within 30 days (TeamsPerUnitMax)", "Dissolve those that are not needed");
            else tasks.Add(new TeamTask(row, home.Id, reference, name!, members, null));
        }
        else if (OfficialRules.Known(row, known, home, book, wantsTeam: true)?.Team is { } team)
        {
            if (team.Name == name && members.All(refs.ContainsKey) && members.Select(member => refs[member].Holder).SequenceEqual(team.Members)) kept++;
            else tasks.Add(new TeamTask(row, home.Id, reference, name!, members, known));
        }
    }

    private async Task<(string Ref, UnitPlace? Home, string? Name)> CommonAsync(HolderRow row, CancellationToken cancellation)
    {
        var reference = row.Text(HolderColumns.Ref);
        if (HolderRefRules.ReasonAgainst(reference) is var (rule, nextStep)) row.Refuse(HolderColumns.Ref, rule, nextStep);
        else if (!lines.TryAdd(reference, row.Line)) row.Refuse(HolderColumns.Ref, $"is the key of line {lines[reference]} already", "Give each row its own");
        var name = row.Name(HolderColumns.Name, Limits.HolderNameLengthMax, nameof(Limits.HolderNameLengthMax));
        var found = await references.FindAsync(row.Text(HolderColumns.Home), null, cancellation).ConfigureAwait(false);
        if (found.Unit is null) row.Refuse(HolderColumns.Home, found.Rule, found.NextStep);
        return (reference, found.Unit, name);
    }

    private void CheckMember(HolderRow row, string member, UnitPlace home, HomeBook book)
    {
        if (officials.TryGetValue(member, out var at)
                ? at == home.Id
                : !lines.ContainsKey(member) && refs.TryGetValue(member, out var known) && known.Holder.Home == home.Id
                    && book.Find(known.Holder)?.Official is { IsActive: true }) return;
        row.Refuse(
            HolderColumns.Members, $"'{member}' is no official of '{home.Name}', by this file or an earlier one, or its row has been refused",
            "Write keys of officials with the same home, separated by ';'");
    }

    /// <summary>Finds the numbers of those whose registration was accepted, and noted without its answer before a crash.</summary>
    private async Task RecoverAsync(CancellationToken cancellation)
    {
        foreach (var pending in refs.Values.Where(one => one.Holder.Number == 0).ToArray())
        {
            var book = await books.OfAsync(pending.Holder.Home, cancellation).ConfigureAwait(false);
            var taken = refs.Values.Where(one => one.Holder.Home == pending.Holder.Home).Select(one => one.Holder.Number).ToHashSet();
            if (book.Holders.FirstOrDefault(view => (view.Official?.Name ?? view.Team!.Name) == pending.Name && !taken.Contains(view.Id.Number)) is not { } found) continue;
            recovered.Add(refs[pending.Ref] = pending with { Holder = found.Id, Name = null });
        }
    }
}
