using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using HierarchySim.Standalone.Tests.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>Where a data folder's catalogue comes from, and that the machine that decides has it.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task A_new_folder_takes_the_catalogue_it_is_opened_with_and_keeps_it()
    {
        await using (var engine = Open(WithLoadLimit(7))) Assert.Equal(7, engine.Catalog.LoadLimit);
        await using (var engine = Open(WithLoadLimit(8)))
        {
            Assert.Equal(7, engine.Catalog.LoadLimit);
            Assert.Same(engine.Catalog, engine.CurrentRun.Context.Machine.Catalog);
            Assert.Null(await engine.SetCatalogAsync(WithLoadLimit(9), TestContext.Current.CancellationToken));
            Assert.Same(engine.Catalog, engine.CurrentRun.Context.Machine.Catalog);
        }
        await using (var engine = Open())
        {
            Assert.Equal((9, WithLoadLimit(9)), (engine.Catalog.LoadLimit, engine.CatalogJson));
            Assert.Same(engine.Catalog, engine.CurrentRun.Context.Machine.Catalog);
        }
    }

    [Fact]
    public void A_new_folder_is_not_begun_with_a_catalogue_that_breaks_a_rule()
    {
        var refused = Assert.Throws<CatalogRefusedException>(() => Open(WithLoadLimit(0)));
        Assert.Contains("(LoadPerOfficialMax)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_can_no_longer_be_used_is_named_found_by_verify_and_mended()
    {
        await using (Open())
        {
        }
        Overwrite("{\"levels\": []}");
        Assert.Contains("catalog set", Assert.Throws<RecoveryException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Contains(Verifier.Run(temp["data"], _ => { }).Findings, finding => finding.Check == "catalog");
        await using (var engine = Open(WithLoadLimit(7))) Assert.Equal(7, engine.Catalog.LoadLimit);
        Assert.True(Verifier.Run(temp["data"], _ => { }).IsClean);
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_part_what_is_kept_from_what_is_in_use()
    {
        await using (var engine = Open())
        {
            using var given = new CancellationTokenSource();
            var setting = engine.SetCatalogAsync(WithLoadLimit(7), given.Token);
            await given.CancelAsync();
            try
            {
                await setting;
            }
            catch (OperationCanceledException)
            {
                // Either end is right; what counts is that both agree.
            }
            // The next one waits until the first has ended.
            Assert.NotNull(await engine.SetCatalogAsync("{", TestContext.Current.CancellationToken));
            Assert.Equal(7, engine.Catalog.LoadLimit);
        }
        await using (var engine = Open()) Assert.Equal(7, engine.Catalog.LoadLimit);
    }

    [Fact]
    public async Task A_full_disk_refuses_a_catalogue_and_nothing_changes()
    {
        await using var live = new LiveEngine();
        await live.Grow(2);
        live.Disk.LimitPages(live.Disk.PageCount);
        var large = WithLoadLimit(7) + new string(' ', Limits.CatalogBytesMax / 2);
        var refusal = await live.Engine.SetCatalogAsync(large, LiveEngine.Token);
        Assert.Equal(RefusalCode.StorageUnavailable, refusal!.Code);
        await live.Hear("A commit failed");
        live.Disk.LimitPages(1_000_000);
        await live.Restart();
        Assert.Equal(10, live.Engine.Catalog.LoadLimit);
        Assert.Same(live.Engine.Catalog, live.Run.Context.Machine.Catalog);
    }

    private StandaloneEngine Open(string? catalog = null) => StandaloneEngine.Open(temp["data"], new StandaloneOptions { Shards = 1, CatalogJson = catalog });

    private void Overwrite(string json)
    {
        using var storage = new FolderStorage(DataFolder.Open(temp["data"], DateTimeOffset.UnixEpoch));
        storage.Journal.Commit([], [new RecordWrite(StandaloneEngine.CatalogKey, Encoding.UTF8.GetBytes(json))]);
    }

    private static string WithLoadLimit(int limit) =>
        Catalogs.GetJson().Replace("\"loadLimit\": 10", $"\"loadLimit\": {limit}", StringComparison.Ordinal);
}
