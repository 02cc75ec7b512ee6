// Cases of a demo as time goes on. One is raised now and then; each has a fate that follows
// from its id: most are taken up and answered within the hour, some are scheduled, sent up or
// withdrawn, and a few are left to lapse, so that escalation and overdue work are seen too.
// What is open is asked of the engine at every step; only answers that wait for their
// origin's word are remembered, and forgetting one leaves it as answered.

using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

internal sealed class DemoCases(IHierarchyEngine engine, DemoHand hand, SplitMix64 random)
{
    /// <summary>Open cases, at most; short of what a unit may raise, by far.</summary>
    public const int OpenMax = 100;

    private const int ActsPerStepMax = 3;
    private const int AnswersAwaitedMax = 64;
    private const long MinuteMs = 60_000;
    private const long RaiseEveryMs = 20 * MinuteMs;
    private readonly DemoCaseDesk desk = new(engine, hand);
    private readonly Queue<(CaseId Case, Instant Since)> answered = new();

    public async Task StepAsync(Instant now, CancellationToken cancellation)
    {
        var open = await engine.QueryAsync(
            new FindCases(UnitId.Root, Limits.LevelsMax, CaseOrder.Oldest, null, Instant.None, OpenMax), cancellation).ConfigureAwait(false);
        if (open is null) return;
        if (open.Count < OpenMax && (open.Count == 0 || open[^1].Case.Spec.RaisedAt.PlusMs(RaiseEveryMs) <= now)) await RaiseAsync(now, cancellation).ConfigureAwait(false);
        var before = hand.Acts;
        foreach (var view in open)
        {
            if (hand.Acts - before >= ActsPerStepMax) return;
            await HandleAsync(view, now, cancellation).ConfigureAwait(false);
        }

        await HearAsync(now, cancellation).ConfigureAwait(false);
    }

    private async Task RaiseAsync(Instant now, CancellationToken cancellation)
    {
        CaseCategory[] categories = [.. engine.Catalog.Categories.Where(category => !category.IsRetired)];
        if (categories.Length == 0 || await DrawOriginAsync(cancellation).ConfigureAwait(false) is not { } origin) return;
        var category = categories[random.Below(categories.Length)].Terms.Code;
        await hand.WriteAsync(
            origin, string.Create(CultureInfo.InvariantCulture, $"raise/{now.Milliseconds}"), DemoCaseTexts.Raised(category, random.Below(1_000)),
            text => new RaiseCase(category, Reality.Actual, HolderId.None, text), cancellation).ConfigureAwait(false);
    }

    /// <summary>Down by chance to a unit without children.</summary>
    private async Task<UnitId?> DrawOriginAsync(CancellationToken cancellation)
    {
        var unit = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false);
        while (unit is { ChildCount: > 0, Closed: null })
        {
            var page = await engine.QueryAsync(new GetChildren(unit.Id, random.Below(unit.ChildCount), 1), cancellation).ConfigureAwait(false);
            unit = page is { Items: [var child, ..] } ? child : null;
        }

        return unit is { Closed: null } ? unit.Id : null;
    }

    private Task HandleAsync(CustodyView view, Instant now, CancellationToken cancellation)
    {
        var (held, id) = (view.Case, view.Case.Spec.Id);
        var minutes = (now.Milliseconds - held.ReceivedAt.Milliseconds) / MinuteMs;
        var fate = DemoCaseDesk.FateOf(id, 20);
        return held.Status switch
        {
            CaseStatus.Investigating when fate is 3 or 4 => minutes < 20 ? Task.CompletedTask : desk.ScheduleAsync(view, now.PlusMs(120 * MinuteMs), cancellation),
            CaseStatus.Investigating => minutes < 30 + fate ? Task.CompletedTask : AnswerAsync(view, now, cancellation),
            // Fate 3 lets the day pass at every level; at the root, where nothing lapses, it is overdue for a while.
            CaseStatus.Scheduled when fate == 3 => held.Due.PlusMs(180 * MinuteMs) > now ? Task.CompletedTask : AnswerAsync(view, now, cancellation),
            CaseStatus.Scheduled => held.Due.PlusMs(-30 * MinuteMs) > now ? Task.CompletedTask : AnswerAsync(view, now, cancellation),
            _ when fate == 0 && held.Due.IsSet => Task.CompletedTask,
            _ when minutes < 5 => Task.CompletedTask,
            CaseStatus.Received when fate == 1 => desk.WithdrawAsync(id, cancellation),
            CaseStatus.Received when fate == 2 && held.Acts == 0 => desk.ReferAsync(view, 1, cancellation),
            _ => desk.TakeAsync(view, cancellation),
        };
    }

    private async Task AnswerAsync(CustodyView view, Instant now, CancellationToken cancellation)
    {
        if (await desk.AnswerAsync(view, cancellation).ConfigureAwait(false) && answered.Count < AnswersAwaitedMax) answered.Enqueue((view.Case.Spec.Id, now));
    }

    /// <summary>The origin's word, ten minutes after the answer: mostly that it is settled, sometimes that it is not, sometimes none.</summary>
    private async Task HearAsync(Instant now, CancellationToken cancellation)
    {
        while (answered.TryPeek(out var next) && next.Since.PlusMs(10 * MinuteMs) <= now)
        {
            answered.Dequeue();
            var fate = DemoCaseDesk.FateOf(next.Case, 20);
            if (fate > 16 || await engine.QueryAsync(new GetCase(next.Case), cancellation).ConfigureAwait(false) is not { Status: CaseStatus.Answered } file) continue;
            if (fate == 16 && file.Opening == 1) await desk.ReopenAsync(file, cancellation).ConfigureAwait(false);
            else await desk.ConfirmAsync(file, cancellation).ConfigureAwait(false);
        }
    }
}
