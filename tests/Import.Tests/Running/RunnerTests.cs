using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class RunnerTests
{
    private static readonly string[] Rows =
    [
        "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã",
        "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Thị trấn Bình Đại,29050,Thị trấn",
        "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã",
    ];

    [Fact]
    public async Task A_list_is_imported_once_however_often_it_is_asked_for()
    {
        await using var desk = new ImportDesk();
        var first = await desk.Complete(ImportDesk.Request(Rows, cells: 6, groups: 20));
        Assert.Equal(34, first.UnitsOpened);
        Assert.Equal([1, 2, 2, 3, 6, 20], desk.CountsByLevel());
        var paths = desk.Paths();

        var second = await desk.Complete(ImportDesk.Request(Rows));
        Assert.Equal(0, second.UnitsOpened);
        Assert.Equal(paths, desk.Paths());
        Assert.Equal(2, await desk.CountImports());
        Assert.NotEqual(first.Status.Id, second.Status.Id);
        Assert.Equal((8, 8, 0), (second.Status.UnitsPlanned, second.Status.UnitsDone, second.Status.Synthetic));
    }

    [Fact]
    public async Task The_status_record_says_what_the_outcome_says()
    {
        await using var desk = new ImportDesk();
        var request = ImportDesk.Request([.. Rows, "bad"], cells: 6, groups: 20, badRows: BadRows.Skip) with { FileName = "some/folder\\list 2023.csv" };
        var outcome = await desk.Complete(request);
        Assert.Equal(outcome.Status, await desk.Status(outcome.Status.Id));
        var now = Instant.From(desk.Time.GetUtcNow());
        Assert.Equal(
            new ImportStatusRecord(outcome.Status.Id, "list 2023.csv", now, now, ImportState.Completed, 34, 34, 0, 1, 26), outcome.Status);
        Assert.StartsWith("20250106-010000000-", outcome.Status.Id, StringComparison.Ordinal);
        Assert.True(ImportStatusRecord.IsId(outcome.Status.Id));
    }

    [Fact]
    public async Task A_running_import_writes_where_it_stands_every_two_seconds()
    {
        await using var desk = new ImportDesk();
        var import = await desk.Prepare(ImportDesk.Request(Rows));
        var seen = new List<int>();
        var told = new List<ImportProgress>();
        desk.Engine.Before = (_, _) =>
        {
            desk.Time.Advance(TimeSpan.FromSeconds(2));
            var status = desk.Status(import.Id).Result;
            Assert.Equal(ImportState.Running, status.State);
            lock (seen) seen.Add(status.UnitsDone);
            return null;
        };
        await ImportRunner.RunAsync(desk.Engine, import, desk.Time, new Listener(told), TestContext.Current.CancellationToken);
        Assert.Equal(0, seen[0]);
        Assert.Contains(seen, done => done is > 0 and < 8);
        Assert.Equal(8, told[^1].UnitsDone);
        Assert.Equal(ImportState.Completed, (await desk.Status(import.Id)).State);
    }

    [Fact]
    public async Task Units_have_what_the_list_says_of_them()
    {
        await using var desk = new ImportDesk();
        var day = new DateOnly(2023, 4, 1);
        await desk.Complete(ImportDesk.Request(Rows, cells: 3, groups: 3) with { Opened = day });
        var town = Assert.Single(await desk.Engine.QueryAsync(new FindUnitsByCode("29050", null, null), TestContext.Current.CancellationToken));
        Assert.Equal(("Thị trấn Bình Đại", day, false), (town.Name, town.Opened, town.Synthetic));
        Assert.Equal("thi-tran", desk.Engine.Scheme.Kinds[town.Kind.Index].Code);
        Assert.Equal([new OfficialCode("29050", day, null)], town.Codes);
        var quarter = Assert.Single((await desk.Engine.QueryAsync(new GetChildren(town.Id, 0, 10), TestContext.Current.CancellationToken))!.Items);
        Assert.Equal(("Khu phố 1", true, 0), (quarter.Name, quarter.Synthetic, quarter.Codes.Count));
    }

    [Fact]
    public async Task A_large_family_is_opened_in_commands_of_the_allowed_size_and_in_order()
    {
        await using var desk = new ImportDesk();
        string[] rows = [.. Enumerable.Range(0, 1_201).Select(i => $"Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Số {i},{i:D5},Xã")];
        await desk.Complete(ImportDesk.Request(rows));
        Assert.Equal([1, 1, 500, 500, 201], desk.Engine.Commands.Select(sent => sent.Command).OfType<OpenChildren>().Select(open => open.Children.Length));
        var district = (await desk.Engine.QueryAsync(new FindUnitsByCode("835", null, null), TestContext.Current.CancellationToken))[0];
        var page = await desk.Engine.QueryAsync(new GetChildren(district.Id, 0, 1_000), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => $"Xã Số {i}"), page!.Items.Select(unit => unit.Name));
        Assert.True((await desk.Prepare(ImportDesk.Request(rows))).Plan.IsEmpty);
    }

    [Fact]
    public async Task A_plan_from_before_another_import_is_not_run()
    {
        await using var desk = new ImportDesk();
        var stale = await desk.Prepare(ImportDesk.Request(Rows));
        await desk.Complete(ImportDesk.Request(Rows));
        var outcome = await ImportRunner.RunAsync(desk.Engine, stale, desk.Time, null, TestContext.Current.CancellationToken);
        Assert.Equal("Another import ran since this one was compared with the tree. Import again.", outcome.Reason);
        Assert.Equal((0, 1), (outcome.UnitsOpened, await desk.CountImports()));
        Assert.Equal([1, 2, 2, 3, 0, 0], desk.CountsByLevel());
    }

    [Fact]
    public async Task One_import_runs_at_a_time()
    {
        await using var desk = new ImportDesk();
        ImportOutcome? second = null;
        desk.Engine.Before = (number, _) =>
        {
            if (number == 2) second = desk.Import(ImportDesk.Request(Rows[..1])).Result;
            return null;
        };
        await desk.Complete(ImportDesk.Request(Rows));
        Assert.Equal("Another import is running. Wait until it has ended, then import again.", second!.Reason);
    }

    [Fact]
    public async Task Children_that_are_linked_and_not_yet_open_are_waited_for()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request(Rows));
        var hidden = 3;
        desk.Engine.OnResult = result => result is UnitPage { Items.Count: > 1 } page && Interlocked.Decrement(ref hidden) >= 0
            ? page with { Items = [.. page.Items.Skip(1)] } : result;
        Assert.True((await desk.Prepare(ImportDesk.Request(Rows))).Plan.IsEmpty);
        Assert.True(desk.Time.Waited > TimeSpan.Zero);
    }

    private sealed class Listener(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            lock (told) told.Add(value);
        }
    }
}
