using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Engine.Conformance;

// What must always hold, by number; each is checked after a random life of a random tree. Numbers left out speak of things
// that units do not have yet, or of faults that only a simulator can make.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Invariant_01_applied_sequence_per_link_is_contiguous_and_monotone()
    {
        var (desk, _) = await LivedTree(101);
        foreach (var (unit, facts) in await EventsByUnit(desk))
        {
            var links = facts.Select(fact => Replay.ArrivalOf(fact.Event)).Where(arrival => arrival.Sequence > 0).ToLookup(arrival => arrival.From, arrival => arrival.Sequence);
            foreach (var link in links) Assert.Equal(Enumerable.Range(1, link.Count()).Select(i => (uint)i), link);
            if (unit == UnitId.Root) Assert.DoesNotContain(Move.Up, links.Select(link => link.Key));
        }
    }

    [Fact]
    public async Task Invariant_02_a_business_id_takes_effect_at_most_once_per_unit_for_24_hours()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var command = desk.Directive(desk.Levels("group"));
        var first = await desk.SubmitAs("once", tree.Root, command);
        var directive = new DirectiveId(tree.Root, first.Number);
        foreach (var hours in (int[])[0, 1, 11, 12])
        {
            await desk.Advance(TimeSpan.FromHours(hours));
            Assert.Equal(first with { Verdict = Verdict.Repeated }, await desk.SubmitAs("once", tree.Root, command));
        }
        await desk.Accept(tree.Root, new WithdrawDirective(directive));
        Assert.Equal(Verdict.Repeated, (await desk.SubmitAs("once", tree.Root, command)).Verdict);
        Assert.Single(await desk.AllEvents(), fact => fact.Event is DirectiveIssued);
    }

    [Fact]
    public async Task Invariant_03_nothing_is_visible_before_its_commit()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        for (var round = 0; round < 5; round++)
        {
            // Nobody waits for the answers; what a reader saw when the engine died must be there when it is back.
            var sent = Enumerable.Range(0, 20).Select(i => desk.Submit(tree.Province, new RenameUnit($"Tỉnh {round}.{i}"))).ToList();
            if (round < tree.Groups.Length) sent.Add(desk.Submit(tree.Groups[round], new AcknowledgeDirective(directive)));
            var seenName = (await desk.View(tree.Province)).Name;
            var seenProgress = await desk.Progress(tree.Root, directive);
            await desk.Crash();
            foreach (var answer in sent) await Record.ExceptionAsync(() => answer);

            var names = (await desk.AllEvents()).Where(fact => fact.Unit == tree.Province).Select(fact => fact.Event)
                .Select(fact => fact switch { UnitRenamed e => e.Name, UnitOpened e => e.Definition.Name, _ => null });
            Assert.Contains(seenName, names);
            Assert.True((await desk.Progress(tree.Root, directive)).Acknowledged >= seenProgress.Acknowledged);
        }
    }

    [Fact]
    public async Task Invariant_04_what_was_answered_survives_any_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        for (var i = 0; i < 6; i++)
        {
            var answer = await desk.Submit(tree.Groups[i], new AcknowledgeDirective(directive));
            Assert.Equal(Verdict.Accepted, answer.Verdict);
            await desk.Crash();
            var standing = await desk.Standing(tree.Groups[i], directive);
            Assert.Equal((ReceiptFlags.Target | ReceiptFlags.Acknowledged, answer.At), (standing.Flags, standing.AcknowledgedAt));
            Assert.Equal(i + 1, (await desk.Progress(tree.Root, directive)).Acknowledged);
        }
    }

    [Fact]
    public async Task Invariant_05_every_unconfirmed_message_is_sent_after_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(Verdict.Accepted, (await desk.Submit(tree.Root, desk.Directive(desk.Levels("group")))).Verdict);
            await desk.Crash();
            foreach (var unit in tree.All) Assert.Equal(i, (await desk.View(unit)).Directives.Count);
            Assert.Equal(new Progress(24, 24, 0, 0, 0, 0, false), await desk.Progress(tree.Root, new DirectiveId(tree.Root, i)));
        }
    }

    [Fact]
    public async Task Invariant_06_only_parent_and_child_exchange_messages()
    {
        var (desk, _) = await LivedTree(106);
        var events = await desk.AllEvents();
        var replay = new Replay(desk.Engine.Scheme, events);
        Assert.Empty(replay.FindMisheard(events));
    }

    [Fact]
    public async Task Invariant_07_targets_delivered_acknowledged_completed_never_rise_in_that_order()
    {
        var (desk, workload) = await LivedTree(107);
        foreach (var unit in workload.Naive.Units.Keys)
            Assert.All((await desk.View(unit)).Directives, standing => Assert.True(standing.Progress.IsOrdered, $"{unit}: {standing.Progress}"));
    }

    [Fact]
    public async Task Invariant_08_a_parent_never_exceeds_the_sum_of_the_truth_below_it()
    {
        var (desk, workload) = await LivedTree(108);
        foreach (var unit in workload.Naive.Units.Values)
            foreach (var standing in (await desk.View(unit.Id)).Directives)
            {
                var truth = unit.CountProgress(workload.Naive.Directives[standing.Spec.Id]);
                Assert.True(truth.Targets >= standing.Progress.Targets && truth.Delivered >= standing.Progress.Delivered
                    && truth.Acknowledged >= standing.Progress.Acknowledged && truth.Completed >= standing.Progress.Completed, $"{unit.Id}: {standing.Progress} of {truth}");
            }
    }

    [Fact]
    public async Task Invariant_12_versions_only_grow_also_over_a_crash()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var last = tree.All.ToDictionary(unit => unit, _ => default(SummaryVersion));
        for (var round = 0; round < 6; round++)
        {
            await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
            foreach (var unit in tree.All)
            {
                var view = await desk.View(unit);
                Assert.True(view.Version > last[unit], $"{unit}: {view.Version} after {last[unit]}");
                last[unit] = view.Version;
            }
            if (Harness.IsDurable && round % 2 == 1) await desk.Crash();
        }
    }

    [Fact]
    public async Task Invariant_13_at_quiet_all_rollups_equal_a_naive_recount()
    {
        var (_, workload) = await LivedTree(113);
        await workload.Compare();
    }

    [Fact]
    public async Task Invariant_14_at_quiet_outboxes_are_empty_and_every_target_has_every_directive()
    {
        var (desk, workload) = await LivedTree(114);
        foreach (var unit in workload.Naive.Units.Values)
            Assert.Equal(unit.Receipts.Select(receipt => receipt.Directive.Id), (await desk.View(unit.Id)).Directives.Select(standing => standing.Spec.Id));

        var units = RequireSnapshot().ToDictionary(unit => unit.Id);
        Assert.Equal(workload.Naive.Units.Count, units.Count);
        foreach (var unit in units.Values)
        {
            Assert.False(unit.HasUnconfirmedMessages);
            Assert.False(unit.HasUnconfirmedSummary);
            for (var place = 0; place < unit.ChildCount; place++)
            {
                var child = units[unit.ChildAt(place)];
                Assert.Equal((unit.Id, place, unit.SentTo(place)), (child.Parent, child.IndexInParent, child.ReceivedFromParent));
            }
        }
    }

    [Fact]
    public async Task Invariant_15_commands_are_forgotten_after_24_hours()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        for (var day = 0; day < 5; day++)
        {
            for (var i = 0; i < 10; i++) await desk.Accept(root, new RenameUnit($"tên {day}.{i}"));
            await desk.Advance(TimeSpan.FromHours(25));
        }
        await desk.Accept(root, new RenameUnit("cuối"));
        var snapshot = new UnitSnapshot();
        snapshot.Fill(Assert.Single(RequireSnapshot()));
        Assert.Single(snapshot.Commands);
    }

    [Fact]
    public async Task Invariant_16_replaying_the_events_gives_the_live_state()
    {
        var (desk, _) = await LivedTree(116);
        var replay = new Replay(desk.Engine.Scheme, await desk.AllEvents());
        foreach (var unit in replay.Units.Values)
        {
            var (live, made) = (await desk.View(unit.Id), UnitViews.Of(unit, 1, desk.Now));
            Assert.Equal(
                (live.Parent, live.Level, live.Kind, live.Name, live.Opened, live.Closed, live.Synthetic, live.ChildCount),
                (made.Parent, made.Level, made.Kind, made.Name, made.Opened, made.Closed, made.Synthetic, made.ChildCount));
            Assert.Equal(live.Codes, made.Codes);
            Assert.Equal(live.Predecessors, made.Predecessors);
            Assert.Equal(live.Successors, made.Successors);
            Assert.Equal(live.Directives.Select(Durable), made.Directives.Select(Durable));
            foreach (var issued in unit.Issued) Assert.Equal(issued, (await desk.Engine.QueryAsync(new GetDirective(issued.Spec.Id)))!.Directive);
        }

        static object Durable(DirectiveStanding standing) => (standing.Spec, standing.Flags, standing.AcknowledgedAt, standing.CompletedAt);
    }

    [Theory]
    [InlineData(117)]
    [InlineData(118)]
    public async Task Invariant_17_the_same_inputs_give_the_same_outcome_on_every_engine(int seed)
    {
        var (desk, workload) = await LivedTree(seed);
        await using var oracle = new ReferenceHarness();
        var other = new Desk(oracle, await oracle.StartAsync(desk.Engine.Scheme));
        await Live(other, seed);

        var (mine, theirs) = (await EventsByUnit(desk), await EventsByUnit(other));
        foreach (var unit in workload.Naive.Units.Keys)
        {
            Assert.Equal(Outcome(theirs[unit]), Outcome(mine[unit]));
            var (view, expected) = (await desk.View(unit), await other.View(unit));
            Assert.Equal(expected.UnitsByLevel, view.UnitsByLevel);
            Assert.Equal(expected.Directives.Select(standing => standing with { Version = default }), view.Directives.Select(standing => standing with { Version = default }));
        }
    }

    // What several units do because one moment came is concurrent: directives retire and cases move up in no order between units,
    // and so their messages have none on the links they meet on. Everything else has one.
    private static List<string> Outcome(IReadOnlyList<CommittedEvent> events)
    {
        var lines = events.Where(fact => fact.Event is not (DirectiveRetired or ICaseFact or MessagePassed or MessageIgnored)).Select(Line).ToList();
        lines.AddRange(events.Where(fact => fact.Event is ICaseFact).Select(CaseLine).Order(StringComparer.Ordinal));
        lines.AddRange(events.Where(fact => fact.Event is DirectiveRetired).Select(fact => $"{fact.At} retired {((DirectiveRetired)fact.Event).Directive}").Order(StringComparer.Ordinal));
        return lines;
    }

    private static string CaseLine(CommittedEvent fact) =>
        $"{fact.At} {((ICaseFact)fact.Event).Case} {fact.Event.GetType().Name} {(fact.Event is CaseNoted noted ? noted.Notice.Step : "")}{(fact.Event is CaseReceived e ? e.Due : "")}";

    private async Task<(Desk, Workload)> LivedTree(int seed)
    {
        var desk = await StartEmpty();
        return (desk, await Live(desk, seed));
    }

    private static async Task<Workload> Live(Desk desk, int seed)
    {
        var workload = new Workload(desk, (ulong)seed);
        await workload.Grow();
        await workload.Run(250);
        return workload;
    }

    private static async Task<Dictionary<UnitId, List<CommittedEvent>>> EventsByUnit(Desk desk) =>
        (await desk.AllEvents()).GroupBy(fact => fact.Unit).ToDictionary(group => group.Key, group => group.ToList());
}
