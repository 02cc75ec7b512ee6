using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>The audit log on disk: what was changed in it is found and named, and weather leaves no gap.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task A_log_that_nobody_touched_is_clean()
    {
        await using var live = await WithEntriesAsync();
        var report = Verifier.Run(live.Folder);
        Assert.Equal((true, 12), (report.IsClean, report.Audited));
    }

    // Places 1 to 12: the units 1, 2 and 3 take turns, so the entry at place 5 is unit 2's second.
    [Theory]
    [InlineData("UPDATE audit SET entry = replace(entry, X'72656E616D65', X'52656E616D65') WHERE place = 5", "unit 2, entry 2", "hash")]
    [InlineData("UPDATE audit SET hash = randomblob(32) WHERE place = 5", "unit 2, entry 2", "hash")]
    [InlineData("UPDATE audit SET unit = 3 WHERE place = 5", "unit 2, entry 2", "not what was written")]
    [InlineData("UPDATE audit SET entry = X'00' WHERE place = 5", "unit 2, entry 2", "not what was written")]
    [InlineData("UPDATE audit SET crc = crc + 1 WHERE place = 5", "unit 2, entry 2", "checksum")]
    [InlineData("DELETE FROM audit WHERE place = 5", "place 5", "taken out")]
    [InlineData("DELETE FROM audit WHERE place = 5", "unit 2, entry 3", "Entry 2 of the unit should stand")]
    [InlineData("DELETE FROM audit WHERE place > 10", "places 11 to 12", "taken from the end")]
    [InlineData("DELETE FROM audit", "places 1 to 12", "taken from the end")]
    [InlineData("INSERT INTO audit SELECT 13, unit, hash, entry, crc FROM audit WHERE place = 12", "place 13", "should end at place 12")]
    [InlineData("INSERT INTO audit SELECT 13, unit, hash, entry, crc FROM audit WHERE place = 12", "unit 3, entry 4", "Entry 5 of the unit should stand")]
    [InlineData("UPDATE meta SET value = value + 1 WHERE key = 'audit-check'", "place 12", "should end")]
    public async Task What_was_changed_taken_out_or_added_is_found_and_named(string sql, string where, string what)
    {
        await using var live = await WithEntriesAsync();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"))) file.Execute(sql);
        var report = Verifier.Run(live.Folder);
        Assert.Contains(report.Findings, finding => finding.Check == "audit" && finding.Where == where && finding.What.Contains(what, StringComparison.Ordinal));
        Assert.All(report.Findings, finding => Assert.Equal("audit", finding.Check));
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_found()
    {
        await using var live = await WithEntriesAsync();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db")))
            foreach (var sql in (string[])["UPDATE audit SET place = -1 WHERE place = 2", "UPDATE audit SET place = 2 WHERE place = 5", "UPDATE audit SET place = 5 WHERE place = -1"])
                file.Execute(sql);
        Assert.Contains("unit 2, entry 2", Verifier.Run(live.Folder).Findings.Select(finding => finding.Where));
    }

    [Fact]
    public async Task An_altered_last_entry_fails_nobodys_commit_and_stays_to_be_found()
    {
        await using var live = await WithEntriesAsync();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"))) file.Execute("UPDATE audit SET entry = X'00' WHERE place = 12");
        live.Open();
        await live.Engine.Audit.AppendAsync(new UnitId(3), Note("after"), LiveEngine.Token);
        await live.Stop();
        Assert.Equal(["unit 3, entry 4"], Verifier.Run(live.Folder).Findings.Select(finding => finding.Where));
    }

    [Fact]
    public async Task Places_taken_from_the_end_are_not_given_out_again()
    {
        await using var live = await WithEntriesAsync();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"))) file.Execute("DELETE FROM audit WHERE place > 10");
        live.Open();
        await live.Engine.Audit.AppendAsync(UnitId.Root, Note("after"), LiveEngine.Token);
        await live.Stop();
        Assert.Contains("places 11 to 12", Verifier.Run(live.Folder).Findings.Select(finding => finding.Where));
    }

    [Fact]
    public async Task A_failed_commit_leaves_neither_entry_nor_gap()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(2);
        await live.Engine.Audit.AppendAsync(units[1], Note("before"), LiveEngine.Token);
        live.Disk.MakeReadOnly();
        var refused = await live.Engine.SubmitAsync(new CommandId(1, 1, 1), units[1], new RenameUnit("mất"), [], Note("lost"), LiveEngine.Token);
        Assert.Equal(RefusalCode.StorageUnavailable, refused.Refusal!.Code);
        live.Disk.MakeWritable();
        await live.Restart();
        await live.Engine.Audit.AppendAsync(units[1], Note("after"), LiveEngine.Token);
        Assert.Equal(["after", "before"], (await live.Engine.Audit.ListAsync(new AuditQuery(), LiveEngine.Token)).Items.Select(entry => entry.Note.Subject));
        await live.Stop();
        Assert.True(Verifier.Run(live.Folder).IsClean);
    }

    [Fact]
    public async Task A_command_and_its_entry_are_both_there_or_neither_wherever_the_engine_dies()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(4);
        for (var life = 0; life < 3; life++)
        {
            var tasks = Enumerable.Range(0, 300).Select(i => live.Engine.SubmitAsync(
                new CommandId((ulong)life + 1, (ulong)i, 1), units[i % 5], new RenameUnit($"tên {life}.{i}"), [], Note($"{life}.{i}"), LiveEngine.Token).AsTask()).ToArray();
            await tasks[life * 120];
            await live.Crash();
            await Task.WhenAll(tasks);
            live.Open();
        }
        var named = await AllEventsAsync(live);
        var noted = await AllSubjectsAsync(live);
        Assert.Equal(named.OfType<UnitRenamed>().Select(fact => fact.Name[4..]).Order(StringComparer.Ordinal), noted.Order(StringComparer.Ordinal));
        Assert.NotEmpty(noted);
        await live.Stop();
        Assert.True(Verifier.Run(live.Folder).IsClean);
    }

    [Fact]
    public async Task More_units_than_are_kept_in_memory_keep_their_chains()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        for (var round = 0; round < 2; round++)
            await Task.WhenAll(Enumerable.Range(1, 9_000).Select(unit => live.Engine.Audit.AppendAsync(new UnitId(unit), Note("x"), LiveEngine.Token).AsTask()));
        await live.Stop();
        var report = Verifier.Run(live.Folder);
        Assert.Equal((true, 18_000), (report.IsClean, report.Audited));
    }

    [Fact]
    public async Task A_read_looks_at_so_many_entries_and_says_where_to_go_on()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        await live.Engine.Audit.AppendAsync(UnitId.Root, Note("first"), LiveEngine.Token);
        await Task.WhenAll(Enumerable.Range(0, Limits.AuditEntriesPerReadMax).Select(_ => live.Engine.Audit.AppendAsync(UnitId.Root, Note("x") with { Caller = "other" }, LiveEngine.Token).AsTask()));
        var query = new AuditQuery(Caller: "caller");
        var page = await live.Engine.Audit.ListAsync(query, LiveEngine.Token);
        Assert.Empty(page.Items);
        Assert.Equal("first", Assert.Single((await live.Engine.Audit.ListAsync(query with { Before = page.Next }, LiveEngine.Token)).Items).Note.Subject);
    }

    [Fact]
    public async Task A_backup_and_a_repair_keep_the_log()
    {
        await using var live = await WithEntriesAsync();
        using (var folder = DataFolder.OpenExisting(live.Folder)) JournalBackup.Create(folder, live.Folder + "-backup", live.Time.GetUtcNow());
        using (var copy = SqliteDatabase.Open(Path.Combine(live.Folder + "-backup", "journal.db"))) Assert.Equal(12, copy.Scalar("SELECT count(*) FROM audit"));

        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"))) file.Execute("UPDATE records SET crc = crc + 1 WHERE key = 'caller/x'");
        using (var folder = DataFolder.OpenExisting(live.Folder)) Assert.Equal(1, JournalRepair.AcceptLoss(folder, live.Time.GetUtcNow()).KeysLost);
        var report = Verifier.Run(live.Folder);
        Assert.Equal((true, 12), (report.IsClean, report.Audited));
    }

    [Fact]
    public async Task A_repair_does_not_make_a_damaged_log_look_whole()
    {
        await using var live = await WithEntriesAsync();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db")))
            foreach (var sql in (string[])["UPDATE records SET crc = crc + 1 WHERE key = 'caller/x'", "UPDATE audit SET entry = X'00' WHERE place = 5", "DELETE FROM audit WHERE place = 12"])
                file.Execute(sql);
        using (var folder = DataFolder.OpenExisting(live.Folder)) JournalRepair.AcceptLoss(folder, live.Time.GetUtcNow());
        Assert.Equal(["unit 2, entry 2", "place 12"], Verifier.Run(live.Folder).Findings.Select(finding => finding.Where));
    }

    [Fact]
    public async Task A_journal_of_the_version_before_gets_its_log_when_it_is_opened()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        await live.Stop();
        using (var file = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db")))
            foreach (var sql in (string[])["DROP TABLE audit", "PRAGMA user_version = 2"]) file.Execute(sql);
        live.Open();
        await live.Engine.Audit.AppendAsync(UnitId.Root, Note("first"), LiveEngine.Token);
        await live.Stop();
        Assert.Equal((true, 1), (Verifier.Run(live.Folder).IsClean, Verifier.Run(live.Folder).Audited));
    }

    /// <summary>A stopped engine with twelve entries, which the units 1, 2 and 3 got in turn.</summary>
    private static async Task<LiveEngine> WithEntriesAsync()
    {
        var live = new LiveEngine();
        var units = await live.Grow(2);
        for (var i = 0; i < 12; i++)
        {
            var note = Note($"{i}") with { Action = "rename" };
            Assert.Null((await live.Engine.SubmitAsync(new CommandId(1, (ulong)i, 1), units[i % 3], new RenameUnit($"tên {i}"), [], note, LiveEngine.Token)).Refusal);
        }
        await live.Engine.Records.PutAsync("x", [1], null, LiveEngine.Token);
        await live.Stop();
        return live;
    }

    private static AuditNote Note(string subject) => new("caller", "action", subject);

    private static async Task<List<UnitEvent>> AllEventsAsync(LiveEngine live)
    {
        var all = new List<UnitEvent>();
        for (var page = await live.Engine.EventsAsync(EventCursor.Start, 1_000, LiveEngine.Token); page.Items.Count > 0; page = await live.Engine.EventsAsync(page.Next, 1_000, LiveEngine.Token))
            all.AddRange(page.Items.Select(item => item.Event));
        return all;
    }

    private static async Task<List<string>> AllSubjectsAsync(LiveEngine live)
    {
        var all = new List<string>();
        var before = 0L;
        do
        {
            var page = await live.Engine.Audit.ListAsync(new AuditQuery(Before: before), LiveEngine.Token);
            all.AddRange(page.Items.Select(entry => entry.Note.Subject));
            before = page.Next;
        }
        while (before > 0);
        return all;
    }
}
