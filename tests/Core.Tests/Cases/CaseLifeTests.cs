using HierarchySim.Engine.Conformance;

namespace HierarchySim.Core.Tests;

/// <summary>Random lives of cases in a small nation whose links lose, repeat and reorder. A seed replays a life.</summary>
public sealed class CaseLifeTests
{
    private const int Steps = 1_500;
    private static readonly string[] Categories = ["roads-lighting", "security-order", "land", "official-conduct"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_case_has_one_custodian_one_answer_and_one_escalation_for_each_lapse(int seed)
    {
        var truth = Live(seed, Defect.None);
        Assert.True(truth.Cases > 20, $"only {truth.Cases} cases");
    }

    [Fact]
    public void Everything_that_can_happen_to_a_case_happens()
    {
        var happened = Seeds.SelectMany(seed => Live(seed.Data, Defect.None).Happened.Keys).ToHashSet();
        var facts = typeof(ICaseFact).Assembly.GetTypes().Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(ICaseFact))).Select(type => type.Name);
        Assert.Empty(facts.Append("bounced").Except(happened));
    }

    [Theory]
    [InlineData("TakesCustodyTwice")]
    [InlineData("EscalatesEarly")]
    [InlineData("LosesCustodyInRecovery")]
    public void Canary_a_broken_rule_is_noticed(string defect) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
        {
            for (var seed = 1; seed <= 5; seed++) Live(seed, Enum.Parse<Defect>(defect));
        });

    private static CaseTruth Live(int seed, Defect defect)
    {
        var dice = new Dice((ulong)seed);
        var tree = new CaseTree(dice, defect);
        for (var step = 0; step < Steps; step++)
        {
            switch (dice.Below(100))
            {
                case < 80: tree.Shake(); break;
                case < 97: Act(tree, dice); break;
                case < 99: tree.Wait(dice.Percent(95) ? dice.Below(6 * 3_600_000) : 24 * 3_600_000L * (1 + dice.Below(20))); break;
                default: if (dice.Percent(30)) tree.Crash(); break;
            }
            tree.Truth.Check();
        }
        tree.Quieten();
        tree.Truth.CheckAtQuiet();
        tree.Crash();
        tree.Truth.CheckAtQuiet();
        tree.Wait(70 * 24 * 3_600_000L);
        tree.Quieten();
        tree.Truth.CheckAtQuiet();
        return tree.Truth;
    }

    private static void Act(CaseTree tree, Dice dice)
    {
        var unit = dice.Pick(tree.Units.Values.ToList());
        if (dice.Percent(35)) tree.Do(unit.Id, new RaiseCase(dice.Pick(Categories), dice.Percent(85) ? Reality.Actual : Reality.Exercise, HolderId.None, States.Words));
        else if (dice.Percent(60)) Handle(tree, dice);
        else AtOrigin(tree, dice);
    }

    private static void Handle(CaseTree tree, Dice dice)
    {
        var held = tree.Units.Values.SelectMany(unit => unit.HeldCases.Select(item => (Unit: unit, item.Spec.Id))).ToList();
        if (held.Count == 0) return;
        var (holder, id) = dice.Pick(held);
        var to = dice.Pick(tree.Units.Values.ToList());
        Command command = dice.Below(7) switch
        {
            0 => new TakeCase(id, HolderId.None),
            1 => new ScheduleCase(id, HolderId.None, tree.Now.PlusMs(1 + dice.Below(100_000_000)), TextId.None),
            2 => new AnswerCase(id, HolderId.None, States.Words),
            3 => new CloseDuplicate(id, HolderId.None, dice.Pick(held).Id),
            _ => new ReferCase(id, HolderId.None, to.Id, WayTo(tree, holder, to), States.Words),
        };
        tree.Do(holder.Id, command);
    }

    private static void AtOrigin(CaseTree tree, Dice dice)
    {
        var files = tree.Units.Values.SelectMany(unit => unit.CaseFiles).ToList();
        if (files.Count == 0) return;
        var file = dice.Pick(files);
        Command command = !file.IsOpen ? dice.Percent(30) ? new ConfirmCase(file.Spec.Id) : new ReopenCase(file.Spec.Id, States.Words)
            : dice.Percent(50) ? new WithdrawCase(file.Spec.Id) : new ConfirmCase(file.Spec.Id);
        tree.Do(file.Spec.Id.Origin, command);
    }

    private static Route WayTo(CaseTree tree, UnitState from, UnitState to)
    {
        var (moves, down) = (new List<Move>(), new Stack<Move>());
        while (from.Id != to.Id)
        {
            var climbs = from.Depth >= to.Depth;
            if (climbs) moves.Add(Move.Up);
            else down.Push(Move.Down(to.IndexInParent));
            if (climbs) from = tree.Units[from.Parent];
            else to = tree.Units[to.Parent];
        }
        return Route.Of([.. moves, .. down]);
    }
}
