using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// The domain told again as plainly as possible: one dictionary, every effect at once everywhere, every number counted afresh
/// by walking the tree. No links, no messages, no summaries; it shares the names of commands with Core, and no behaviour.
/// </summary>
internal sealed partial class NaiveTree(LevelScheme scheme)
{
    public Dictionary<UnitId, NaiveUnit> Units { get; } = [];

    public Dictionary<DirectiveId, NaiveDirective> Directives { get; } = [];

    /// <summary>Does a command, or says no.</summary>
    public bool Submit(UnitId id, Command command, long now)
    {
        var accepted = command is OpenRoot root ? OpenRoot(root) : Units.TryGetValue(id, out var unit) && Submit(unit, command, now);
        Settle(now);
        return accepted;
    }

    /// <summary>Notes what is fulfilled and forgets what ended thirty days ago.</summary>
    public void Settle(long now)
    {
        SettleCases(now);
        foreach (var directive in Directives.Values.ToList())
        {
            if (directive.State == DirectiveState.Active)
            {
                var isDone = Subtree(Units[directive.Id.Issuer]).All(unit => !unit.StillOwes(directive));
                directive.FulfilledAt = !isDone ? null : directive.FulfilledAt ?? now;
            }
            var closed = directive.State != DirectiveState.Active ? directive.EndedAt
                : directive.FulfilledAt is { } done ? Math.Max(done, directive.Due) : null;
            if (closed is not { } since || since + 30L * 24 * 3600 * 1000 > now) continue;
            Directives.Remove(directive.Id);
            foreach (var unit in Units.Values) unit.Receipts.RemoveAll(receipt => receipt.Directive == directive);
        }
    }

    public static IEnumerable<NaiveUnit> Subtree(NaiveUnit unit) => unit.Children.SelectMany(Subtree).Prepend(unit);

    private bool OpenRoot(OpenRoot command)
    {
        if (Units.Count > 0) return false;
        Units.Add(UnitId.Root, new NaiveUnit(UnitId.Root, null, 0, command.Definition.Name));
        return true;
    }

    private bool Submit(NaiveUnit unit, Command command, long now) => command switch
    {
        UpdateDirective c => Update(unit, c),
        WithdrawDirective c => Withdraw(unit, c, now),
        ConfirmCase c => AtOrigin(unit, c.Case, c, now),
        ReopenCase c => AtOrigin(unit, c.Case, c, now),
        WithdrawCase c => AtOrigin(unit, c.Case, c, now),
        _ when unit.IsClosed => false,
        OpenChildren c => Open(unit, c),
        RenameUnit c => Rename(unit, c),
        CloseUnit => Close(unit),
        RaiseCase c => Raise(unit, c, now),
        TakeCase c => Handle(unit, c.Case, c, now),
        ScheduleCase c => Handle(unit, c.Case, c, now),
        ReferCase c => Handle(unit, c.Case, c, now),
        CloseDuplicate c => Handle(unit, c.Case, c, now),
        AnswerCase c => Handle(unit, c.Case, c, now),
        IssueDirective c => Issue(unit, c, now),
        AcknowledgeDirective c => unit.Act(c.Directive, completes: false, now),
        CompleteDirective c => unit.Act(c.Directive, completes: true, now),
        _ => throw new InvalidOperationException($"The naive tree knows no {command.GetType().Name}."),
    };

    private bool Open(NaiveUnit parent, OpenChildren command)
    {
        var levels = command.Children.Select(child => scheme.Levels.ToList().FindIndex(level => level.Code == scheme.Kinds[child.Kind.Index].Level)).ToList();
        if (levels.Any(level => !scheme.Levels[level].Parents.Contains(scheme.Levels[parent.Level].Code))) return false;
        if (command.Children.Any(child => Units.ContainsKey(child.Id))) return false;
        foreach (var (definition, level) in command.Children.Zip(levels))
        {
            var child = new NaiveUnit(definition.Id, parent, level, definition.Name);
            foreach (var receipt in parent.Receipts.Where(receipt => receipt.IsOpen)) child.Receive(receipt.Directive);
            parent.Children.Add(child);
            Units.Add(child.Id, child);
        }
        return true;
    }

    private static bool Rename(NaiveUnit unit, RenameUnit command)
    {
        if (unit.Name == command.Name) return false;
        unit.Name = command.Name;
        return true;
    }

    private bool Close(NaiveUnit unit)
    {
        if (Cases.Exists(item => item.Holder == unit)) return false;
        if (Subtree(unit).Any(below => below != unit && !below.IsClosed)) return false;
        return unit.IsClosed = true;
    }

    private bool Issue(NaiveUnit unit, IssueDirective command, long now)
    {
        var targets = Enumerable.Range(0, scheme.Levels.Count).Where(level => (command.TargetLevels.Mask >> level & 1) == 1).ToHashSet();
        if (targets.All(level => level < unit.Level)) return false;
        NaiveDirective? old = null;
        if (command.Supersedes.IsValid)
        {
            if (command.Supersedes.Issuer != unit.Id || !Directives.TryGetValue(command.Supersedes, out old)) return false;
            if (old.State != DirectiveState.Active || old.Reality != command.Reality) return false;
        }
        if (Directives.Keys.Count(id => id.Issuer == unit.Id) >= 100) return false;

        var directive = new NaiveDirective(new DirectiveId(unit.Id, ++unit.LastNumber), targets, command.Requirement == Requirement.Complete, command.Reality)
        {
            Due = command.Due.Milliseconds,
        };
        Directives.Add(directive.Id, directive);
        if (old is not null) End(old, DirectiveState.Superseded, now);
        foreach (var below in Subtree(unit))
        {
            foreach (var receipt in below.Receipts.Where(receipt => receipt.Directive == old)) receipt.IsSuperseded = true;
            below.Receive(directive);
        }
        return true;
    }

    private bool Update(NaiveUnit unit, UpdateDirective command)
    {
        if (FindActive(unit, command.Directive) is not { } directive) return false;
        directive.Due = command.Due.Milliseconds;
        directive.Revision++;
        return true;
    }

    private bool Withdraw(NaiveUnit unit, WithdrawDirective command, long now)
    {
        if (FindActive(unit, command.Directive) is not { } directive) return false;
        End(directive, DirectiveState.Cancelled, now);
        foreach (var receipt in Subtree(unit).SelectMany(below => below.Receipts).Where(receipt => receipt.Directive == directive)) receipt.IsCancelled = true;
        return true;
    }

    private NaiveDirective? FindActive(NaiveUnit unit, DirectiveId id) =>
        id.Issuer == unit.Id && Directives.TryGetValue(id, out var directive) && directive.State == DirectiveState.Active ? directive : null;

    private static void End(NaiveDirective directive, DirectiveState state, long now)
    {
        directive.State = state;
        directive.EndedAt = now;
    }
}
