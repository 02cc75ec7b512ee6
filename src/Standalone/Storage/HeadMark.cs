using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Remembers, beside the journal, the last sequence that was committed.
///
/// Why: after a crash SQLite reads its write-ahead log up to the first frame whose checksum fails and drops the rest
/// in silence. That is right for a torn tail and wrong for a damaged middle, and SQLite cannot tell the two apart.
/// This mark can: a journal that ends before its mark has lost committed records.
///
/// How: the mark is written after the commit, with a plain write and no sync. When the process dies the system still
/// has the write, so the mark is exact; after a power cut it may be behind. It is never ahead, and only a mark that
/// is ahead of the journal stops anything. Two slots take turns, so a torn write leaves the other one readable.
/// </summary>
internal sealed class HeadMark : IDisposable
{
    private const int SlotBytes = 32;
    private const int SlotCount = 2;
    private const ulong Magic = 0x3130_4441_4548_5348; // "HSHEAD01" in little-endian bytes
    private readonly SafeFileHandle _file;
    private readonly byte[] _slot = new byte[SlotBytes];
    private int _next;

    private HeadMark(SafeFileHandle file) => _file = file;

    /// <summary>The last committed sequence that is known, or 0 when the file is missing, empty or torn.</summary>
    public static long Read(string path)
    {
        if (!File.Exists(path))
            return 0;
        Span<byte> bytes = stackalloc byte[SlotBytes * SlotCount];
        bytes.Clear();
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        RandomAccess.Read(file, bytes, 0);
        return Math.Max(Decode(bytes[..SlotBytes]), Decode(bytes[SlotBytes..]));
    }

    /// <summary>Opens the mark for writing and sets both slots to what the journal holds.</summary>
    public static HeadMark Open(string path, long sequence)
    {
        HeadMark mark = new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
        for (int slot = 0; slot < SlotCount; slot++)
            mark.Write(sequence);
        return mark;
    }

    /// <summary>Sets the mark of a journal that nobody has open, durably.</summary>
    public static void Reset(string path, long sequence)
    {
        using HeadMark mark = Open(path, sequence);
        RandomAccess.FlushToDisk(mark._file);
    }

    public void Write(long sequence)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_slot, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(_slot.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(_slot.AsSpan(16), Crc32C.Of(_slot.AsSpan(0, 16)));
        RandomAccess.Write(_file, _slot, _next * SlotBytes);
        _next = (_next + 1) % SlotCount;
    }

    public void Dispose() => _file.Dispose();

    private static long Decode(ReadOnlySpan<byte> slot)
    {
        bool whole = BinaryPrimitives.ReadUInt64LittleEndian(slot) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(slot[16..]) == Crc32C.Of(slot[..16]);
        return whole ? BinaryPrimitives.ReadInt64LittleEndian(slot[8..]) : 0;
    }
}
