namespace HierarchySim.Core;

// Applying facts about cases.
public sealed partial class UnitMachine
{
    private static void ApplyPassed(UnitState unit, MessagePassed fact)
    {
        Advance(unit, fact.From, fact.Sequence);
        unit.Send(fact.To, fact.Message);
    }

    private static void ApplyRaised(UnitState unit, CaseSpec spec, Instant at)
    {
        var step = Step(unit, CaseAct.Raised, at) with { Text = spec.Text };
        Cases(unit).AddFile(new CaseFile(spec, CaseStatus.Received, 1, UnitId.None, Route.Here, Instant.None, false, [step]));
        if (!MayHold(unit, spec.Terms.Competent)) unit.Send(Move.Up, Opening(spec, 1, 0, CaseStatus.Received, spec.Terms.Competent));
        unit.TouchDesk();
    }

    private static void ApplyReopened(UnitState unit, CaseReopened fact, Instant at)
    {
        Refile(unit, fact.Case, file => file.With(Step(unit, CaseAct.Reopened, at) with { Text = fact.Text }) with
        {
            Status = CaseStatus.Reopened,
            Opening = file.Opening + 1,
            ClosedAt = Instant.None,
            Custodian = UnitId.None,
            WithdrawalRequested = false,
        });
        var reopened = unit.FindCaseFile(fact.Case)!;
        if (!MayHold(unit, fact.Floor)) unit.Send(Move.Up, Opening(reopened.Spec, reopened.Opening, ActsOf(reopened), CaseStatus.Reopened, fact.Floor));
    }

    private static void ApplyReceived(UnitState unit, CaseReceived fact, Instant at)
    {
        Advance(unit, fact.From, fact.Sequence);
        var transfer = fact.Transfer;
        // Why it travelled is the origin's to remember; here it has arrived.
        var status = transfer.Status == CaseStatus.Reopened ? CaseStatus.Reopened : CaseStatus.Received;
        var held = new HeldCase(transfer.Spec, transfer.Opening, transfer.Acts, status, transfer.Behind, at, fact.Due, HolderId.None);
        Cases(unit).Hold(held);
        unit.TouchDesk();
        var bounced = transfer.To.IsValid && transfer.To != unit.Id;
        Tell(unit, held, Step(unit, bounced ? CaseAct.Bounced : CaseAct.Received, at) with { Due = fact.Due, To = bounced ? transfer.To : UnitId.None });
    }

    private static void ApplyTaken(UnitState unit, CaseTaken fact, Instant at)
    {
        var held = Rehold(unit, fact.Case, held => held with { Status = CaseStatus.Investigating, Handler = fact.By, Acts = held.Acts + 1 });
        Tell(unit, held, Step(unit, CaseAct.Taken, at) with { By = fact.By, Due = held.Due });
    }

    private static void ApplyScheduled(UnitState unit, CaseScheduled fact, Instant at)
    {
        var held = Rehold(unit, fact.Case, held => held with { Status = CaseStatus.Scheduled, Handler = fact.By, Due = fact.Until, Acts = held.Acts + 1 });
        Tell(unit, held, Step(unit, CaseAct.Scheduled, at) with { By = fact.By, Due = fact.Until, Text = fact.Text });
    }

    private static void ApplyReferred(UnitState unit, CaseReferred fact, Instant at)
    {
        var held = Release(unit, fact.Case);
        Tell(unit, held, Step(unit, CaseAct.Referred, at) with { By = fact.By, To = fact.To, Text = fact.Text });
        // A case that finds no way from there climbs to a unit that is competent, never back below it.
        var transfer = new CaseTransfer(
            held.Spec, held.Opening, held.Acts + 1, CaseStatus.NotCompetentHere, held.Spec.Terms.Competent, fact.To, fact.Way.Rest, held.Home);
        unit.Send(fact.Way.Next, transfer);
    }

    private static void ApplyEscalated(UnitState unit, CaseId id, Instant at)
    {
        var held = Release(unit, id);
        Tell(unit, held, Step(unit, CaseAct.Escalated, at) with { Due = held.Due });
        unit.Send(Move.Up, new CaseTransfer(
            held.Spec, held.Opening, held.Acts, CaseStatus.Received, new Level((byte)(unit.Level.Index - 1)), UnitId.None, Route.Here, held.Home));
    }

    private static void ApplyClosing(UnitState unit, CaseId id, CaseStep step)
    {
        var held = Release(unit, id);
        Tell(unit, held, step);
    }

    private static void ApplyWithdrawn(UnitState unit, CaseWithdrawn fact, Instant at)
    {
        Advance(unit, fact.From, fact.Sequence);
        ApplyClosing(unit, fact.Case, Step(unit, CaseAct.Withdrawn, at));
    }

    private static void ApplyWithdrawalRequested(UnitState unit, CaseId id, Instant at)
    {
        Refile(unit, id, file => file.With(Step(unit, CaseAct.WithdrawalRequested, at) with { Due = file.Due }) with { WithdrawalRequested = true });
        SendWithdrawal(unit, unit.FindCaseFile(id)!);
    }

    private static void ApplyConfirmed(UnitState unit, CaseId id, Instant at) =>
        Refile(unit, id, file => file.With(Step(unit, CaseAct.Confirmed, at)) with { Status = CaseStatus.Resolved, ClosedAt = at });

    private static void ApplyCaseRetired(UnitState unit, CaseId id)
    {
        var book = unit.desk!.Cases!;
        book.RemoveFile(book.FindFile(id));
    }

    private static void ApplyNoted(UnitState unit, CaseNoted fact, Instant at)
    {
        Advance(unit, fact.From, fact.Sequence);
        Note(unit, fact.Notice.Case, fact.Notice.Step, fact.Notice.Behind, at);
    }

    /// <summary>Tells the origin of a step, which may be this unit itself.</summary>
    private static void Tell(UnitState unit, HeldCase held, CaseStep step)
    {
        if (held.Home.Count == 0) Note(unit, held.Spec.Id, step, Route.Here, step.At);
        else unit.Send(held.Home.Next, new CaseNotice(held.Spec.Id, held.Opening, step, held.Home.Rest, Route.Here));
    }

    private static void Note(UnitState unit, CaseId id, CaseStep step, Route way, Instant at)
    {
        Refile(unit, id, file =>
        {
            var next = file.With(step) with { Way = way };
            return step.Act switch
            {
                CaseAct.Received or CaseAct.Bounced => next with { Custodian = step.Unit, Status = file.Status == CaseStatus.Reopened ? CaseStatus.Reopened : CaseStatus.Received },
                CaseAct.Taken => next with { Custodian = step.Unit, Status = CaseStatus.Investigating },
                CaseAct.Scheduled => next with { Custodian = step.Unit, Status = CaseStatus.Scheduled },
                CaseAct.Referred => next with { Custodian = UnitId.None, Status = CaseStatus.NotCompetentHere },
                CaseAct.Escalated => next with { Custodian = UnitId.None, Status = CaseStatus.Received },
                CaseAct.Answered => End(next, CaseStatus.Answered),
                CaseAct.Duplicate => End(next, CaseStatus.Duplicate),
                CaseAct.Withdrawn => End(next, CaseStatus.Withdrawn),
                _ => throw new InvalidOperationException($"No origin is told of {step.Act}."),
            };
        });
        // A withdrawal that came too late for one custodian goes after the case to the next.
        var file = unit.FindCaseFile(id)!;
        if (file.WithdrawalRequested && (step.Act is CaseAct.Received or CaseAct.Bounced)) SendWithdrawal(unit, file);

        CaseFile End(CaseFile file, CaseStatus status) => file with { Status = status, Custodian = UnitId.None, ClosedAt = at, WithdrawalRequested = false };
    }

    private static void SendWithdrawal(UnitState unit, CaseFile file)
    {
        // Before the origin has heard of anyone, the case is on its way up, and the next in custody will be heard of.
        if (file.Way.Count > 0) unit.Send(file.Way.Next, new CaseWithdrawal(file.Spec.Id, file.Opening, file.Way.Rest, Route.Here));
    }

    private static CaseStep Step(UnitState unit, CaseAct act, Instant at) =>
        new(at, act, unit.Id, unit.Level, HolderId.None, Instant.None, UnitId.None, CaseId.None, TextId.None);

    private static CaseBook Cases(UnitState unit) => (unit.desk ??= new Desk()).Cases ??= new CaseBook();

    private static void Refile(UnitState unit, CaseId id, Func<CaseFile, CaseFile> change)
    {
        var book = unit.desk!.Cases!;
        var at = book.FindFile(id);
        book.Replace(at, change(book.Files[at]));
        unit.TouchDesk();
    }

    private static HeldCase Rehold(UnitState unit, CaseId id, Func<HeldCase, HeldCase> change)
    {
        var book = unit.desk!.Cases!;
        var next = change(book.FindHeld(id)!);
        book.Hold(next);
        unit.TouchDesk();
        return next;
    }

    private static HeldCase Release(UnitState unit, CaseId id)
    {
        unit.TouchDesk();
        return unit.desk!.Cases!.Custody!.Release(id);
    }
}
