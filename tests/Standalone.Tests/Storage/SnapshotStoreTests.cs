using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public sealed class SnapshotStoreTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;
    private FileSnapshotStore _store;

    public SnapshotStoreTests()
    {
        _folder = DataFolder.Open(_temp["data"], JournalFixture.Now);
        _store = new FileSnapshotStore(_folder);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temp.Dispose();
    }

    private SnapshotInfo Write(long start, int chunks = 3)
    {
        using ISnapshotWriter writer = _store.Begin(start);
        for (int i = 0; i < chunks; i++)
            writer.WriteChunk(100 + i, JournalFixture.Payload(i, 50));
        return writer.Complete(start + 10);
    }

    private string PathOf(SnapshotInfo info) => Path.Combine(_folder.SnapshotsPath, info.FileName);

    private void Flip(SnapshotInfo info, long offset)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(info));
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(PathOf(info), bytes);
    }

    private List<(long, byte[])> Read(SnapshotInfo info)
    {
        using ISnapshotReader reader = _store.Open(info);
        return [.. reader.Chunks().Select(c => (c.Position, c.Payload.ToArray()))];
    }

    [Fact]
    public void What_was_written_comes_back()
    {
        SnapshotInfo written = Write(5);
        SnapshotInfo listed = Assert.Single(_store.List());
        Assert.Equal(written, listed);
        Assert.Equal((5, 15, 3), (listed.StartSequence, listed.EndSequence, listed.ChunkCount));
        List<(long Position, byte[] Payload)> chunks = Read(listed);
        Assert.Equal([100L, 101, 102], chunks.Select(c => c.Position));
        Assert.Equal(JournalFixture.Payload(2, 50), chunks[2].Payload);
    }

    [Fact]
    public void Without_chunks_it_is_still_a_snapshot() => Assert.Empty(Read(Write(0, chunks: 0)));

    [Fact]
    public void A_large_chunk_and_an_empty_one()
    {
        using ISnapshotWriter writer = _store.Begin(1);
        byte[] large = JournalFixture.Payload(1, 3_000_000);
        writer.WriteChunk(1, large);
        writer.WriteChunk(2, []);
        Assert.Equal([large, []], Read(writer.Complete(1)).Select(c => c.Item2));
    }

    [Fact]
    public void The_newest_two_are_kept()
    {
        foreach (long start in (long[])[5, 30, 1000])
            Write(start);
        Assert.Equal([1000L, 30], _store.List().Select(s => s.StartSequence));
    }

    [Fact]
    public void A_damaged_one_does_not_count_as_kept()
    {
        Write(5);
        SnapshotInfo middle = Write(30);
        Flip(middle, 3);
        Write(1000);
        Assert.Equal([false, true, false], _store.List().Select(s => s.Damage is not null));
    }

    [Fact]
    public void Dropping_the_writer_leaves_nothing()
    {
        using (ISnapshotWriter writer = _store.Begin(9))
            writer.WriteChunk(1, JournalFixture.Payload(1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.SnapshotsPath));
    }

    [Fact]
    public void An_interrupted_one_is_invisible_and_removed_at_the_next_open()
    {
        string leftover = Path.Combine(_folder.SnapshotsPath, "0000000000000000007.snap.tmp");
        File.WriteAllBytes(leftover, [1, 2, 3]);
        Assert.Empty(_store.List());
        _store = new FileSnapshotStore(_folder);
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public void Every_cut_is_found()
    {
        SnapshotInfo info = Write(5);
        byte[] whole = File.ReadAllBytes(PathOf(info));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(PathOf(info), whole[..length]);
            SnapshotInfo listed = Assert.Single(_store.List());
            Assert.NotNull(listed.Damage);
            Assert.Throws<SnapshotDamagedException>(() => _store.Open(listed));
            Assert.Throws<SnapshotDamagedException>(() => _store.Open(info));
        }
    }

    [Fact]
    public void Every_flipped_byte_is_found()
    {
        SnapshotInfo info = Write(5);
        for (int offset = 0; offset < info.LengthBytes; offset++)
        {
            Flip(info, offset);
            Assert.Throws<SnapshotDamagedException>(() => Read(info));
            Flip(info, offset);
        }
        Assert.Equal(3, Read(info).Count);
    }

    [Fact]
    public void Chunks_that_changed_places_are_found()
    {
        SnapshotInfo info = Write(5);
        byte[] bytes = File.ReadAllBytes(PathOf(info));
        const int chunk = SnapshotFormat.ChunkHeaderBytes + 50, first = SnapshotFormat.HeaderBytes;
        byte[] swapped = [.. bytes[..first], .. bytes[(first + chunk)..(first + 2 * chunk)], .. bytes[first..(first + chunk)], .. bytes[(first + 2 * chunk)..]];
        File.WriteAllBytes(PathOf(info), swapped);
        Assert.Contains("chunk 1 of 3", Assert.Throws<SnapshotDamagedException>(() => Read(info)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_is_named()
    {
        SnapshotInfo info = Write(5);
        byte[] bytes = File.ReadAllBytes(PathOf(info));
        bytes[8] = 9;
        File.WriteAllBytes(PathOf(info), bytes);
        Assert.Contains("format version 9", Assert.Single(_store.List()).Damage, StringComparison.Ordinal);
    }
}
