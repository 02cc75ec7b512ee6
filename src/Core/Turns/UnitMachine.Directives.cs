namespace HierarchySim.Core;

// Decisions about directives.
public sealed partial class UnitMachine
{
    private Decision DecideIssue(UnitState unit, IssueDirective command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckTerms(command.Due, command.Text, now) is { } broken) return broken;
        if (!Enum.IsDefined(command.Urgency)) return Invalid("urgency", "urgency is Unknown, Immediate, Expected, Future or Past", "Choose one of them");
        if (!Enum.IsDefined(command.Reality)) return Invalid("status", "status is Actual, Exercise or Test", "Choose one of them");
        if (!Enum.IsDefined(command.Requirement)) return Invalid("require", "a directive requires acknowledge or complete", "Choose one of them");
        if (command.TargetLevels.IsEmpty || (command.TargetLevels.Mask & ~scheme.AllLevels.Mask) != 0)
            return Invalid("targetLevels", $"at least one level of scheme '{scheme.Code}' must be meant", "Name levels of the scheme");
        if (!command.TargetLevels.ReachesFrom(unit.Level))
            return Invalid("targetLevels", $"a unit of level '{scheme.Levels[unit.Level.Index].Code}' has none of these levels in its subtree", "Name its own level or levels below");
        if (command.Supersedes.IsValid)
        {
            if (FindIssued(unit, command.Supersedes) is not { } old) return NoSuchDirective("supersedes", "the unit issued no directive of this id");
            if (old.State != DirectiveState.Active) return Ended("supersedes", old.State);
            if (old.Spec.Reality != command.Reality) return Conflict("status", "a drill or test cannot replace the real thing, nor the real thing a drill", "Issue it without 'supersedes'");
        }
        if (unit.Issued.Count >= Limits.DirectivesIssuedPerUnitMax)
            return Limit("unit", $"a unit may have at most {Limits.DirectivesIssuedPerUnitMax} directives in force or ended within 30 days (DirectivesIssuedPerUnitMax)", "Wait until earlier ones retire");
        if (!unit.OutboxHasRoom) return Busy();

        var number = (unit.issuer?.LastNumber ?? 0) + 1;
        var spec = new DirectiveSpec(
            new DirectiveId(unit.Id, number), 1, command.TargetLevels, command.Requirement, command.Due, command.Urgency, command.Reality, now, command.Supersedes);
        return Decision.Accept(now, new DirectiveIssued(spec, command.Text), number);
    }

    private static Decision DecideUpdate(UnitState unit, UpdateDirective command, Instant now)
    {
        if (FindIssued(unit, command.Directive) is not { } issued) return NotIssuedHere();
        if (issued.State != DirectiveState.Active) return Ended("directive", issued.State);
        if (CheckTerms(command.Due, command.Text, now) is { } broken) return broken;
        if (!Enum.IsDefined(command.Urgency)) return Invalid("urgency", "urgency is Unknown, Immediate, Expected, Future or Past", "Choose one of them");
        if (!unit.OutboxHasRoom) return Busy();
        var spec = issued.Spec with { Revision = issued.Spec.Revision + 1, Due = command.Due, Urgency = command.Urgency };
        return Decision.Accept(now, new DirectiveRevised(default, spec, command.Text), command.Directive.Number);
    }

    private static Decision DecideWithdraw(UnitState unit, WithdrawDirective command, Instant now)
    {
        if (FindIssued(unit, command.Directive) is not { } issued) return NotIssuedHere();
        if (issued.State != DirectiveState.Active) return Ended("directive", issued.State);
        if (!unit.OutboxHasRoom) return Busy();
        return Decision.Accept(now, new DirectiveCancelled(default, command.Directive), command.Directive.Number);
    }

    private static Decision DecideAcknowledge(UnitState unit, DirectiveId directive, Instant now)
    {
        if (CheckReceipt(unit, directive, out var receipt) is { } broken) return broken;
        if (receipt.Has(ReceiptFlags.Acknowledged)) return Conflict("directive", $"the unit acknowledged it at {receipt.AcknowledgedAt}", "Nothing to do");
        return Decision.Accept(now, new DirectiveAcknowledged(directive), directive.Number);
    }

    private static Decision DecideComplete(UnitState unit, DirectiveId directive, Instant now)
    {
        if (CheckReceipt(unit, directive, out var receipt) is { } broken) return broken;
        if (receipt.Spec.Requirement != Requirement.Complete) return Conflict("directive", "it asks for acknowledgement only", "Acknowledge it");
        if (receipt.Has(ReceiptFlags.Completed)) return Conflict("directive", $"the unit completed it at {receipt.CompletedAt}", "Nothing to do");
        return Decision.Accept(now, new DirectiveCompleted(directive), directive.Number);
    }

    private static Decision? CheckReceipt(UnitState unit, DirectiveId directive, out Receipt receipt)
    {
        receipt = default;
        if (unit.Closed is not null) return Closed();
        var at = unit.FindReceipt(directive);
        if (at < 0) return NoSuchDirective("directive", "this directive has not reached the unit");
        receipt = unit.Receipts[at];
        if (receipt.Has(ReceiptFlags.Cancelled)) return Ended("directive", DirectiveState.Cancelled);
        if (receipt.Has(ReceiptFlags.Superseded)) return Ended("directive", DirectiveState.Superseded);
        return receipt.Has(ReceiptFlags.Target) ? null
            : Conflict("directive", "the unit passes it on but is not among its targets", "Nothing to do at this unit");
    }

    private static Decision? CheckTerms(Instant due, DirectiveText text, Instant now)
    {
        if (string.IsNullOrWhiteSpace(text.Title) || text.Title.Length > Limits.DirectiveTitleLengthMax || text.Title.Any(char.IsControl))
            return Invalid("title", $"a title is one line of 1 to {Limits.DirectiveTitleLengthMax} characters (DirectiveTitleLengthMax)", "Correct the title");
        if (text.Body.Length > Limits.DirectiveTextLengthMax)
            return Invalid("body", $"a text has at most {Limits.DirectiveTextLengthMax} characters (DirectiveTextLengthMax)", "Shorten it");
        if (!due.IsSet) return null;
        if (due <= now) return Invalid("due", "the due time must be in the future", "Give a later time");
        return due.Milliseconds - now.Milliseconds > Limits.DirectiveDueAheadMaxMs
            ? Invalid("due", "the due time may be at most five years ahead (DirectiveDueAheadMaxMs)", "Give an earlier time") : null;
    }

    private static IssuedDirective? FindIssued(UnitState unit, DirectiveId id) =>
        unit.issuer is { } issuer && issuer.Find(id) is var at and >= 0 ? issuer.Directives[at] : null;

    private static Decision NoSuchDirective(string field, string rule) =>
        Decision.Refuse(RefusalCode.DirectiveNotFound, field, rule, "List the unit's directives");

    private static Decision NotIssuedHere() => NoSuchDirective("directive", "the unit issued no directive of this id, or it has retired");

    private static Decision Ended(string field, DirectiveState state) =>
        Conflict(field, state == DirectiveState.Cancelled ? "the directive was cancelled" : "the directive was superseded", "List the unit's directives in force");
}
