using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>Folders the engine must not start on; each refusal names what is wrong and what to do, and changes nothing.</summary>
public class RefusedFolderTests
{
    [Fact]
    public async Task A_folder_in_use()
    {
        await using var live = new LiveEngine();
        var busy = Assert.Throws<DataFolderBusyException>(() => live.OpenByName());
        Assert.Contains("Stop that process", busy.Message, StringComparison.Ordinal);
        await live.Grow(1);
    }

    [Fact]
    public async Task A_journal_with_its_tail_cut_off()
    {
        await using var live = await Closed();
        Sql(live, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)");
        AssertDamaged(live);
    }

    [Fact]
    public async Task A_journal_with_a_record_out_of_its_middle()
    {
        await using var live = await Closed();
        Sql(live, "DELETE FROM journal WHERE seq = 2");
        Assert.Equal(2, AssertDamaged(live).Sequence);
    }

    [Fact]
    public async Task A_journal_with_a_changed_byte()
    {
        await using var live = await Closed();
        Sql(live, "UPDATE journal SET payload = substr(payload, 1, 5) || x'00' || substr(payload, 7) WHERE seq = 3");
        Assert.Equal(3, AssertDamaged(live).Sequence);
    }

    [Fact]
    public async Task A_journal_of_a_newer_program()
    {
        await using var live = await Closed();
        Sql(live, "PRAGMA user_version = 99");
        Assert.Equal(DataFolderReason.NewerVersion, Assert.ThrowsAny<DataFolderException>(() => live.OpenByName()).Reason);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 2, 2, 2, 99 }, "tag 99")]
    [InlineData(new byte[] { 2, 0 }, "version 2")]
    [InlineData(new byte[] { 1, 0, 2, 2, 2, 3, 2, 65 }, "end in the middle")]
    [InlineData(new byte[] { 1, 0, 200, 1, 2, 2, 3, 1, 65 }, "before it was opened")]
    [InlineData(new byte[] { 1, 0, 2, 2, 2, 32, 9 }, "cannot take MessageIgnored")]
    [InlineData(new byte[] { 1, 0, 2, 2, 2, 20, 1, 9 }, "cannot take DirectiveAcknowledged")]
    [InlineData(new byte[] { 1, 0, 2, 2, 2, 24, 0, 1, 9 }, "cannot take DirectiveRetired")]
    [InlineData(new byte[] { 1, 0, 1, 2, 2, 1, 0, 0, 0, 0, 1, 0, 1, 65, 1, 0, 0, 0 }, "is no unit's id")]
    public async Task A_journal_with_a_whole_record_that_makes_no_sense(byte[] payload, string expected)
    {
        await using var live = await Closed();
        using (var folder = DataFolder.OpenExisting(live.Folder))
        using (var journal = SqliteJournalStore.Open(folder))
            journal.Commit([new JournalRecord(journal.LastSequence + 1, payload)], []);
        var refused = Assert.Throws<RecoveryException>(() => live.OpenByName());
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("hierarchysim verify", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_level_scheme_than_the_data_sets()
    {
        await using var live = await Closed();
        var refused = Assert.Throws<SchemeMismatchException>(() => live.OpenByName(LevelSchemes.GetJson("two-tier")));
        Assert.Contains("'three-tier'", refused.Message, StringComparison.Ordinal);
        await using var engine = live.OpenByName();
        Assert.Equal("three-tier", engine.Scheme.Code);
    }

    [Fact]
    public async Task A_refused_folder_is_let_go_of()
    {
        await using var live = await Closed();
        Sql(live, "PRAGMA user_version = 99");
        for (var i = 0; i < 2; i++) Assert.Equal(DataFolderReason.NewerVersion, Assert.ThrowsAny<DataFolderException>(() => live.OpenByName()).Reason);
        Sql(live, "PRAGMA user_version = 2");
        live.Open();
        Assert.Equal(UnitId.Root, (await live.View(UnitId.Root)).Id);
    }

    private static async Task<LiveEngine> Closed()
    {
        var live = new LiveEngine();
        await live.Grow(2, 2);
        await live.Stop();
        return live;
    }

    private static JournalDamagedException AssertDamaged(LiveEngine live)
    {
        var damaged = Assert.Throws<JournalDamagedException>(() => live.OpenByName());
        Assert.Contains("hierarchysim restore", damaged.Message, StringComparison.Ordinal);
        return damaged;
    }

    private static void Sql(LiveEngine live, string statement)
    {
        using var database = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"));
        database.Execute(statement);
    }
}
