using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

/// <summary>Keeps a few officials of a demo on leave: as leaves end, others begin.</summary>
internal sealed class DemoLeaves(IHierarchyEngine engine, DemoHand hand, SplitMix64 random)
{
    /// <summary>One official in so many is on leave.</summary>
    private const int OnLeaveEvery = 60;

    /// <summary>At most one leave begins.</summary>
    /// <param name="today">Its first day. A home unit that nothing happens at may stand at an earlier day.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task StepAsync(DateOnly today, CancellationToken cancellation)
    {
        var root = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false);
        if (root is null || root.Tally.Holdings.OnLeave * OnLeaveEvery >= root.Tally.Holdings.Officials) return;
        if (await DrawHomeAsync(root, cancellation).ConfigureAwait(false) is not { } home) return;
        var holders = await engine.QueryAsync(new ListHolders(home, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        HolderView[] free = [.. (holders ?? []).Where(view => view.Official is { IsActive: true } official && !official.Leaves.Any(leave => leave.To >= today))];
        if (free.Length == 0) return;
        var drawn = free[random.Below(free.Length)];
        var leave = new RecordLeave(drawn.Id, today, today.AddDays(2 + random.Below(8)));
        await hand.DoAsync(home, string.Create(CultureInfo.InvariantCulture, $"leave/{drawn.Id.Number}/{leave.From:yyyy-MM-dd}"), leave, cancellation).ConfigureAwait(false);
    }

    /// <summary>Down by chance to a unit that has officials, from whose subtree most of them are.</summary>
    private async Task<UnitId?> DrawHomeAsync(UnitView unit, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await engine.QueryAsync(new GetChildren(unit.Id, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
            UnitView[] below = [.. (page?.Items ?? []).Where(child => child.Closed is null && child.Tally.Holdings.Officials > 0)];
            if (below.Length == 0) return unit.Tally.Holdings.Officials > 0 ? unit.Id : null;
            unit = below[random.Below(below.Length)];
        }
    }
}
