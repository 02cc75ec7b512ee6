using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// A random life of a tree from one seed: it grows to 50 to 300 units, then commands fall on it, most of them sensible and some
/// not, and now and then hours or weeks pass. Each goes to the engine and to the naive tree; their verdicts must agree.
/// </summary>
internal sealed partial class Workload(Desk desk, ulong seed)
{
    private readonly Dice dice = new(seed);
    private readonly List<UnitId> ids = [];
    private UnitId nextId;
    private int step;
    private int accepted;

    public NaiveTree Naive { get; } = new(desk.Engine.Scheme) { Catalog = desk.Engine.Catalog };

    /// <summary>Commands accepted in a hundred; a life of refusals would prove little.</summary>
    public int AcceptedPercent => accepted * 100 / step;

    /// <summary>Cases raised so far.</summary>
    public int CasesRaised { get; private set; }

    /// <summary>Grows the tree.</summary>
    public async Task Grow()
    {
        var size = 50 + dice.Below(251);
        nextId = await desk.Engine.ReserveIdsAsync(size + 5_000);
        await Both(UnitId.Root, new OpenRoot(desk.Define(UnitId.Root, desk.Engine.Scheme.Levels[0].Code, "gốc")));
        ids.Add(UnitId.Root);
        while (ids.Count < size)
        {
            var parent = PickParent();
            await Both(parent, OpenSome(parent));
        }
    }

    /// <summary>Lets so many commands fall.</summary>
    public async Task Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            if (dice.Percent(8)) await Wait();
            var (unit, command) = Draw();
            await Both(unit, command);
        }
    }

    /// <summary>Compares every unit with a recount; called at quiet.</summary>
    public async Task Compare()
    {
        foreach (var unit in Naive.Units.Values)
        {
            var view = await desk.View(unit.Id);
            Assert.True(
                (unit.Parent?.Id ?? UnitId.None, unit.Level, unit.Name, unit.IsClosed, unit.Children.Count)
                == (view.Parent, view.Level.Index, view.Name, view.Closed is not null, view.ChildCount), $"{Where} unit {unit.Id}: {view}");
            Same(string.Join(' ', unit.CountUnits(desk.Engine.Scheme.Levels.Count)), string.Join(' ', view.UnitsByLevel), $"open units of {unit.Id}");
            Same(
                string.Join('\n', unit.Receipts.Select(r => $"{r.Directive.Id} r{r.Directive.Revision} {r.Flags} {unit.CountProgress(r.Directive)}")),
                string.Join('\n', view.Directives.Select(d => $"{d.Spec.Id} r{d.Spec.Revision} {d.Flags} {d.Progress}")), $"directives of {unit.Id}");
        }
        await CompareCases();
    }

    private string Where => $"seed {seed}, step {step}:";

    private void Same(string expected, string actual, string what) =>
        Assert.True(expected == actual, $"{Where} {what}\nnaive:\n{expected}\nengine:\n{actual}");

    private async Task Both(UnitId unit, Command command)
    {
        step++;
        var answer = await desk.Submit(unit, command);
        await desk.Harness.QuietAsync();
        var expected = Naive.Submit(unit, command, desk.Now.Milliseconds);
        Assert.True(expected == answer.IsAccepted, $"{Where} {command} at {unit}: naive {expected}, engine {answer.Verdict} {answer.Refusal}");
        accepted += expected ? 1 : 0;
        CasesRaised += expected && command is RaiseCase ? 1 : 0;
        if (expected && command is OpenChildren open) ids.AddRange(open.Children.Select(child => child.Id));
    }

    private async Task Wait()
    {
        await desk.Advance(TimeSpan.FromHours(dice.Percent(70) ? 1 + dice.Below(48) : 24 * (1 + dice.Below(35))));
        Naive.Settle(desk.Now.Milliseconds);
    }

    private (UnitId Unit, Command Command) Draw()
    {
        if (dice.Percent(30) && desk.Engine.Catalog.Categories.Count > 0) return DrawCase();
        var kind = dice.Below(100);
        if (kind < 8)
        {
            var parent = PickParent();
            return (parent, OpenSome(parent));
        }
        if (kind < 12) return (PickUnit(_ => true), new RenameUnit($"tên {dice.Below(50)}"));
        if (kind < 16) return (PickUnit(unit => unit.Children.All(child => child.IsClosed)), new CloseUnit(new DateOnly(2025, 6, 1), []));
        if (kind < 32) return DrawIssue();
        if (kind < 41)
        {
            var (issuer, issued) = PickReceipt(IsIssuers);
            return (issuer, kind < 38 ? new UpdateDirective(issued, DrawDue(), Urgency.Immediate, new DirectiveText("sửa", "")) : new WithdrawDirective(issued));
        }
        if (kind < 68)
        {
            var (reader, unread) = PickReceipt((_, receipt) => receipt is { IsTarget: true, IsOpen: true, IsAcknowledged: false });
            return (reader, new AcknowledgeDirective(unread));
        }
        var (doer, undone) = PickReceipt((_, receipt) => receipt is { IsTarget: true, IsOpen: true, IsCompleted: false, Directive.NeedsCompletion: true });
        return (doer, new CompleteDirective(undone));
    }

    private OpenChildren OpenSome(UnitId parent)
    {
        var scheme = desk.Engine.Scheme;
        var level = scheme.Levels[Naive.Units[parent].Level];
        var lawful = scheme.Levels.Where(candidate => candidate.Parents.Contains(level.Code)).ToList();
        var child = lawful.Count == 0 || dice.Percent(3) ? dice.Pick(scheme.Levels) : dice.Pick(lawful);
        var children = new UnitDefinition[1 + dice.Below(5)];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = desk.Define(nextId, child.Code, $"{child.Code} {nextId}");
            nextId = new UnitId(nextId.Value + 1);
        }
        return new OpenChildren(children);
    }

    private (UnitId, Command) DrawIssue()
    {
        var (unit, old) = PickReceipt(IsIssuers);
        var supersedes = dice.Percent(30);
        if (!supersedes) unit = PickUnit(_ => true);
        var levels = new LevelSet((ushort)(1 + dice.Below((1 << desk.Engine.Scheme.Levels.Count) - 1)));
        return (unit, new IssueDirective(
            levels, dice.Percent(50) ? Requirement.Acknowledge : Requirement.Complete, DrawDue(), Urgency.Expected,
            dice.Percent(80) ? Reality.Actual : Reality.Exercise, new DirectiveText($"chỉ thị {step}", ""), supersedes ? old : DirectiveId.None));
    }

    private Instant DrawDue() => dice.Percent(40) ? Instant.None : desk.Now.PlusMs((1 + dice.Below(200)) * 3_600_000L);

    private UnitId PickParent() =>
        PickUnit(unit => desk.Engine.Scheme.Levels.Any(level => level.Parents.Contains(desk.Engine.Scheme.Levels[unit.Level].Code)));

    // An open unit that fits in nine of ten, any unit else.
    private UnitId PickUnit(Func<NaiveUnit, bool> fits)
    {
        var fitting = ids.Where(id => !Naive.Units[id].IsClosed && fits(Naive.Units[id])).ToList();
        return fitting.Count > 0 && dice.Percent(90) ? dice.Pick(fitting) : dice.Pick(ids);
    }

    // A unit and a directive that fit each other in nine of ten, any two else.
    private (UnitId Unit, DirectiveId Directive) PickReceipt(Func<NaiveUnit, NaiveReceipt, bool> fits)
    {
        var unit = PickUnit(candidate => candidate.Receipts.Any(receipt => fits(candidate, receipt)));
        var fitting = Naive.Units[unit].Receipts.Where(receipt => fits(Naive.Units[unit], receipt)).ToList();
        if (fitting.Count > 0 && dice.Percent(90)) return (unit, dice.Pick(fitting).Directive.Id);
        return (unit, Naive.Directives.Count > 0 ? dice.Pick(Naive.Directives.Keys.ToList()) : new DirectiveId(unit, 1 + dice.Below(9)));
    }

    private static bool IsIssuers(NaiveUnit unit, NaiveReceipt receipt) => receipt.IsOpen && receipt.Directive.Id.Issuer == unit.Id;
}
