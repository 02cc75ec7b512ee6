namespace HierarchySim.Core;

/// <summary>
/// The unit's behaviour: decide on an input, apply events. Pure: state, input and time go in, a decision comes out; the
/// engine makes the decision durable and applies it. One instance serves all units of a data set.
/// </summary>
/// <remarks>
/// A turn is: <c>Decide…</c> → <see cref="Apply"/> each event at the turn's time → <see cref="Remember"/> the command → while
/// <see cref="DecideHousekeeping"/> accepts, apply that too → send what <see cref="UnitState.HasMessageFor"/> shows.
/// </remarks>
public sealed partial class UnitMachine
{
    private static readonly OfficialCode[] NoCodes = [];
    private readonly LevelScheme scheme;
    private volatile Catalog catalog = Catalog.Empty;
    private volatile DirectiveDelivered? lastArrival;
    private volatile DeliverDirective? lastOnward;

    /// <summary>Behaviour under a level scheme.</summary>
    public UnitMachine(LevelScheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        this.scheme = scheme;
    }

    /// <summary>
    /// What the next decisions are made with. An engine may replace it while units decide on other threads: a turn sees the one
    /// or the other, and its events carry what they took from it. A turn that asks twice must ask one local copy.
    /// </summary>
    public Catalog Catalog
    {
        get => catalog;
        set => catalog = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Decides on a command.</summary>
    /// <param name="unit">The unit, or null when there is none of that id.</param>
    /// <param name="id">The command's identity.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The turn's time, never before an earlier turn's of this unit.</param>
    public Decision DecideCommand(UnitState? unit, in CommandId id, Command command, Instant now)
    {
        if (unit is null)
            return command is OpenRoot open ? DecideOpenRoot(open, now)
                : Decision.Refuse(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code, or list its parent's children");

        ref readonly var first = ref RecentCommands.Find(unit, id);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(in first))
            return first.Id.BodyHash == id.BodyHash ? Decision.Repeat(first)
                : Decision.Refuse(RefusalCode.KeyReused, "key", "the key was used for another command (another operation, or another body)", "Send a new command under a new key");
        if (unit.commandCount >= Limits.RecentCommandsPerUnitMax
            && RecentCommands.CountRemembered(unit, now) >= Limits.RecentCommandsPerUnitMax)
            return Decision.Refuse(RefusalCode.LimitReached, "unit", $"the unit accepted {Limits.RecentCommandsPerUnitMax} commands in 24 hours (RecentCommandsPerUnitMax)", "Try again later");

        if (command is WhenUnchanged conditional)
        {
            if (RefuseChanged(unit, conditional) is { } stale) return stale;
            command = conditional.Command;
        }

        return command switch
        {
            AcknowledgeDirective c => DecideAcknowledge(unit, c.Directive, now),
            CompleteDirective c => DecideComplete(unit, c.Directive, now),
            IssueDirective c => DecideIssue(unit, c, now),
            UpdateDirective c => DecideUpdate(unit, c, now),
            WithdrawDirective c => DecideWithdraw(unit, c, now),
            OpenChildren c => DecideOpenChildren(unit, c, now),
            RenameUnit c => DecideRename(unit, c, now),
            ChangeUnitCode c => DecideChangeCode(unit, c, now),
            CloseUnit c => DecideClose(unit, c, now),
            RaiseCase c => DecideRaise(unit, c, now),
            TakeCase c => DecideTake(unit, c, now),
            AnswerCase c => DecideAnswer(unit, c, now),
            ReferCase c => DecideRefer(unit, c, now),
            ScheduleCase c => DecideSchedule(unit, c, now),
            CloseDuplicate c => DecideDuplicate(unit, c, now),
            ConfirmCase c => DecideConfirm(unit, c, now),
            ReopenCase c => DecideReopen(unit, c, now),
            WithdrawCase c => DecideWithdrawCase(unit, c, now),
            RegisterOfficial c => DecideRegisterOfficial(unit, c, now),
            ChangeOfficial c => DecideChangeOfficial(unit, c, now),
            EndOfficial c => DecideEndOfficial(unit, c, now),
            RegisterTeam c => DecideRegisterTeam(unit, c, now),
            ChangeTeam c => DecideChangeTeam(unit, c, now),
            EndTeam c => DecideEndTeam(unit, c, now),
            RecordLeave c => DecideRecordLeave(unit, c, now),
            CancelLeave c => DecideCancelLeave(unit, c, now),
            AssignHolder c => DecideAssign(unit, c, now),
            EndAssignment c => DecideEndAssignment(unit, c, now),
            SubmitReport c => DecideSubmitReport(unit, c, now),
            OpenRoot => Decision.Refuse(RefusalCode.AlreadyExists, "unit", "the tree has a root already", "Open children of existing units"),
            _ => throw new InvalidOperationException($"No decision for {command.GetType().Name}."),
        };
    }

    /// <summary>True when <see cref="DecideHousekeeping"/> may have something to do at this unit, now or later.</summary>
    public static bool NeedsHousekeeping(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.issuer is { Directives.Count: > 0 } || unit.desk is { KeepsHouse: true };
    }

    /// <summary>
    /// What a unit does of its own accord: an issuer notes that a directive is fulfilled, or no longer; a case whose limit lapsed moves
    /// up; a day turns on which an assignment or a leave begins or is over; what ended 30 days ago retires. Asked after each turn or
    /// observed summary of a unit that <see cref="NeedsHousekeeping"/>, and when it wakes.
    /// </summary>
    public static Decision DecideHousekeeping(UnitState unit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var decision = unit.issuer is { } issuer ? DecideDirectiveHousekeeping(unit, issuer, now) : Decision.Drop;
        if (decision.Verdict == Verdict.Dropped && unit.desk?.CasesAwakeAt(now) is { } book) decision = DecideCaseHousekeeping(unit, book, now);
        return decision.Verdict == Verdict.Dropped && unit.desk is { } desk ? DecideHolderHousekeeping(desk, now) : decision;
    }

    private static Decision DecideDirectiveHousekeeping(UnitState unit, Issuer issuer, Instant now)
    {
        foreach (var issued in issuer.Directives)
        {
            var id = issued.Spec.Id;
            var progress = unit.ProgressOf(unit.FindReceipt(id));
            // While numbers climb nothing is decided: how many summaries one change makes differs between engines, its outcome may not.
            if (issued.State == DirectiveState.Active && progress.Counting) continue;
            var done = progress.IsFulfilled(issued.Spec.Requirement);
            if (issued.State == DirectiveState.Active && done && !issued.FulfilledAt.IsSet) return Decision.Accept(now, new DirectiveFulfilled(id));
            if (issued.State == DirectiveState.Active && !done && issued.FulfilledAt.IsSet) return Decision.Accept(now, new DirectiveUnfulfilled(id));
            if (issued.RetiresAt.IsSet && issued.RetiresAt <= now && unit.OutboxHasRoom) return Decision.Accept(now, new DirectiveRetired(default, id));
        }
        return Decision.Drop;
    }

    /// <summary>When the unit must be asked for housekeeping even if nothing happens; <see cref="Instant.None"/> for never.</summary>
    public static Instant NextWake(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var next = Instant.None;
        foreach (var issued in unit.Issued)
            next = CaseTally.Earlier(next, issued.RetiresAt);
        return unit.desk is { } desk ? CaseTally.Earlier(next, CaseTally.Earlier(unit.CasesWakeAt, NextHolderWake(desk))) : next;
    }
}
