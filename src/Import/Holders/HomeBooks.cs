using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What a home unit has: officials and teams, and the assignments it made. Mutable while a plan counts what it adds.</summary>
internal sealed class HomeBook(IReadOnlyList<HolderView> holders, IReadOnlyList<Assignment> assignments)
{
    public IReadOnlyList<HolderView> Holders => holders;

    /// <summary>Officials, ended ones that the unit still keeps included, with those a plan adds.</summary>
    public int Officials { get; set; } = holders.Count(holder => holder.Official is not null);

    /// <summary>Teams, as above.</summary>
    public int Teams { get; set; } = holders.Count(holder => holder.Team is not null);

    /// <summary>Assignments that the unit keeps, with those a plan adds.</summary>
    public List<Assignment> Assignments { get; } = [.. assignments];

    public HolderView? Find(HolderId id) => holders.FirstOrDefault(holder => holder.Id == id);

    /// <summary>True for an official or team that has not ended.</summary>
    public static bool IsActive(HolderView view) => view.Official?.IsActive ?? view.Team!.IsActive;
}

/// <summary>Home units, read as they are needed. Mutable; one caller at a time.</summary>
internal sealed class HomeBooks(PatientEngine engine, bool withAssignments)
{
    private readonly Dictionary<UnitId, HomeBook> books = [];

    public async ValueTask<HomeBook> OfAsync(UnitId home, CancellationToken cancellation)
    {
        if (books.TryGetValue(home, out var known)) return known;
        var holders = await ReadAsync(
            after => new ListHolders(home, after, Limits.PageItemsMax), holder => holder.Id.Number, cancellation).ConfigureAwait(false);
        IReadOnlyList<Assignment> assignments = !withAssignments ? [] : await ReadAsync(
            after => new ListAssignments(home, HolderId.None, after, Limits.PageItemsMax), assignment => assignment.Id.Number, cancellation).ConfigureAwait(false);
        return books[home] = new HomeBook(holders, assignments);
    }

    private async Task<List<T>> ReadAsync<T>(Func<int, Query<IReadOnlyList<T>?>> page, Func<T, int> numberOf, CancellationToken cancellation)
    {
        var all = new List<T>();
        while (true)
        {
            var items = await engine.QueryAsync(page(all.Count == 0 ? 0 : numberOf(all[^1])), cancellation).ConfigureAwait(false) ?? [];
            all.AddRange(items);
            if (items.Count < Limits.PageItemsMax) return all;
        }
    }
}
