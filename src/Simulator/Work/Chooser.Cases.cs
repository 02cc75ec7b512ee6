using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator.Work;

// Commands about cases. Work is scheduled for the next seconds, so that limits lapse while faults last.
internal sealed partial class Chooser
{
    private static readonly string[] Categories = ["roads-lighting", "land", "official-conduct"];
    private static readonly TextId Words = new(1, 1);

    private (UnitId Unit, Command Command) DrawCase(Instant now)
    {
        var kind = dice.Below(100);
        var items = ledger.Cases.Values.Where(item => item.IsOpen || dice.Percent(30)).ToList();
        if (kind < 30 || items.Count == 0)
            return (dice.Pick(ledger.Units.Values.ToList()).Id, new RaiseCase(dice.Pick(Categories), dice.Percent(85) ? Reality.Actual : Reality.Exercise, PickSubject(), Words));
        var item = dice.Pick(items);
        if (kind < 55) return (item.Id.Origin, AtOrigin(item));
        var holder = item.Holder.IsValid ? item.Holder : item.Id.Origin;
        return (holder, Handle(ledger.Units[holder], item.Id, now));
    }

    // To confirm or reopen what is open is refused, and has to be.
    private Command AtOrigin(LedgerCase item) => dice.Below(6) switch
    {
        < 3 when item.IsOpen && dice.Percent(80) => new WithdrawCase(item.Id),
        < 3 => new ReopenCase(item.Id, Words),
        _ => new ConfirmCase(item.Id),
    };

    private Command Handle(LedgerUnit holder, CaseId id, Instant now)
    {
        var (to, by) = (dice.Pick(ledger.Units.Values.ToList()), PickActor(holder));
        return dice.Below(8) switch
        {
            0 => new TakeCase(id, by),
            < 3 => new ScheduleCase(id, by, now.PlusMs(1 + dice.Below(3_000)), TextId.None),
            3 => new CloseDuplicate(id, by, new CaseId(id.Origin, id.Number + 1)),
            < 6 => new ReferCase(id, by, to.Id, WayTo(holder, to), Words),
            _ => new AnswerCase(id, by, Words),
        };
    }

    private HolderId PickSubject() =>
        homes.Count > 0 && dice.Percent(50) && dice.Pick(homes).Holders is { Count: > 0 } holders ? dice.Pick(holders).Id : HolderId.None;

    private static Route WayTo(LedgerUnit from, LedgerUnit to)
    {
        var (moves, down) = (new List<Move>(), new List<Move>());
        for (; !from.Subtree.Contains(to); from = from.Parent!) moves.Add(Move.Up);
        for (; to != from; to = to.Parent!) down.Insert(0, Move.Down(to.Parent!.Children.IndexOf(to)));
        return Route.Of([.. moves, .. down]);
    }
}
