using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

/// <summary>
/// The truth, kept as plainly as possible. It reads the journal for two things only: which commands took effect in which order,
/// and when a directive or a case reached a unit. What a command does it knows from the command that was sent, by rules of its own; and
/// every number it counts afresh by walking the tree.
/// </summary>
internal sealed partial class Ledger(LevelScheme scheme)
{
    private readonly TurnReader reader = new();
    private readonly Dictionary<(ulong, ulong), (UnitId Unit, Command Command)> sent = [];
    private readonly Dictionary<(ulong, ulong), RecentCommand> done = [];
    private long read;

    public Dictionary<UnitId, LedgerUnit> Units { get; } = [];

    public Dictionary<DirectiveId, LedgerDirective> Directives { get; } = [];

    /// <summary>Every event so far, for a replay.</summary>
    public List<Engine.CommittedEvent> Events { get; } = [];

    /// <summary>Units that had a turn since the last look at them.</summary>
    public HashSet<UnitId> Touched { get; } = [];

    /// <summary>The time a perfect clock shows, in milliseconds of the epoch.</summary>
    public required Func<long> TrueMs { get; init; }

    /// <summary>Gets every journal record that was committed.</summary>
    public required Action<ReadOnlySpan<byte>> Hears { get; init; }

    /// <summary>Notes a command before it is sent.</summary>
    public void Send(CommandId id, UnitId unit, Command command) => sent.TryAdd((id.High, id.Low), (unit, command));

    /// <summary>The unit that a command was sent to.</summary>
    public UnitId UnitOf(CommandId id) => sent[(id.High, id.Low)].Unit;

    /// <summary>What a command's journal entry says, or null when it did not take effect.</summary>
    public RecentCommand? Find(CommandId id) => done.TryGetValue((id.High, id.Low), out var entry) ? entry : null;

    /// <summary>Reads on to the journal's end.</summary>
    /// <param name="last">The number of its last record.</param>
    /// <param name="after">The records after a number, as they were kept.</param>
    public void CatchUp(long last, Func<long, IEnumerable<JournalRecord>> after)
    {
        Require(last >= read, 4, $"the journal ends at {last}, and {read} was committed");
        foreach (var record in after(read))
        {
            Hears(record.Payload.Span);
            reader.Read(record.Payload.Span, Take);
            read = record.Sequence;
        }
    }

    /// <summary>Takes one turn that is committed.</summary>
    public void Take(Turn turn)
    {
        Touched.Add(turn.Unit);
        var unit = Units.GetValueOrDefault(turn.Unit);
        if (turn.Command is { } command)
        {
            Require(sent.TryGetValue((command.Id.High, command.Id.Low), out var what), 2, $"unit {turn.Unit} did a command that nobody sent");
            Require(done.TryAdd((command.Id.High, command.Id.Low), command), 2, $"unit {turn.Unit} did {what.Command} twice");
            Require(what.Unit == turn.Unit, 2, $"{what.Command} was sent to {what.Unit} and done by {turn.Unit}");
            Do(turn.Unit, what.Command, turn.At, command.Number);
        }
        foreach (var fact in turn.Events)
        {
            Events.Add(new Engine.CommittedEvent(turn.Unit, turn.At, fact));
            var sequence = Replay.SequenceOf(fact);
            if (sequence > 0) Arrive(Units[turn.Unit], sequence, fact);
            if (Replay.ArrivalOf(fact) is { From.IsUp: false } ascent) Ascend(Units[turn.Unit], ascent.From.Child, ascent.Sequence);
            Follow(turn.Unit, fact, turn.At);
            FollowHolding(Units[turn.Unit], fact, turn.At);
            if (sequence == 0 && fact is DirectiveRetired retired) Retire(Units[turn.Unit], retired.Directive, turn.At);
        }
        unit = Units[turn.Unit];
        Require(turn.At >= unit.LastAt, 1, $"time at unit {turn.Unit} ran back from {unit.LastAt} to {turn.At}");
        unit.LastAt = turn.At;
    }

    private void Do(UnitId id, Command command, Instant at, int number)
    {
        if (command is OpenRoot root)
        {
            Require(Units.Count == 0, 2, "a second root was opened");
            Add(root.Definition, null);
            Units[id].IsOpened = true;
            return;
        }
        var unit = Units[id];
        Require(unit.IsOpened && (!unit.IsClosed || command is UpdateDirective or WithdrawDirective or ConfirmCase or WithdrawCase), 4, $"{command} was accepted at {id}, which is not open");
        switch (command)
        {
            case OpenChildren c: foreach (var child in c.Children) Add(child, unit); break;
            case RenameUnit c: unit.Names.Add(c.Name); break;
            case CloseUnit:
                Require(unit.Children.All(child => child.IsClosed), 14, $"{id} was closed above open children");
                unit.IsClosed = true;
                CloseHoldings(unit, at);
                break;
            case IssueDirective c: Issue(unit, c, number); break;
            case UpdateDirective c:
                Directives[c.Directive].Due = c.Due;
                unit.Receipts[c.Directive].Due = c.Due;
                break;
            case WithdrawDirective c: End(unit, Directives[c.Directive], ReceiptFlags.Cancelled, at); break;
            case AcknowledgeDirective c: Act(unit, c.Directive, completes: false, at); break;
            case CompleteDirective c: Act(unit, c.Directive, completes: true, at); break;
            case RaiseCase c: Raise(unit, c, at, number); break;
            case TakeCase c: Handle(unit, c.Case, c.By, at); break;
            case ScheduleCase c: Handle(unit, c.Case, c.By, at); break;
            case AnswerCase c: Handle(unit, c.Case, c.By, at); break;
            case ReferCase c:
                Handle(unit, c.Case, c.By, at);
                Cases[c.Case].ReferredTo = c.To;
                break;
            case CloseDuplicate c: Handle(unit, c.Case, c.By, at); break;
            // What these do is followed event by event.
            case ConfirmCase or ReopenCase or WithdrawCase: break;
            default:
                if (DoHolding(unit, command, at, number)) break;
                throw new InvalidOperationException($"The ledger knows no {command.GetType().Name}.");
        }
    }

    private void Add(UnitDefinition definition, LedgerUnit? parent)
    {
        Require(!Units.ContainsKey(definition.Id), 2, $"unit {definition.Id} was opened twice");
        var level = scheme.Levels.ToList().FindIndex(candidate => candidate.Code == scheme.Kinds[definition.Kind.Index].Level);
        var unit = new LedgerUnit(definition.Id, parent, level, definition.Name);
        Units.Add(definition.Id, unit);
        parent?.Children.Add(unit);
    }

    private void Issue(LedgerUnit unit, IssueDirective command, int number)
    {
        var id = new DirectiveId(unit.Id, number);
        Require(number == ++unit.LastNumber, 2, $"directive {id} follows number {unit.LastNumber - 1}");
        var directive = new LedgerDirective(id, command.TargetLevels, command.Requirement, command.Due);
        Directives.Add(id, directive);
        unit.Receive(directive, command.Due);
        if (command.Supersedes.IsValid) End(unit, Directives[command.Supersedes], ReceiptFlags.Superseded, default);
    }

    private static void End(LedgerUnit unit, LedgerDirective directive, ReceiptFlags how, Instant at)
    {
        Require(directive.Ended == ReceiptFlags.None, 11, $"directive {directive.Id} ended twice");
        directive.Ended = how;
        directive.EndedAt = at;
        unit.Receipts[directive.Id].Flags |= how;
    }

    private static void Act(LedgerUnit unit, DirectiveId id, bool completes, Instant at)
    {
        Require(unit.Receipts.TryGetValue(id, out var receipt), 4, $"{unit.Id} acted on {id}, which had not reached it");
        Require((receipt!.Flags & (ReceiptFlags.Cancelled | ReceiptFlags.Superseded)) == 0 && receipt.Has(ReceiptFlags.Target), 11, $"{unit.Id} acted on {id} with {receipt.Flags}");
        var isLate = receipt.Due.IsSet && at > receipt.Due;
        if (!receipt.Has(ReceiptFlags.Acknowledged)) receipt.Flags |= ReceiptFlags.Acknowledged | (isLate ? ReceiptFlags.AcknowledgedLate : 0);
        else Require(completes, 2, $"{unit.Id} acknowledged {id} twice");
        if (!completes) return;
        Require(!receipt.Has(ReceiptFlags.Completed), 2, $"{unit.Id} completed {id} twice");
        receipt.Flags |= ReceiptFlags.Completed | (isLate ? ReceiptFlags.CompletedLate : 0);
    }

    private void Arrive(LedgerUnit unit, uint sequence, UnitEvent fact)
    {
        Require(sequence == unit.LastSequence + 1, 1, $"unit {unit.Id} applied message {sequence} after {unit.LastSequence}");
        unit.LastSequence = sequence;
        switch (fact)
        {
            case UnitOpened e:
                unit.IsOpened = true;
                foreach (var spec in e.Directives) unit.Receive(Directives[spec.Id], spec.Due);
                break;
            case DirectiveDelivered e:
                unit.Receive(Directives[e.Spec.Id], e.Spec.Due);
                if (e.Spec.Supersedes.IsValid && unit.Receipts.TryGetValue(e.Spec.Supersedes, out var old)) old.Flags |= ReceiptFlags.Superseded;
                break;
            case DirectiveRevised e: unit.Receipts[e.Spec.Id].Due = e.Spec.Due; break;
            case DirectiveCancelled e: unit.Receipts[e.Directive].Flags |= ReceiptFlags.Cancelled; break;
            case DirectiveRetired e: unit.Receipts.Remove(e.Directive); break;
            default: break;
        }
    }

    private static void Ascend(LedgerUnit unit, int child, uint sequence)
    {
        Require(sequence == unit.LastFromChild.GetValueOrDefault(child) + 1, 1, $"unit {unit.Id} applied message {sequence} of child {child} after {unit.LastFromChild.GetValueOrDefault(child)}");
        unit.LastFromChild[child] = sequence;
    }

    private void Retire(LedgerUnit issuer, DirectiveId id, Instant at)
    {
        var directive = Directives[id];
        Require(!directive.EndedAt.IsSet || at >= directive.EndedAt.PlusMs(Limits.ClosedItemsKeptMs), 11, $"directive {id} retired early");
        directive.IsRetired = true;
        issuer.Receipts.Remove(id);
    }
}
