using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>Pins the bytes that docs/journal-format.md promises. A change here is a new format version, not a fix of a test.</summary>
public class StorageFormatTests
{
    [Fact]
    public void The_journal_is_as_documented()
    {
        using JournalFixture journal = new(new JournalStoreOptions { RunCheckpointThread = false });
        journal.Store.Commit([new JournalRecord(1, new byte[] { 1, 2, 3 })], [new RecordWrite("a", new byte[] { 9 })]);
        journal.Close();
        using SqliteDatabase file = SqliteDatabase.Open(journal.Folder.JournalPath);
        Assert.Equal(1213417805, file.Scalar("PRAGMA application_id"));
        Assert.Equal(3, file.Scalar("PRAGMA user_version"));
        Assert.Equal(16384, file.Scalar("PRAGMA page_size"));
        Assert.Equal("wal", file.ScalarText("PRAGMA journal_mode"));
        Assert.Equal(
            """
            CREATE TABLE journal(seq INTEGER PRIMARY KEY, crc INTEGER NOT NULL, payload BLOB NOT NULL)
            CREATE TABLE records(key TEXT PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID
            CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID
            CREATE TABLE texts(place INTEGER PRIMARY KEY, value BLOB NOT NULL)
            CREATE TABLE audit(place INTEGER PRIMARY KEY, unit INTEGER NOT NULL, hash BLOB NOT NULL, entry BLOB NOT NULL, crc INTEGER NOT NULL)
            CREATE INDEX audit_units ON audit(unit)
            """,
            file.ScalarText("SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid)"));
        Assert.Equal(Crc32C.Of([1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]), file.Scalar("SELECT crc FROM journal"));
        Assert.Equal(
            Crc32C.Of([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, (byte)'a', 9]),
            file.Scalar("SELECT crc FROM records"));
    }

    [Fact]
    public void An_entry_of_the_audit_log_is_as_documented()
    {
        using JournalFixture journal = new(new JournalStoreOptions { RunCheckpointThread = false });
        AuditNote note = new("ab", "takeCase", "6-1", AuditOutcome.Refused, new HolderId(new UnitId(4), 2));
        journal.Store.Commit([], [], [new AuditWrite(new UnitId(6), new Instant(258), note)]);
        journal.Close();
        byte[] entry =
        [
            1, 3, 6, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0,
            2, 0, .. "ab"u8, 8, 0, .. "takeCase"u8, 3, 0, .. "6-1"u8,
        ];
        byte[] hash = System.Security.Cryptography.SHA256.HashData([.. new byte[32], .. entry]);
        byte[] place = [1, 0, 0, 0, 0, 0, 0, 0];
        using SqliteDatabase file = SqliteDatabase.Open(journal.Folder.JournalPath);
        Assert.Equal(Convert.ToHexString(entry), file.ScalarText("SELECT hex(entry) FROM audit"));
        Assert.Equal(Convert.ToHexString(hash), file.ScalarText("SELECT hex(hash) FROM audit"));
        Assert.Equal(
            Crc32C.Of([.. place, 32, 0, 0, 0, 0, 0, 0, 0, .. hash, .. entry]), file.Scalar("SELECT crc FROM audit WHERE place = 1 AND unit = 6"));
        Assert.Equal(1, file.Scalar("SELECT value FROM meta WHERE key = 'audit'"));
        Assert.Equal(Crc32C.Of([.. place, .. hash]), file.Scalar("SELECT value FROM meta WHERE key = 'audit-check'"));
    }

    [Fact]
    public void The_head_is_as_documented()
    {
        using TempFolder temp = new();
        HeadMark.Reset(temp["head"], 258);
        byte[] slot = [.. "HSHEAD01"u8, 2, 1, 0, 0, 0, 0, 0, 0];
        byte[] whole = [.. slot, .. BitConverter.GetBytes(Crc32C.Of(slot)), .. new byte[12]];
        Assert.Equal([.. whole, .. whole], File.ReadAllBytes(temp["head"]));
    }

    [Fact]
    public void A_snapshot_is_as_documented()
    {
        using JournalFixture journal = new();
        FileSnapshotStore store = new(journal.Folder);
        using ISnapshotWriter writer = store.Begin(5);
        writer.WriteChunk(7, [1, 2, 3]);
        SnapshotInfo info = writer.Complete(6);
        Assert.Equal("0000000000000000005.snap", info.FileName);

        byte[] header = [.. "HSIMSNAP"u8, 1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0];
        uint place = Crc32C.Of([0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
        byte[] chunk = [3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(Crc32C.Of([.. BitConverter.GetBytes((long)place), 1, 2, 3])), 1, 2, 3];
        byte[] trailer = [255, 255, 255, 255, 1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(
            [.. header, .. BitConverter.GetBytes(Crc32C.Of(header)), .. chunk,
                .. trailer, .. BitConverter.GetBytes(Crc32C.Of([5, 0, 0, 0, 0, 0, 0, 0, .. trailer]))],
            File.ReadAllBytes(Path.Combine(journal.Folder.SnapshotsPath, info.FileName)));
    }
}
