using System.Buffers.Binary;
using System.Globalization;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Keeps what a repair takes out of a journal, in files beside it named after the first lost sequence and the time:
/// <c>lost-&lt;sequence&gt;-&lt;time&gt;</c> with <c>.bin</c> for rows, <c>.wal</c> for a log, <c>.db</c> for a whole
/// journal file, <c>-&lt;name&gt;.snap</c> for a snapshot. The program never reads them; they are for people.
/// </summary>
internal sealed class LostFiles(DataFolder folder, long firstLost, DateTimeOffset now)
{
    public const string Prefix = "lost-";
    private static readonly byte[] _rowsMagic = "HSIMLOST"u8.ToArray();
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    private string Stem => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstLost}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");

    /// <summary>Writes the rows after a sequence as they are: sequence 8, stored checksum 4, length 4, bytes; little-endian.</summary>
    public long KeepRowsAfter(SqliteDatabase database, long lastWhole)
    {
        using SqliteStatement select = database.Prepare("SELECT seq, crc, payload FROM journal WHERE seq > ?1 ORDER BY seq");
        select.Bind(1, lastWhole);
        if (!select.Step())
            return 0;
        long rows = 0;
        using FileStream file = new(NewPath(".bin"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(_rowsMagic);
        Span<byte> header = stackalloc byte[16];
        do
        {
            ReadOnlySpan<byte> payload = select.Blob(2);
            BinaryPrimitives.WriteInt64LittleEndian(header, select.Int64(0));
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)select.Int64(1));
            BinaryPrimitives.WriteInt32LittleEndian(header[12..], payload.Length);
            file.Write(header);
            file.Write(payload);
            rows++;
        }
        while (select.Step());
        file.Flush(flushToDisk: true);
        return rows;
    }

    public void KeepCopyOfLog() => KeepCopy(folder.JournalPath + "-wal", ".wal");

    public void KeepCopyOfJournal()
    {
        KeepCopy(folder.JournalPath, ".db");
        KeepCopyOfLog();
    }

    /// <summary>A snapshot that holds effects of lost records would bring back half of them.</summary>
    public void MoveSnapshotsBeyond(long lastWhole)
    {
        foreach (SnapshotInfo info in FileSnapshotStore.ListIn(folder.SnapshotsPath))
        {
            if (info.Damage is null && info.EndSequence > lastWhole)
                File.Move(Path.Combine(folder.SnapshotsPath, info.FileName), NewPath("-" + info.FileName));
        }
        if (Directory.Exists(folder.SnapshotsPath))
            DurableFile.SyncFolder(folder.SnapshotsPath);
    }

    private void KeepCopy(string path, string suffix)
    {
        if (File.Exists(path) && new FileInfo(path).Length > 0)
            DurableFile.Copy(path, NewPath(suffix));
    }

    private string NewPath(string suffix)
    {
        string path = Path.Combine(folder.Path, Stem + suffix);
        for (int copy = 2; File.Exists(path); copy++)
            path = Path.Combine(folder.Path, string.Create(CultureInfo.InvariantCulture, $"{Stem}-{copy}{suffix}"));
        _names.Add(Path.GetFileName(path));
        return path;
    }
}
