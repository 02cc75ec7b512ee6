// Who holds what in the demo, after the field report of the district: officials of the
// province on communes, of the district on cells, of each commune on household groups, one
// unit each. They are numbered posts; no person is made up.
//
// A home's own numbers say how far it has come: officials are registered, and then assigned,
// one after another, so a start that was broken off goes on at the next number. For the same
// reason a home stops at the first refusal.

using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class DemoPeople(IHierarchyEngine engine, DemoHand hand, DateOnly today)
{
    /// <summary>Every so many units, an official holds the neighbour's unit: one is held twice, the other by nobody.</summary>
    private const int MisplacedEvery = 61;

    /// <summary>One official in so many is on leave.</summary>
    private const int OnLeaveEvery = 40;

    private const string InCharge = "in-charge";
    private const string Attends = "attends";

    /// <summary>Registers, assigns and sends on leave whoever is not yet.</summary>
    public async Task CreateAsync(ExistingUnit root, CancellationToken cancellation)
    {
        var homes = HomesBelow(root).ToArray();
        await Crew.ForEachAsync(homes.Length, ImportLimits.QueriesInFlightMax, i => CreateAsync(homes[i].Home, homes[i].Post, cancellation), cancellation).ConfigureAwait(false);
    }

    private async ValueTask CreateAsync(ExistingUnit home, string post, CancellationToken cancellation)
    {
        AssignmentTarget[] held = [.. TwoLevelsBelow(home)];
        if (held.Length == 0) return;
        if (!await RegisterAsync(home, post, held.Length, cancellation).ConfigureAwait(false)) return;
        if (!await AssignAsync(home, held, cancellation).ConfigureAwait(false)) return;
        for (var n = 8; n <= held.Length; n += OnLeaveEvery)
            await hand.DoAsync(home.Id, Key($"leave/{n}"), new RecordLeave(new HolderId(home.Id, n), today.AddDays(-2), today.AddDays(3 + (n % 9))), cancellation).ConfigureAwait(false);
    }

    private async Task<bool> RegisterAsync(ExistingUnit home, string post, int officials, CancellationToken cancellation)
    {
        var registered = await LastHolderAsync(home.Id, cancellation).ConfigureAwait(false);
        for (var n = registered + 1; n <= officials; n++)
        {
            var official = new RegisterOfficial(Named("Cán bộ", home, n), [post], 0);
            if (!await hand.DoAsync(home.Id, Key($"official/{n}"), official, cancellation).ConfigureAwait(false)) return false;
        }

        for (var n = Math.Max(1, registered - officials + 1); n <= TeamsOf(officials); n++)
        {
            HolderId[] members = [.. Enumerable.Range(1, officials).Where(number => number % TeamsOf(officials) == n - 1).Take(12).Select(number => new HolderId(home.Id, number))];
            if (!await hand.DoAsync(home.Id, Key($"team/{n}"), new RegisterTeam(Named("Tổ công tác", home, n), members), cancellation).ConfigureAwait(false)) return false;
        }

        return true;
    }

    private async Task<bool> AssignAsync(ExistingUnit home, AssignmentTarget[] held, CancellationToken cancellation)
    {
        var made = await LastAssignmentAsync(home.Id, cancellation).ConfigureAwait(false);
        for (var n = made + 1; n <= held.Length; n++)
        {
            var target = held[n % MisplacedEvery == 0 ? n - 2 : n - 1];
            var command = new AssignHolder(new HolderId(home.Id, n), InCharge, today.AddDays(-30 - (n % 300)), null, null, [target]);
            if (!await hand.DoAsync(home.Id, Key($"assign/{n}"), command, cancellation).ConfigureAwait(false)) return false;
        }

        // A team attends the meetings of the units just below its home, in sets.
        var below = home.Children.Select((child, place) => new AssignmentTarget(child.Id, Route.Of(Move.Down(place)))).Where((_, i) => home.Children[i].IsOpen).ToArray();
        for (var n = Math.Max(1, made - held.Length + 1); n <= TeamsOf(held.Length); n++)
        {
            AssignmentTarget[] set = [.. below.Where((_, i) => i % TeamsOf(held.Length) == n - 1)];
            if (set.Length == 0) continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"Tiểu vùng {n}");
            var command = new AssignHolder(new HolderId(home.Id, held.Length + n), Attends, today.AddDays(-30), null, name, set);
            if (!await hand.DoAsync(home.Id, Key($"assign-team/{n}"), command, cancellation).ConfigureAwait(false)) return false;
        }

        return true;
    }

    private async Task<int> LastHolderAsync(UnitId home, CancellationToken cancellation)
    {
        var page = await engine.QueryAsync(new ListHolders(home, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        return page is { Count: > 0 } ? page[^1].Id.Number : 0;
    }

    private async Task<int> LastAssignmentAsync(UnitId home, CancellationToken cancellation)
    {
        var page = await engine.QueryAsync(new ListAssignments(home, HolderId.None, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        return page is { Count: > 0 } ? page[^1].Id.Number : 0;
    }

    private IEnumerable<(ExistingUnit Home, string Post)> HomesBelow(ExistingUnit root)
    {
        var scheme = engine.Scheme;
        var pending = new Stack<ExistingUnit>([root]);
        while (pending.TryPop(out var unit))
        {
            if (!unit.IsOpen) continue;
            var post = scheme.Levels[unit.Level.Index].Code + "-official";
            if (engine.Catalog.FindPost(post) is not null) yield return (unit, post);
            foreach (var child in unit.Children) pending.Push(child);
        }
    }

    private static IEnumerable<AssignmentTarget> TwoLevelsBelow(ExistingUnit home) =>
        from child in home.Children.Select((unit, place) => (Unit: unit, Place: place))
        from grandchild in child.Unit.Children.Select((unit, place) => (Unit: unit, Place: place))
        where child.Unit.IsOpen && grandchild.Unit.IsOpen
        select new AssignmentTarget(grandchild.Unit.Id, Route.Of(Move.Down(child.Place), Move.Down(grandchild.Place)));

    private static int TeamsOf(int officials) => officials >= 90 ? 3 : officials >= 6 ? 1 : 0;

    /// <summary>Such as "Cán bộ xã Thới Lai, số 2".</summary>
    private static string Named(string what, ExistingUnit home, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {char.ToLowerInvariant(home.Name[0])}{home.Name[1..]}, số {number}");

    private static string Key(FormattableString key) => "people/" + FormattableString.Invariant(key);
}
