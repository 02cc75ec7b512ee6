// Finds who has still to answer by going down from the issuer, at each unit to a child whose
// subtree has answers outstanding; a few questions for each answer, whatever the size of the
// tree. Where several children qualify, two are drawn and the one with the better habits
// mostly goes first: so some communes are quick and others slow, and stay so, because habits
// come from the unit's id.

using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

internal sealed class DemoAnswers(IHierarchyEngine engine, SplitMix64 random)
{
    private bool turnedAway;

    /// <summary>True when the engine had no room since this was last asked.</summary>
    public bool WereTurnedAway()
    {
        var was = turnedAway;
        turnedAway = false;
        return was;
    }

    /// <summary>Lets units answer a directive until it has come as far as its pace asks, or the acts are used up.</summary>
    /// <returns>Acts used.</returns>
    public async Task<int> GiveAsync(UnitId issuer, DirectiveStanding standing, int actsMax, Instant now, CancellationToken cancellation)
    {
        var spec = standing.Spec;
        var progress = standing.Progress;
        var (acknowledged, completed) = DemoPace.Expected(spec, progress.Targets, now);
        var acknowledge = Math.Min(acknowledged - progress.Acknowledged, actsMax);
        var acts = 0;
        for (; acts < acknowledge; acts++)
            if (!await AnswerAsync(issuer, spec.Id, complete: false, cancellation).ConfigureAwait(false)) return acts + 1;
        var complete = Math.Min(completed - progress.Completed, actsMax - acts);
        for (var i = 0; i < complete; i++, acts++)
            if (!await AnswerAsync(issuer, spec.Id, complete: true, cancellation).ConfigureAwait(false)) return acts + 1;
        return acts;
    }

    /// <summary>One unit answers; false when none was found or it was refused.</summary>
    private async Task<bool> AnswerAsync(UnitId issuer, DirectiveId directive, bool complete, CancellationToken cancellation)
    {
        var unit = issuer;
        while (true)
        {
            var own = await engine.QueryAsync(new GetStanding(unit, directive), cancellation).ConfigureAwait(false);
            if (own is null) return false;
            if (IsOwing(own.Flags, complete)) return await SubmitAsync(unit, directive, complete, cancellation).ConfigureAwait(false);
            if (await DrawChildAsync(unit, directive, complete, cancellation).ConfigureAwait(false) is not { } child) return false;
            unit = child;
        }
    }

    private async Task<UnitId?> DrawChildAsync(UnitId unit, DirectiveId directive, bool complete, CancellationToken cancellation)
    {
        var page = await engine.QueryAsync(new GetChildProgress(unit, directive, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        UnitId[] owing = page is null ? [] : [.. page.Items.Where(item => IsOwing(item.Progress, complete)).Select(item => item.Child)];
        if (owing.Length == 0) return null;
        var (a, b) = (owing[random.Below(owing.Length)], owing[random.Below(owing.Length)]);
        var (quick, slow) = HabitOf(a) >= HabitOf(b) ? (a, b) : (b, a);
        return random.Below(4) == 0 ? slow : quick;
    }

    private async Task<bool> SubmitAsync(UnitId unit, DirectiveId directive, bool complete, CancellationToken cancellation)
    {
        var key = complete ? $"complete/{directive}" : $"acknowledge/{directive}";
        Command command = complete ? new CompleteDirective(directive) : new AcknowledgeDirective(directive);
        var answer = await engine.SubmitAsync(
            CommandIds.Create("demo", unit, key, Encoding.UTF8.GetBytes(key)), unit, command, cancellation).ConfigureAwait(false);
        turnedAway |= answer.Refusal?.Code is RefusalCode.Overloaded or RefusalCode.StorageUnavailable or RefusalCode.Stopping;
        return answer.IsAccepted;
    }

    private static bool IsOwing(ReceiptFlags flags, bool complete) => (flags & ReceiptFlags.Target) != 0
        && (complete ? (flags & (ReceiptFlags.Acknowledged | ReceiptFlags.Completed)) == ReceiptFlags.Acknowledged : (flags & ReceiptFlags.Acknowledged) == 0);

    private static bool IsOwing(Progress progress, bool complete) =>
        complete ? progress.Completed < progress.Acknowledged : progress.Acknowledged < progress.Delivered;

    private static ulong HabitOf(UnitId unit) => new SplitMix64((ulong)unit.Value).Next();
}
