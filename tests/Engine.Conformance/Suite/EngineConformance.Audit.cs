using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The audit log: a chain for each unit, that grows with what was accepted and with nothing else.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task An_accepted_command_brings_its_entry_and_a_refused_or_repeated_one_none()
    {
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var rename = await Audited(desk, "one", UnitId.Root, new RenameUnit("Việt Nam mới"), "renameUnit", "1");
        Assert.Equal(Verdict.Accepted, rename.Verdict);
        Assert.Equal(Verdict.Repeated, (await Audited(desk, "one", UnitId.Root, new RenameUnit("Việt Nam mới"), "renameUnit", "1")).Verdict);
        Assert.Equal(Verdict.Refused, (await Audited(desk, "one", UnitId.Root, new RenameUnit("Tên khác"), "renameUnit", "1")).Verdict);
        Assert.Equal(Verdict.Refused, (await Audited(desk, "two", UnitId.Root, new RenameUnit(""), "renameUnit", "1")).Verdict);
        Assert.Equal(Verdict.Refused, (await Audited(desk, "three", new UnitId(999), new RenameUnit("Ai"), "renameUnit", "ZZ")).Verdict);

        var entry = Assert.Single((await desk.Engine.Audit.ListAsync(new AuditQuery())).Items);
        Assert.Equal((UnitId.Root, 1, rename.At), (entry.Unit, entry.Number, entry.At));
        Assert.Equal(new AuditNote("caller", "renameUnit", "1"), entry.Note);
    }

    [Fact]
    public async Task What_a_command_makes_is_named_with_the_number_it_got()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var levels = desk.Levels("group");
        for (var i = 1; i <= 2; i++) Assert.Equal(i, (await Audited(desk, $"{i}", root, desk.Directive(levels), "issueDirective", "1-")).Number);
        Assert.Equal(["1-2", "1-1"], (await desk.Engine.Audit.ListAsync(new AuditQuery())).Items.Select(entry => entry.Note.Subject));
    }

    [Fact]
    public async Task Every_unit_has_a_chain_of_its_own_without_a_gap()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var i = 0; i < 7; i++)
            foreach (var unit in (UnitId[])[tree.Root, tree.Groups[0], tree.Groups[1]])
                Assert.Equal(Verdict.Accepted, (await Audited(desk, $"{i}", unit, new RenameUnit($"Tên {i}"), "renameUnit", unit.ToString())).Verdict);
        await desk.Engine.Audit.AppendAsync(tree.Root, new AuditNote("reader", "listCaseTexts", "6-1", By: new HolderId(tree.Root, 3)));
        await CheckChains(desk, 22);
        Assert.Equal([8, 7, 7], (await AllEntries(desk)).GroupBy(entry => entry.Unit).OrderBy(chain => chain.Key).Select(chain => chain.Count()));
    }

    [Fact]
    public async Task Entries_written_at_once_from_many_sides_get_numbers_one_by_one()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        UnitId[] units = [tree.Root, .. tree.Groups];
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var unit = units[i % units.Length];
            if (i % 3 == 0) await desk.Engine.Audit.AppendAsync(unit, new AuditNote($"caller-{i % 5}", "listCaseTexts", "6-1"));
            else Assert.Equal(Verdict.Accepted, (await Audited(desk, $"{i}", unit, new RenameUnit($"Tên {i}"), "renameUnit", unit.ToString())).Verdict);
        }));
        await CheckChains(desk, 200);
    }

    [Fact]
    public async Task Entries_are_found_by_unit_caller_action_and_time()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var times = new List<Instant>();
        for (var i = 0; i < 12; i++)
        {
            await desk.Advance(TimeSpan.FromMinutes(1));
            times.Add(desk.Now);
            await desk.Engine.Audit.AppendAsync(tree.Groups[i % 2], new AuditNote($"caller-{i % 3}", $"action-{i % 4}", $"{i}"));
        }
        Assert.Equal([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], await Found(desk, new AuditQuery()));
        Assert.Equal([10, 8, 6, 4, 2, 0], await Found(desk, new AuditQuery(tree.Groups[0])));
        Assert.Empty(await Found(desk, new AuditQuery(tree.Groups[2])));
        Assert.Equal([10, 7, 4, 1], await Found(desk, new AuditQuery(Caller: "caller-1")));
        Assert.Equal([9, 5, 1], await Found(desk, new AuditQuery(Action: "action-1")));
        Assert.Equal([9], await Found(desk, new AuditQuery(tree.Groups[1], "caller-0", "action-1")));
        Assert.Equal([5, 4, 3], await Found(desk, new AuditQuery(From: times[3], To: times[6])));
        Assert.Equal([11, 10], await Found(desk, new AuditQuery(From: times[10])));
        Assert.Equal([0], await Found(desk, new AuditQuery(To: times[1])));
        Assert.Empty(await Found(desk, new AuditQuery(Caller: "caller")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pages_stay_where_they_are_while_entries_are_added(int take)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var i = 0; i < 10; i++) await desk.Engine.Audit.AppendAsync(tree.Groups[i % 2], new AuditNote("a", "b", $"{i}"));
        var seen = new List<string>();
        var before = 0L;
        do
        {
            var page = await desk.Engine.Audit.ListAsync(new AuditQuery(tree.Groups[0], Before: before, Take: take));
            seen.AddRange(page.Items.Select(entry => entry.Note.Subject));
            before = page.Next;
            await desk.Engine.Audit.AppendAsync(tree.Groups[0], new AuditNote("a", "b", "late"));
        }
        while (before > 0);
        Assert.Equal(["8", "6", "4", "2", "0"], seen);
    }

    [Theory]
    [InlineData("", "b", "c")]
    [InlineData("a", "", "c")]
    [InlineData("a", "b", "")]
    [InlineData("Nguyễn", "b", "c")]
    [InlineData("a", "two words", "c")]
    [InlineData("a", "b", "line\n")]
    public async Task A_note_that_is_no_id_is_refused_wherever_it_comes_from(string caller, string action, string subject)
    {
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var note = new AuditNote(caller, action, subject);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await desk.Engine.Audit.AppendAsync(UnitId.Root, note));
        var answer = await desk.Engine.SubmitAsync(new CommandId(7, 7, 7), UnitId.Root, new RenameUnit("Tên"), [], note);
        Assert.Equal((Verdict.Refused, RefusalCode.Invalid), (answer.Verdict, answer.Refusal!.Code));
        Assert.Equal("Việt Nam", (await desk.View(UnitId.Root)).Name);
        Assert.Empty((await desk.Engine.Audit.ListAsync(new AuditQuery())).Items);
    }

    [Fact]
    public async Task Chains_outlive_a_crash_and_go_on()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        for (var i = 0; i < 9; i++) await Audited(desk, $"{i}", tree.Groups[i % 4], new RenameUnit($"Tên {i}"), "renameUnit", "x");
        var before = await AllEntries(desk);
        await desk.Crash();

        Assert.Equal(before, await AllEntries(desk));
        Assert.Equal(Verdict.Repeated, (await Audited(desk, "0", tree.Groups[0], new RenameUnit("Tên 0"), "renameUnit", "x")).Verdict);
        for (var i = 9; i < 18; i++) await Audited(desk, $"{i}", tree.Groups[i % 4], new RenameUnit($"Tên {i}"), "renameUnit", "x");
        await CheckChains(desk, 18);
    }

    private static ValueTask<CommandAnswer> Audited(Desk desk, string key, UnitId unit, Command command, string action, string subject) =>
        desk.Engine.SubmitAsync(CommandIds.Create("audited", unit, key, Bytes(command.ToString())), unit, command, [], new AuditNote("caller", action, subject));

    private static async Task<IEnumerable<int>> Found(Desk desk, AuditQuery query) =>
        (await desk.Engine.Audit.ListAsync(query)).Items.Select(entry => int.Parse(entry.Note.Subject, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<List<AuditEntry>> AllEntries(Desk desk)
    {
        var all = new List<AuditEntry>();
        var before = 0L;
        do
        {
            var page = await desk.Engine.Audit.ListAsync(new AuditQuery(Before: before, Take: 5));
            all.AddRange(page.Items);
            before = page.Next;
        }
        while (before > 0);
        return all;
    }

    /// <summary>Numbers from 1 without a gap, and every hash made again from the entries alone.</summary>
    private static async Task CheckChains(Desk desk, int count)
    {
        var all = await AllEntries(desk);
        Assert.Equal(count, all.Count);
        Assert.Equal(all.Select(entry => entry.Place).OrderDescending(), all.Select(entry => entry.Place));
        foreach (var chain in all.AsEnumerable().Reverse().GroupBy(entry => entry.Unit))
        {
            byte[] hash = [];
            var number = 0L;
            foreach (var entry in chain)
            {
                hash = AuditChain.Hash(hash, AuditChain.Encode(entry.Unit, ++number, entry.At, entry.Note));
                Assert.Equal((number, Convert.ToHexStringLower(hash)), (entry.Number, entry.Hash));
            }
        }
    }
}
