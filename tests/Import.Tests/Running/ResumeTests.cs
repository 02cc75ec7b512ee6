// An import may stop anywhere. Wherever it does, the same request must end in the tree that
// an undisturbed import makes, unit for unit and id for id.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class ResumeTests
{
    private const int Commands = 1 + 1 + 2 + 2 + 3 + 6;

    private static readonly string[] Rows =
    [
        "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã",
        "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Thị trấn Bình Đại,29050,Thị trấn",
        "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã",
    ];

    private static ImportRequest Request(ulong seed = 7) => ImportDesk.Request(Rows, cells: 6, groups: 20) with { Seed = seed };

    public static IEnumerable<TheoryDataRow<int>> Cuts => Enumerable.Range(1, Commands - 1).Select(cut => new TheoryDataRow<int>(cut));

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Cancelled_at_any_command_it_goes_on_where_it_stopped(int cut)
    {
        await using var desk = new ImportDesk();
        using var cancel = new CancellationTokenSource();
        desk.Engine.Before = (number, _) =>
        {
            if (number == cut) cancel.Cancel();
            return null;
        };
        var first = await desk.ImportUntil(Request(), cancel.Token);
        Assert.Equal(ImportState.Interrupted, first.Status.State);
        Assert.StartsWith("The import was stopped on request.", first.Reason, StringComparison.Ordinal);
        Assert.Equal(first.Status, await desk.Status(first.Status.Id));
        Assert.Equal(desk.Paths().Length, first.Status.UnitsDone);

        await CheckGoesOn(desk, first);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Cut_off_from_the_engine_at_any_command_it_goes_on_whether_the_command_took_effect_or_not(int cut)
    {
        foreach (var tookEffect in new[] { false, true })
        {
            await using var desk = new ImportDesk();
            CommandAnswer? Cut(int number, Command command) => number >= cut ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
            if (tookEffect) desk.Engine.After = Cut;
            else desk.Engine.Before = Cut;
            var first = await desk.Import(Request());
            Assert.Equal(ImportState.Interrupted, first.Status.State);

            await CheckGoesOn(desk, first);
        }
    }

    private static async Task CheckGoesOn(ImportDesk desk, ImportOutcome first)
    {
        desk.Engine.Before = desk.Engine.After = (_, _) => null;
        desk.Time.Advance(TimeSpan.FromDays(1));
        var second = await desk.Complete(Request());
        Assert.Equal((first.Status.Id, first.Status.StartedAt), (second.Status.Id, second.Status.StartedAt));
        Assert.Equal((34, 34, 26), (second.Status.UnitsPlanned, second.Status.UnitsDone, second.Status.Synthetic));
        Assert.Equal(1, await desk.CountImports());

        await using var undisturbed = new ImportDesk();
        await undisturbed.Complete(Request());
        Assert.Equal(Units(undisturbed), Units(desk));
    }

    // Days tell whether the units of both runs opened together.
    private static (UnitId, UnitId, string, DateOnly)[] Units(ImportDesk desk) =>
        desk.Inner.Inspect(units => units.Select(unit => (unit.Id, unit.Parent, unit.Name, unit.Opened)).OrderBy(unit => unit.Id).ToArray());

    [Fact]
    public async Task Cancelled_at_the_last_command_it_is_completed()
    {
        await using var desk = new ImportDesk();
        using var cancel = new CancellationTokenSource();
        desk.Engine.Before = (number, _) =>
        {
            if (number == Commands) cancel.Cancel();
            return null;
        };
        Assert.True((await desk.ImportUntil(Request(), cancel.Token)).IsCompleted);
    }

    [Fact]
    public async Task A_command_that_lands_after_the_comparison_makes_no_second_unit()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number >= 6 ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        await desk.Import(Request());
        var (id, unit, command) = desk.Engine.Commands[5];
        desk.Engine.Before = (_, _) => null;

        var import = await desk.Prepare(Request());
        Assert.True(import.Resumes);
        Assert.True((await desk.Inner.SubmitAsync(id, unit, command, TestContext.Current.CancellationToken)).IsAccepted);
        var outcome = await ImportRunner.RunAsync(desk.Engine, import, desk.Time, null, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsCompleted);
        Assert.Equal([1, 2, 2, 3, 6, 20], desk.CountsByLevel());
    }

    [Fact]
    public async Task Other_terms_are_another_import()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number > 11 ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        await desk.Import(Request());
        desk.Engine.Before = (_, _) => null;
        var other = await desk.Prepare(Request(seed: 8));
        Assert.False(other.Resumes);
        Assert.Contains("cannot be synthesised again", other.Plan.Refusal, StringComparison.Ordinal);
        Assert.True((await desk.Prepare(Request())).Resumes);
    }

    [Fact]
    public async Task A_failed_import_can_be_taken_up_when_the_cause_is_mended()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number == 12 ? StubbornEngine.Refuse(RefusalCode.LimitReached) : null;
        var first = await desk.Import(Request());
        Assert.Equal(ImportState.Failed, first.Status.State);
        Assert.EndsWith("was refused: unit: the test says no. Ask the test.", first.Reason, StringComparison.Ordinal);
        Assert.Equal(first.Status, await desk.Status(first.Status.Id));
        var record = await desk.Engine.Records.GetAsync(ImportTermsRecord.KeyOf(first.Status.Id), TestContext.Current.CancellationToken);
        Assert.Equal(first.Reason, ImportTermsRecord.TryParse(record!.Value)!.Reason);

        await CheckGoesOn(desk, first);
    }

    [Fact]
    public async Task Units_that_others_opened_in_between_are_kept_and_the_rest_gets_other_ids()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number > 4 ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        await desk.Import(Request());
        desk.Engine.Before = (_, _) => null;
        var token = TestContext.Current.CancellationToken;
        var district = (await desk.Engine.QueryAsync(new FindUnitsByCode("835", null, null), token))[0];
        var id = await desk.Engine.ReserveIdsAsync(1, token);
        var commune = new UnitDefinition(id, desk.Engine.Scheme.FindKind("xa")!.Value, "Xã Tam Hiệp", district.Opened, "29053", false, []);
        Assert.True((await desk.Inner.SubmitAsync(new CommandId(1, 1, 1), district.Id, new OpenChildren([commune]), token)).IsAccepted);

        await desk.Complete(Request());
        Assert.Equal([1, 2, 2, 3, 6, 20], desk.CountsByLevel());
        Assert.Equal(desk.Paths().Distinct(), desk.Paths());
    }

    [Fact]
    public async Task Groups_that_others_opened_below_a_synthetic_cell_stop_its_completion()
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number > 12 ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        await desk.Import(Request());
        desk.Engine.Before = (_, _) => null;
        var (cell, opened) = desk.Inner.Inspect(units => units.Where(unit => unit.Level.Index == 4).Select(unit => (unit.Id, unit.Opened)).First());
        var id = await desk.Engine.ReserveIdsAsync(1, TestContext.Current.CancellationToken);
        var group = new UnitDefinition(id, desk.Engine.Scheme.FindKind("to-dan-pho")!.Value, "Tổ dân phố A", opened, null, false, []);
        await desk.Engine.SubmitAsync(new CommandId(1, 1, 1), cell, new OpenChildren([group]), TestContext.Current.CancellationToken);
        Assert.Contains("others changed the tree in between", (await desk.Prepare(Request())).Plan.Refusal, StringComparison.Ordinal);
    }
}
