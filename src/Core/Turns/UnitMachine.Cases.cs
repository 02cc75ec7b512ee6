namespace HierarchySim.Core;

// Decisions about cases. Custody is a token: a HeldCase at one unit, or a CaseTransfer on one link. Whoever gives it up puts the
// transfer, or the closing notice, into its outbox in the same turn; whoever receives it starts a fresh clock.
public sealed partial class UnitMachine
{
    private Decision DecideRaise(UnitState unit, RaiseCase command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        // Read once: it may be replaced while the turn goes on.
        var catalog = Catalog;
        if (catalog.FindCategory(command.Category) is not { } category)
            return Invalid("service_code", "the catalogue has no such category", "Choose a category of the catalogue");
        if (category.IsRetired) return Invalid("service_code", "no new case may be raised in this category", "Choose another category of the catalogue");
        if (!Enum.IsDefined(command.Reality)) return Invalid("status", "status is Actual, Exercise or Test", "Choose one of them");
        if (!command.Text.IsValid) return Invalid("description", "a case says what it is about", "Describe it");
        var book = unit.desk?.Cases;
        if (book is { Files.Count: >= Limits.CasesRaisedPerUnitMax })
            return Limit("unit", $"at most {Limits.CasesRaisedPerUnitMax} cases of a unit are open or closed within 30 days (CasesRaisedPerUnitMax)", "Wait until earlier ones retire, or raise it a level up");
        var number = (book?.LastNumber ?? 0) + 1;
        var spec = new CaseSpec(new CaseId(unit.Id, number), category.Terms, command.Reality, now, command.Subject, command.Text);
        return Start(unit, catalog, new CaseRaised(spec), Opening(spec, 1, 0, CaseStatus.Received, category.Terms.Competent), now, number);
    }

    private Decision DecideReopen(UnitState unit, ReopenCase command, Instant now)
    {
        if (FindFile(unit, command.Case) is not { } file) return NoSuchFile();
        if (file.Status is not (CaseStatus.Answered or CaseStatus.Resolved or CaseStatus.Duplicate))
            return Conflict("case", $"only an answered case can be reopened, and this one is {Name(file.Status)}", file.IsOpen ? "Wait for its answer" : "Raise a new case");
        if (unit.Closed is not null) return Closed();
        if (file.Opening >= Limits.CaseOpeningsMax)
            return Limit("case", $"a case may be opened {Limits.CaseOpeningsMax} times (CaseOpeningsMax)", "Raise a new case that names this one");
        if (!command.Text.IsValid) return Invalid("reason", "reopening needs a reason", "Say what the answer leaves open");
        var floor = file.Steps[^1].Level is var last && file.Steps[^1].Act == CaseAct.Confirmed ? file.Steps[^2].Level : last;
        if (file.Spec.Terms.Competent.Index < floor.Index) floor = file.Spec.Terms.Competent;
        return Start(
            unit, Catalog, new CaseReopened(command.Case, floor, command.Text), Opening(file.Spec, file.Opening + 1, ActsOf(file), CaseStatus.Reopened, floor), now, command.Case.Number);
    }

    /// <summary>Sends custody up, or keeps it where this unit is the one to answer.</summary>
    private Decision Start(UnitState unit, Catalog catalog, UnitEvent fact, CaseTransfer transfer, Instant now, int number)
    {
        if (!MayHold(unit, transfer.Floor)) return unit.HasRoomFor(Move.Up) ? Decision.Accept(now, fact, number) : Crowded();
        if (IsFull(unit)) return FullOfCases();
        UnitEvent[] facts = [fact, new CaseReceived(Move.Up, default, transfer, DueAt(unit, catalog, transfer.Spec, now))];
        return Decision.Accept(now, facts, number);
    }

    private static CaseTransfer Opening(CaseSpec spec, int opening, int acts, CaseStatus status, Level floor) =>
        new(spec, opening, acts, status, floor, UnitId.None, Route.Here, Route.Here);

    private Decision DecideTransfer(UnitState unit, Move from, LinkSequence sequence, CaseTransfer transfer, Instant now)
    {
        var meant = transfer.To == unit.Id && unit.Closed is null && unit.Level.Index <= transfer.Spec.Terms.Competent.Index;
        // A referral whose way broke, or that met a unit not competent, climbs on as a case does.
        if (!meant && !MayHold(unit, transfer.Floor)) return Climb(unit, from, sequence, transfer with { Ahead = Route.Here }, now);
        // No room is asked for homewards, where the origin is told: two units that each waited for the other's outbox would wait for ever.
        // What can gather there is bounded by the cases held.
        return IsFull(unit) ? Decision.Drop : Decision.Accept(now, new CaseReceived(from, sequence, transfer, DueAt(unit, Catalog, transfer.Spec, now)));
    }

    // What turns round asks for no room either, so that only a way on ever waits, and no circle of full outboxes can close.
    private static Decision Climb(UnitState unit, Move from, LinkSequence sequence, CaseTransfer transfer, Instant now) =>
        from.IsUp ? Decision.Accept(now, new MessagePassed(from, sequence, Move.Up, transfer)) : Pass(unit, from, sequence, Move.Up, transfer, now);

    private static Decision DecideNotice(UnitState unit, Move from, LinkSequence sequence, CaseNotice notice, Instant now) =>
        FindFile(unit, notice.Case) is { IsOpen: true } file && file.Opening == notice.Opening
            ? Decision.Accept(now, new CaseNoted(from, sequence, notice))
            : Decision.Accept(now, new MessageIgnored(from, sequence));

    private static Decision DecideWithdrawal(UnitState unit, Move from, LinkSequence sequence, CaseWithdrawal message, Instant now) =>
        unit.FindHeldCase(message.Case) is { } held && held.Opening == message.Opening
            ? Decision.Accept(now, new CaseWithdrawn(from, sequence, message.Case))
            : Decision.Accept(now, new MessageIgnored(from, sequence));

    private static Decision DecideTake(UnitState unit, TakeCase command, Instant now)
    {
        if (CheckHandler(unit, command.Case, command.By, now, out var held) is { } broken) return broken;
        if (held.Status is CaseStatus.Investigating or CaseStatus.Scheduled && held.Handler == command.By)
            return Conflict("case", "it was taken up already, by the same", "Answer it, schedule it or refer it");
        return Act(unit, held, new CaseTaken(command.Case, command.By), now);
    }

    private static Decision DecideSchedule(UnitState unit, ScheduleCase command, Instant now)
    {
        if (CheckHandler(unit, command.Case, command.By, now, out var held) is { } broken) return broken;
        if (command.Until <= now) return Invalid("until", "work is scheduled for a day to come", "Give a later day");
        if (command.Until.Milliseconds - now.Milliseconds > Limits.CaseScheduleAheadMaxMs)
            return Invalid("until", "work is scheduled at most two years ahead (CaseScheduleAheadMaxMs)", "Give an earlier day");
        return Act(unit, held, new CaseScheduled(command.Case, command.By, command.Until, command.Text), now);
    }

    private static Decision DecideAnswer(UnitState unit, AnswerCase command, Instant now)
    {
        if (CheckHandler(unit, command.Case, command.By, now, out var held) is { } broken) return broken;
        if (!command.Text.IsValid) return Invalid("answer", "an answer says something", "Write it");
        return HasRoomHome(unit, held) ? Decision.Accept(now, new CaseAnswered(command.Case, command.By, command.Text), command.Case.Number) : Crowded();
    }

    private static Decision DecideRefer(UnitState unit, ReferCase command, Instant now)
    {
        if (CheckHandler(unit, command.Case, command.By, now, out var held) is { } broken) return broken;
        if (!command.To.IsValid || command.To == unit.Id) return Invalid("to", "a case is referred to another unit", "Name the unit that is competent");
        if (!command.Text.IsValid) return Invalid("reason", "whoever refers a case says why it is not competent", "Write the reason");
        if (command.Way.Count == 0 || !unit.LeadsSomewhere(command.Way.Next)) return Invalid("to", "no way leads to that unit", "Name a unit of this tree");
        return unit.HasRoomFor(command.Way.Next)
            ? Act(unit, held, new CaseReferred(command.Case, command.By, command.To, command.Way, command.Text), now) : Crowded();
    }

    private static Decision DecideDuplicate(UnitState unit, CloseDuplicate command, Instant now)
    {
        if (CheckHandler(unit, command.Case, command.By, now, out var held) is { } broken) return broken;
        if (!command.Of.IsValid || command.Of == command.Case) return Invalid("of", "a case duplicates another case", "Name that case");
        return HasRoomHome(unit, held) ? Decision.Accept(now, new CaseFoundDuplicate(command.Case, command.By, command.Of), command.Case.Number) : Crowded();
    }

    private static Decision DecideConfirm(UnitState unit, ConfirmCase command, Instant now)
    {
        if (FindFile(unit, command.Case) is not { } file) return NoSuchFile();
        return file.Status == CaseStatus.Answered ? Decision.Accept(now, new CaseConfirmed(command.Case), command.Case.Number)
            : Conflict("case", $"only an answered case can be confirmed, and this one is {Name(file.Status)}", file.IsOpen ? "Wait for its answer" : "Nothing to do");
    }

    private static Decision DecideWithdrawCase(UnitState unit, WithdrawCase command, Instant now)
    {
        if (FindFile(unit, command.Case) is not { } file) return NoSuchFile();
        if (!file.IsOpen) return Conflict("case", $"it is closed: {Name(file.Status)}", "Nothing to do");
        if (file.WithdrawalRequested) return Conflict("case", "its withdrawal is on the way already", "Look at the case again in a moment");
        if (unit.FindHeldCase(command.Case) is not null) return Decision.Accept(now, new CaseWithdrawn(Move.Up, default, command.Case), command.Case.Number);
        return file.Way.Count == 0 || unit.HasRoomFor(file.Way.Next)
            ? Decision.Accept(now, new CaseWithdrawalRequested(command.Case), command.Case.Number) : Crowded();
    }

    /// <summary>What cases make a unit do of its own accord: limits lapse, closed files retire.</summary>
    private static Decision DecideCaseHousekeeping(UnitState unit, CaseBook book, Instant now)
    {
        if (book.Custody is { } custody && unit.Parent.IsValid && custody.FirstDue is { At.IsSet: true } first && first.At <= now && unit.HasRoomFor(Move.Up))
            return Decision.Accept(now, new CaseEscalated(first.Case));
        foreach (var file in book.Files)
        {
            if (file.RetiresAt.IsSet && file.RetiresAt <= now) return Decision.Accept(now, new CaseRetired(file));
            // It came back to its origin while the withdrawal was out looking for it.
            if (file.WithdrawalRequested && book.FindHeld(file.Spec.Id) is not null) return Decision.Accept(now, new CaseWithdrawn(Move.Up, default, file.Spec.Id));
        }
        return Decision.Drop;
    }

    /// <summary>When <see cref="DecideCaseHousekeeping"/> may have something to do even if nothing happens; now or in the past for at once.</summary>
    internal static Instant NextCaseWake(UnitState unit)
    {
        if (unit.desk?.Cases is not { } book) return Instant.None;
        var next = unit.Parent.IsValid && book.Custody is { } custody ? custody.FirstDue.At : Instant.None;
        foreach (var file in book.Files)
        {
            next = CaseTally.Earlier(next, file.RetiresAt);
            if (file.WithdrawalRequested && book.FindHeld(file.Spec.Id) is not null) next = CaseTally.Earlier(next, file.Spec.RaisedAt);
        }
        return next;
    }

    private static Decision Act(UnitState unit, HeldCase held, UnitEvent fact, Instant now)
    {
        if (held.Acts >= Limits.CaseActsMax)
            return Limit("case", $"a case bears {Limits.CaseActsMax} acts besides its answer (CaseActsMax)", "Answer it");
        return HasRoomHome(unit, held) ? Decision.Accept(now, fact, held.Spec.Id.Number) : Crowded();
    }

    private static Decision? CheckHandler(UnitState unit, CaseId id, HolderId by, Instant now, out HeldCase held)
    {
        held = unit.FindHeldCase(id)!;
        if (held is null)
            return Decision.Refuse(RefusalCode.CaseNotHeld, "case", "the unit does not have custody of this case", "Read the case to see who has");
        return CheckActor(unit, by, now) ?? CheckSubject(unit, held.Spec.Subject, by, now);
    }

    private static CaseFile? FindFile(UnitState unit, CaseId id) => unit.FindCaseFile(id);

    // The last resort of every case is the root.
    private static bool MayHold(UnitState unit, Level floor) => !unit.Parent.IsValid || (unit.Level.Index <= floor.Index && unit.Closed is null);

    private static bool IsFull(UnitState unit) => unit.desk?.Cases?.Custody is { Items.Count: >= Limits.CasesHeldPerUnitMax };

    private static bool HasRoomHome(UnitState unit, HeldCase held) => held.Home.Count == 0 || unit.HasRoomFor(held.Home.Next);

    private Instant DueAt(UnitState unit, Catalog catalog, CaseSpec spec, Instant now) => catalog.Calendar.DueAfter(now, spec.Terms.LimitAt(unit.Level), scheme.Offset);

    private static int ActsOf(CaseFile file) => file.Steps.Count(step => step.Act is CaseAct.Taken or CaseAct.Scheduled or CaseAct.Referred);

    private static string Name(CaseStatus status) => status switch
    {
        CaseStatus.Received => "received",
        CaseStatus.Investigating => "investigating",
        CaseStatus.Scheduled => "scheduled",
        CaseStatus.NotCompetentHere => "on its way to another unit",
        CaseStatus.Reopened => "reopened",
        CaseStatus.Answered => "answered",
        CaseStatus.Resolved => "resolved",
        CaseStatus.Duplicate => "a duplicate",
        _ => "withdrawn",
    };

    private static Decision NoSuchFile() => Decision.Refuse(
        RefusalCode.CaseNotFound, "case", "the unit raised no case of this id, or it has retired", "List the unit's cases");

    private static Decision Crowded() => Decision.Refuse(
        RefusalCode.Overloaded, "unit", $"{Limits.OutboxPerLinkMax} messages wait on the link this takes (OutboxPerLinkMax)", "Try again shortly");

    private static Decision FullOfCases() => Limit(
        "unit", $"the unit holds {Limits.CasesHeldPerUnitMax} open cases (CasesHeldPerUnitMax)", "Answer some first");
}
