using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator.Work;

/// <summary>Draws the next command from what the ledger knows; most are sensible by then, and some no longer are when they arrive.</summary>
internal sealed partial class Chooser(Dice dice, Ledger ledger, LevelScheme scheme, RunPlan plan)
{
    private const int ParentsRemembered = 4;
    private long lastId = 1;
    private readonly List<LedgerUnit> lastParents = [];

    public (UnitId Unit, Command Command) Draw(Instant now)
    {
        if (ledger.Units.Count == 0) return (UnitId.Root, new OpenRoot(Define(UnitId.Root, 0)));
        var unit = dice.Pick(ledger.Units.Values.ToList());
        if (ledger.Units.Count > 5 && dice.Percent(30) && plan.Work.HasFlag(WorkKinds.Cases)) return DrawCase(now);
        if (ledger.Units.Count > 5 && dice.Percent(35) && plan.Work.HasFlag(WorkKinds.Holders)) return DrawHolding(now);
        var kind = dice.Below(100);
        if (kind < 30 && ledger.Units.Count < plan.UnitsMax) return OpenSome(PickParent());
        if (kind < 33) return (unit.Id, new RenameUnit($"tên {dice.Below(1_000)}"));
        // Most at a unit whose first children may be on their way, or not have said yet that they are open: it must not close above them.
        if (kind < 37 && dice.Percent(80) && lastParents.Count > 0) unit = dice.Pick(lastParents);
        if (kind < 37 && unit.Id != UnitId.Root) return (unit.Id, new CloseUnit(new DateOnly(2025, 6, 1), []));
        if (!plan.Work.HasFlag(WorkKinds.Directives)) return (unit.Id, new RenameUnit($"tên {dice.Below(1_000)}"));
        if (kind < 46) return (unit.Id, Issue(unit, now));
        if (ledger.Directives.Count == 0) return (UnitId.Root, Issue(ledger.Units[UnitId.Root], now));
        var directive = dice.Pick(ledger.Directives.Values.ToList());
        if (kind < 51) return (directive.Id.Issuer, new UpdateDirective(directive.Id, Due(now), Urgency.Immediate, new DirectiveText("sửa", "")));
        if (kind < 53) return (directive.Id.Issuer, new WithdrawDirective(directive.Id));
        var reader = dice.Pick(ledger.Units[directive.Id.Issuer].Subtree.ToList());
        return (reader.Id, kind < 80 ? new AcknowledgeDirective(directive.Id) : new CompleteDirective(directive.Id));
    }

    private (UnitId, Command) OpenSome(LedgerUnit parent)
    {
        var lawful = Enumerable.Range(0, scheme.Levels.Count).Where(level => scheme.MayParent(new Level((byte)parent.Level), new Level((byte)level))).ToList();
        var level = lawful.Count == 0 || dice.Percent(3) ? dice.Below(scheme.Levels.Count) : dice.Pick(lawful);
        if (parent.Children.Count == 0) lastParents.Add(parent);
        if (lastParents.Count > ParentsRemembered) lastParents.RemoveAt(0);
        return (parent.Id, new OpenChildren([.. Enumerable.Range(0, dice.Percent(50) ? 1 : 1 + dice.Below(9)).Select(_ => Define(new UnitId(dice.Percent(2) ? lastId : ++lastId), level))]));
    }

    private LedgerUnit PickParent()
    {
        var parents = ledger.Units.Values.Where(unit => unit.Level < scheme.Levels.Count - 1 && !unit.IsClosed).ToList();
        return dice.Pick(parents.Count > 0 ? parents : [.. ledger.Units.Values]);
    }

    private IssueDirective Issue(LedgerUnit unit, Instant now)
    {
        var levels = new LevelSet((ushort)(1 + dice.Below((1 << scheme.Levels.Count) - 1)));
        var old = ledger.Directives.Values.Where(directive => directive.Id.Issuer == unit.Id && directive.Ended == ReceiptFlags.None).ToList();
        return new IssueDirective(
            levels, dice.Percent(50) ? Requirement.Acknowledge : Requirement.Complete, Due(now), Urgency.Expected, Reality.Actual,
            new DirectiveText($"chỉ thị {dice.Below(100)}", ""), old.Count > 0 && dice.Percent(40) ? dice.Pick(old).Id : DirectiveId.None);
    }

    private Instant Due(Instant now) => dice.Percent(40) ? Instant.None : now.PlusMs(1 + dice.Below(20_000));

    private UnitDefinition Define(UnitId id, int level)
    {
        var kind = scheme.FindKind(scheme.Kinds.First(candidate => candidate.Level == scheme.Levels[level].Code).Code)!.Value;
        return new UnitDefinition(id, kind, $"đơn vị {id}", new DateOnly(2024, 1, 1), null, false, []);
    }
}
