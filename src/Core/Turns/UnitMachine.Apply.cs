namespace HierarchySim.Core;

// Applying facts. Runs live and in replay, so it decides nothing: what is derived follows from state, event and time alone.
public sealed partial class UnitMachine
{
    /// <summary>Makes a unit from its first event.</summary>
    public UnitState Open(UnitId id, UnitOpened fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var (place, definition) = (fact.Place, fact.Definition);
        var level = scheme.LevelOf(definition.Kind);
        var unit = new UnitState(id)
        {
            Parent = place.Parent,
            IndexInParent = place.IndexInParent,
            Depth = place.Depth,
            Level = level,
            Kind = definition.Kind,
            Name = definition.Name,
            Opened = definition.Opened,
            Synthetic = definition.Synthetic,
            self = scheme.CountsOfOne(level),
        };
        if (definition.Code is not null || definition.Predecessors.Length > 0)
            unit.lineage = new Lineage
            {
                Codes = definition.Code is { } code ? [new OfficialCode(code, definition.Opened, null)] : NoCodes,
                Predecessors = definition.Predecessors,
            };
        unit.up.Received = fact.Sequence.Value;
        unit.Touch();
        foreach (var spec in fact.Directives) Receive(unit, spec);
        return unit;
    }

    /// <summary>Applies one fact.</summary>
    /// <param name="unit">The unit it is about.</param>
    /// <param name="fact">Any event but <see cref="UnitOpened"/>, which <see cref="Open"/> takes.</param>
    /// <param name="at">The turn's time.</param>
    public void Apply(UnitState unit, UnitEvent fact, Instant at)
    {
        ArgumentNullException.ThrowIfNull(unit);
        switch (fact)
        {
            case DirectiveDelivered e:
                Advance(unit, e.Sequence);
                Receive(unit, e.Spec);
                unit.Broadcast(e.Message ?? Onward(e.Spec));
                break;
            case DirectiveAcknowledged e: ApplyAcknowledged(unit, e.Directive, at); break;
            case DirectiveCompleted e: ApplyCompleted(unit, e.Directive, at); break;
            case DirectiveIssued e: ApplyIssued(unit, e, at); break;
            case DirectiveRevised e: ApplyRevised(unit, e); break;
            case DirectiveCancelled e: ApplyCancelled(unit, e, at); break;
            case DirectiveFulfilled e: ApplyFulfilled(unit, e.Directive, at); break;
            case DirectiveUnfulfilled e: ApplyFulfilled(unit, e.Directive, Instant.None); break;
            case DirectiveRetired e: ApplyRetired(unit, e); break;
            case ChildrenLinked e: ApplyChildrenLinked(unit, e); break;
            case UnitRenamed e: unit.Name = e.Name; break;
            case UnitCodeChanged e: ApplyCodeChanged(unit, e); break;
            case UnitClosed e:
                ApplyClosed(unit, e);
                EndHoldings(unit, at);
                break;
            case MessageIgnored e: Advance(unit, e.From, e.Sequence); break;
            case MessagePassed e:
                // Nothing to see has changed: the parent need not be told.
                ApplyPassed(unit, e);
                return;
            case CaseRaised e: ApplyRaised(unit, e.Spec, at); break;
            case CaseReceived e: ApplyReceived(unit, e, at); break;
            case CaseNoted e: ApplyNoted(unit, e, at); break;
            case CaseTaken e: ApplyTaken(unit, e, at); break;
            case CaseAnswered e: ApplyClosing(unit, e.Case, Step(unit, CaseAct.Answered, at) with { By = e.By, Text = e.Text }); break;
            case CaseScheduled e: ApplyScheduled(unit, e, at); break;
            case CaseReferred e: ApplyReferred(unit, e, at); break;
            case CaseEscalated e: ApplyEscalated(unit, e.Case, at); break;
            case CaseFoundDuplicate e: ApplyClosing(unit, e.Case, Step(unit, CaseAct.Duplicate, at) with { By = e.By, Other = e.Of }); break;
            case CaseWithdrawn e: ApplyWithdrawn(unit, e, at); break;
            case CaseWithdrawalRequested e: ApplyWithdrawalRequested(unit, e.Case, at); break;
            case CaseConfirmed e: ApplyConfirmed(unit, e.Case, at); break;
            case CaseReopened e: ApplyReopened(unit, e, at); break;
            case CaseRetired e: ApplyCaseRetired(unit, e.Case); break;
            case ReportSubmitted e: ApplyReportSubmitted(unit, e, at); break;
            case DutyDeclined e:
                // The refusal is the home unit's to know; nothing changed here.
                ApplyDeclined(unit, e);
                return;
            default:
                if (ApplyHolding(unit, fact, at)) break;
                throw new InvalidOperationException($"Cannot apply {fact?.GetType().Name ?? "nothing"} to a unit that exists.");
        }
        unit.Touch();
    }

    /// <summary>Remembers an accepted command, so that a retry gets the first answer.</summary>
    public static void Remember(UnitState unit, in RecentCommand command)
    {
        ArgumentNullException.ThrowIfNull(unit);
        RecentCommands.Add(unit, command);
    }

    private static void Advance(UnitState unit, LinkSequence sequence) => Advance(unit, Move.Up, sequence);

    private static void Advance(UnitState unit, Move from, LinkSequence sequence)
    {
        if (sequence == default) return;
        var received = unit.ReceivedOver(from);
        if (sequence.Value != received + 1)
            throw new InvalidOperationException($"Unit {unit.Id} has message {received} over '{from}' and cannot apply message {sequence.Value}.");
        unit.SetReceived(from, sequence.Value);
    }

    private static void Receive(UnitState unit, DirectiveSpec spec)
    {
        if (spec.Supersedes.IsValid && unit.FindReceipt(spec.Supersedes) is var old and >= 0) unit.receipts[old].Flags |= ReceiptFlags.Superseded;
        var isTarget = spec.TargetLevels.Contains(unit.Level) && unit.closedDay == 0;
        unit.AddReceipt(new Receipt { Spec = spec, Flags = isTarget ? ReceiptFlags.Target : ReceiptFlags.None });
        unit.Track(unit.receipts[unit.receiptCount - 1]);
        unit.Touch(unit.receiptCount - 1);
    }

    private static void ApplyAcknowledged(UnitState unit, DirectiveId directive, Instant at)
    {
        var index = unit.FindReceipt(directive);
        ref var receipt = ref unit.receipts[index];
        receipt.Flags |= ReceiptFlags.Acknowledged | (receipt.Spec.IsLate(at) ? ReceiptFlags.AcknowledgedLate : 0);
        receipt.AcknowledgedAt = at;
        unit.Touch(index);
    }

    private static void ApplyCompleted(UnitState unit, DirectiveId directive, Instant at)
    {
        var index = unit.FindReceipt(directive);
        if (!unit.receipts[index].Has(ReceiptFlags.Acknowledged)) ApplyAcknowledged(unit, directive, at);
        ref var receipt = ref unit.receipts[index];
        receipt.Flags |= ReceiptFlags.Completed | (receipt.Spec.IsLate(at) ? ReceiptFlags.CompletedLate : 0);
        receipt.CompletedAt = at;
        unit.Touch(index);
    }

    private static void ApplyIssued(UnitState unit, DirectiveIssued fact, Instant at)
    {
        if (fact.Spec.Supersedes.IsValid)
            Reissue(unit, fact.Spec.Supersedes, old => old with { State = DirectiveState.Superseded, EndedAt = at });
        unit.issuer ??= new Issuer();
        unit.issuer.LastNumber = fact.Spec.Id.Number;
        unit.issuer.Directives.Add(new IssuedDirective(fact.Spec, fact.Text, DirectiveState.Active, Instant.None, Instant.None));
        Receive(unit, fact.Spec);
        unit.Broadcast(new DeliverDirective(fact.Spec));
    }

    /// <summary>The message that a unit tells its children of a directive by; a replay makes it once for a million units.</summary>
    private DeliverDirective Onward(DirectiveSpec spec) => lastOnward is { } last && ReferenceEquals(last.Spec, spec) ? last : lastOnward = new DeliverDirective(spec);

    private static void ApplyFulfilled(UnitState unit, DirectiveId directive, Instant at) =>
        Reissue(unit, directive, issued => issued with { FulfilledAt = at });

    private static void ApplyRevised(UnitState unit, DirectiveRevised fact)
    {
        Advance(unit, fact.Sequence);
        if (fact.Text is { } text) Reissue(unit, fact.Spec.Id, issued => issued with { Spec = fact.Spec, Text = text });
        unit.receipts[unit.FindReceipt(fact.Spec.Id)].Spec = fact.Spec;
        unit.Broadcast(new ReviseDirective(fact.Spec));
    }

    private static void ApplyCancelled(UnitState unit, DirectiveCancelled fact, Instant at)
    {
        Advance(unit, fact.Sequence);
        if (fact.Sequence == default) Reissue(unit, fact.Directive, issued => issued with { State = DirectiveState.Cancelled, EndedAt = at });
        unit.receipts[unit.FindReceipt(fact.Directive)].Flags |= ReceiptFlags.Cancelled;
        unit.Broadcast(new CancelDirective(fact.Directive));
    }

    private static void ApplyRetired(UnitState unit, DirectiveRetired fact)
    {
        Advance(unit, fact.Sequence);
        if (fact.Sequence == default) unit.issuer!.Directives.RemoveAt(unit.issuer.Find(fact.Directive));
        unit.RemoveReceipt(unit.FindReceipt(fact.Directive));
        unit.Broadcast(new RetireDirective(fact.Directive));
    }

    private void ApplyChildrenLinked(UnitState unit, ChildrenLinked fact)
    {
        var branch = unit.branch ??= new Branch(scheme.Levels.Count);
        for (var i = branch.Trackings.Count; i < unit.receiptCount; i++) unit.Track(unit.receipts[i]);
        var open = OpenSpecs(unit);
        foreach (var child in fact.Children)
        {
            var index = branch.Count;
            branch.Add(child.Id, scheme.Empty);
            for (var i = 0; i < unit.receiptCount; i++)
            {
                branch.Trackings[i].AddChild(index, UnitState.Expect(unit.receipts[i], scheme.Empty));
                unit.Touch(i);
            }
            branch.Links[index].Link.Enqueue(new OpenUnit(new UnitPlace(unit.Id, index, unit.Depth + 1), child, open));
        }
    }

    private static DirectiveSpec[] OpenSpecs(UnitState unit)
    {
        var count = 0;
        foreach (ref readonly var receipt in unit.Receipts) count += receipt.IsOpen ? 1 : 0;
        if (count == 0) return [];
        var open = new DirectiveSpec[count];
        foreach (ref readonly var receipt in unit.Receipts)
            if (receipt.IsOpen) open[^count--] = receipt.Spec;
        return open;
    }

    private static void ApplyCodeChanged(UnitState unit, UnitCodeChanged fact)
    {
        var lineage = unit.lineage ??= new Lineage();
        var codes = lineage.Codes;
        if (codes.Length > 0) codes[^1] = codes[^1] with { ValidTo = codes[^1].ValidTo ?? fact.ValidFrom.AddDays(-1) };
        lineage.Codes = [.. codes, new OfficialCode(fact.Code, fact.ValidFrom, null)];
    }

    private void ApplyClosed(UnitState unit, UnitClosed fact)
    {
        unit.closedDay = fact.On.DayNumber;
        unit.self = scheme.Empty;
        unit.branch?.ForgetCounts();
        CloseReports(unit);
        if (unit.lineage is null && fact.Successors.Length == 0) return;
        var lineage = unit.lineage ??= new Lineage();
        lineage.Successors = fact.Successors;
        if (lineage.Codes is [.., { ValidTo: null } last]) lineage.Codes[^1] = last with { ValidTo = fact.On };
    }

    private static void Reissue(UnitState unit, DirectiveId id, Func<IssuedDirective, IssuedDirective> change)
    {
        var directives = unit.issuer!.Directives;
        var at = unit.issuer.Find(id);
        directives[at] = change(directives[at]);
    }
}
