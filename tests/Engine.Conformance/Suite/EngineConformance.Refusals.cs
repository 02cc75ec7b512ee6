using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A refusal names the field and the rule, and leaves nothing changed. Every refusal there is stands in Core's own tables; here
// is one of each code, over the port.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Refusals_leave_nothing_changed()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var groups = desk.Levels("group");
        var directive = await desk.Issue(tree.Province, desk.Directive(groups));
        await desk.Acknowledge(tree.Groups[0], directive);
        await desk.Accept(tree.Groups[1], new CloseUnit(new DateOnly(2025, 1, 5), []));
        var absent = new UnitId(999_999);

        (UnitId Unit, Command Command, RefusalCode Code, string Field)[] table = [
            (absent, new RenameUnit("x"), RefusalCode.UnitNotFound, "unit"),
            (absent, new AcknowledgeDirective(directive), RefusalCode.UnitNotFound, "unit"),
            (tree.Root, new OpenRoot(desk.Define(UnitId.Root, "nation", "x")), RefusalCode.AlreadyExists, "unit"),
            (tree.Root, new OpenChildren([]), RefusalCode.Invalid, "children"),
            (tree.Root, new OpenChildren([desk.Define(absent, "commune", "x")]), RefusalCode.Invalid, "kind"),
            (tree.Root, new OpenChildren([desk.Define(UnitId.None, "province", "x")]), RefusalCode.Invalid, "id"),
            (tree.Root, new OpenChildren([desk.Define(tree.Groups[0], "province", "x")]), RefusalCode.AlreadyExists, "id"),
            (tree.Province, new RenameUnit(" "), RefusalCode.Invalid, "name"),
            (tree.Province, new RenameUnit("Tỉnh Bến Tre"), RefusalCode.Conflict, "name"),
            (tree.Province, new ChangeUnitCode("8x", Desk.FirstDay.AddDays(1)), RefusalCode.Invalid, "code"),
            (tree.Province, new ChangeUnitCode("84", Desk.FirstDay), RefusalCode.Invalid, "validFrom"),
            (tree.Province, new CloseUnit(new DateOnly(2025, 1, 5), []), RefusalCode.Conflict, "unit"),
            (tree.Groups[1], new RenameUnit("x"), RefusalCode.UnitClosed, "unit"),
            (tree.Groups[1], new AcknowledgeDirective(directive), RefusalCode.UnitClosed, "unit"),
            (tree.Groups[0], new AcknowledgeDirective(directive), RefusalCode.Conflict, "directive"),
            (tree.Groups[0], new CompleteDirective(directive), RefusalCode.Conflict, "directive"),
            (tree.Cells[0], new AcknowledgeDirective(directive), RefusalCode.Conflict, "directive"),
            (tree.Root, new AcknowledgeDirective(directive), RefusalCode.DirectiveNotFound, "directive"),
            (tree.Root, new WithdrawDirective(directive), RefusalCode.DirectiveNotFound, "directive"),
            (tree.Root, new UpdateDirective(directive, Instant.None, Urgency.Expected, new DirectiveText("x", "")), RefusalCode.DirectiveNotFound, "directive"),
            (tree.Root, desk.Directive(groups, title: ""), RefusalCode.Invalid, "title"),
            (tree.Root, desk.Directive(default), RefusalCode.Invalid, "targetLevels"),
            (tree.Root, desk.Directive(groups, due: TimeSpan.Zero), RefusalCode.Invalid, "due"),
            (tree.Root, desk.Directive(groups, supersedes: directive), RefusalCode.DirectiveNotFound, "supersedes"),
        ];
        var before = await Photograph(desk, tree);
        foreach (var (unit, command, code, field) in table)
        {
            var refusal = await desk.Refuse(unit, command, code, field);
            Assert.False(string.IsNullOrWhiteSpace(refusal.Rule) || string.IsNullOrWhiteSpace(refusal.NextStep));
        }
        Assert.Equal(before, await Photograph(desk, tree));
    }

    [Fact]
    public async Task A_unit_may_have_so_many_directives_in_force_and_no_more()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        for (var i = 0; i < Limits.DirectivesIssuedPerUnitMax; i++) await desk.Accept(root, desk.Directive(desk.Levels("nation")));
        var refusal = await desk.Refuse(root, desk.Directive(desk.Levels("nation")), RefusalCode.LimitReached, "unit");
        Assert.Contains(nameof(Limits.DirectivesIssuedPerUnitMax), refusal.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_of_lists_and_pages_out_of_bounds_are_refused()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var directive = await desk.Issue(root, desk.Directive(desk.Levels("nation")));
        foreach (var take in (int[])[0, -1, Limits.PageItemsMax + 1])
        {
            await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new GetChildren(root, 0, take)));
            await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new GetChildProgress(root, directive, 0, take)));
            await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.EventsAsync(EventCursor.Start, take));
        }
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new GetChildren(root, -1, 1)));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.EventsAsync(new EventCursor("no cursor"), 1));
    }

    // Every unit's version and the length of the feed: whatever changes, changes one of them.
    private static async Task<string> Photograph(Desk desk, SampleTree tree)
    {
        var versions = new List<string>();
        foreach (var unit in tree.All) versions.Add($"{unit} {(await desk.View(unit)).Version}");
        return string.Join('\n', [.. versions, $"{(await desk.AllEvents()).Count} events"]);
    }
}
