using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What the demo does with one case: each act is one command at the unit that has custody, or at the origin.</summary>
internal sealed class DemoCaseDesk(IHierarchyEngine engine, DemoHand hand)
{
    /// <summary>A number that is the case's own, so that its life is the same whenever it is looked at.</summary>
    public static int FateOf(CaseId id, int below) => new Synthesis.SplitMix64((ulong)((id.Origin.Value * 1_009) + id.Number)).Below(below);

    public async Task TakeAsync(CustodyView view, CancellationToken cancellation) =>
        await hand.DoAsync(view.Custodian, Key(view, "take"), new TakeCase(view.Case.Spec.Id, await ActorAsync(view, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);

    public async Task<bool> AnswerAsync(CustodyView view, CancellationToken cancellation)
    {
        var id = view.Case.Spec.Id;
        var by = await ActorAsync(view, cancellation).ConfigureAwait(false);
        return await hand.WriteAsync(
            view.Custodian, Key(view, "answer"), DemoCaseTexts.Answered(id, FateOf(id, 1_000)), text => new AnswerCase(id, by, text), cancellation).ConfigureAwait(false);
    }

    public async Task ScheduleAsync(CustodyView view, Instant until, CancellationToken cancellation)
    {
        var by = await ActorAsync(view, cancellation).ConfigureAwait(false);
        await hand.DoAsync(view.Custodian, Key(view, "schedule"), new ScheduleCase(view.Case.Spec.Id, by, until, TextId.None), cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a case so many levels up, as far as there are.</summary>
    public async Task ReferAsync(CustodyView view, int levels, CancellationToken cancellation)
    {
        var (to, moves) = (view.Custodian, new List<Move>());
        while (moves.Count < levels && await engine.QueryAsync(new GetUnit(to), cancellation).ConfigureAwait(false) is { Parent.IsValid: true } unit)
        {
            to = unit.Parent;
            moves.Add(Move.Up);
        }

        if (moves.Count == 0) return;
        var id = view.Case.Spec.Id;
        var by = await ActorAsync(view, cancellation).ConfigureAwait(false);
        await hand.WriteAsync(
            view.Custodian, Key(view, "refer"), DemoCaseTexts.Because(id, "Không thuộc thẩm quyền cấp này."),
            text => new ReferCase(id, by, to, Route.Of([.. moves]), text), cancellation).ConfigureAwait(false);
    }

    public Task<bool> WithdrawAsync(CaseId id, CancellationToken cancellation) => hand.DoAsync(id.Origin, Key(id, "withdraw"), new WithdrawCase(id), cancellation);

    public Task<bool> ConfirmAsync(CaseFile file, CancellationToken cancellation) =>
        hand.DoAsync(file.Spec.Id.Origin, Key(file.Spec.Id, FormattableString.Invariant($"confirm/{file.Opening}")), new ConfirmCase(file.Spec.Id), cancellation);

    public Task<bool> ReopenAsync(CaseFile file, CancellationToken cancellation) => hand.WriteAsync(
        file.Spec.Id.Origin, Key(file.Spec.Id, FormattableString.Invariant($"reopen/{file.Opening}")), DemoCaseTexts.Because(file.Spec.Id, "Hiện trạng chưa thay đổi."),
        text => new ReopenCase(file.Spec.Id, text), cancellation);

    /// <summary>Whoever has it in hand; else one of the unit's officials who is there; else the unit itself.</summary>
    private async Task<HolderId> ActorAsync(CustodyView view, CancellationToken cancellation)
    {
        var holders = await engine.QueryAsync(new ListHolders(view.Custodian, 0, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
        HolderId[] there = [.. (holders ?? []).Where(holder => holder.Official is { IsActive: true } && !holder.IsOnLeave).Select(holder => holder.Id)];
        return there.Contains(view.Case.Handler) ? view.Case.Handler : there.Length == 0 ? HolderId.None : there[FateOf(view.Case.Spec.Id, there.Length)];
    }

    // A case may come back to a unit; the time it came makes the act another one.
    private static string Key(CustodyView view, string act) =>
        Key(view.Case.Spec.Id, string.Create(CultureInfo.InvariantCulture, $"{act}/{view.Case.ReceivedAt.Milliseconds}/{view.Case.Acts}"));

    private static string Key(CaseId id, string act) => $"case/{id}/{act}";
}
