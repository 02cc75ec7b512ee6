// The least .xls: a BIFF8 stream of a workbook with one sheet, inside a compound file of
// 512-byte sectors: sector 0 the allocation table, sector 1 the directory, the stream from
// sector 2 on. The stream is padded to 4096 bytes, below which compound files store
// streams in another way.

using System.Buffers.Binary;
using System.Text;

namespace HierarchySim.Import.Tests;

internal static class OldWorkbook
{
    private const int SectorBytes = 512;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint FreeSector = 0xFFFFFFFF;

    /// <summary>A workbook of one sheet; a row is an array of strings and numbers.</summary>
    public static byte[] Xls(params object[][] rows)
    {
        byte[] boundSheet = [.. Int32(0), .. Int16(0), 6, 0, .. "Sheet1"u8];
        byte[] start = Record(0x0809, [.. Int16(0x0600), .. Int16(0x0005), .. new byte[12]]);
        int sheetAt = start.Length + 4 + boundSheet.Length + 4;
        BinaryPrimitives.WriteInt32LittleEndian(boundSheet, sheetAt);

        var stream = new List<byte>([.. start, .. Record(0x0085, boundSheet), .. Record(0x000A, [])]);
        stream.AddRange(Record(0x0809, [.. Int16(0x0600), .. Int16(0x0010), .. new byte[12]]));
        stream.AddRange(Record(0x0200, [.. Int32(0), .. Int32(rows.Length), .. Int16(0), .. Int16(rows[0].Length), .. Int16(0)]));
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < rows[r].Length; c++)
                stream.AddRange(Cell(r, c, rows[r][c]));
        }

        stream.AddRange(Record(0x000A, []));
        return Compound([.. stream]);
    }

    private static byte[] Cell(int row, int column, object value) => value is string text
        ? Record(0x0204, [.. Int16(row), .. Int16(column), .. Int16(0), .. Int16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)])
        : Record(0x0203, [.. Int16(row), .. Int16(column), .. Int16(0), .. BitConverter.GetBytes(Convert.ToDouble(value, null))]);

    private static byte[] Compound(byte[] stream)
    {
        int sectors = Math.Max(8, (stream.Length + SectorBytes - 1) / SectorBytes);
        byte[] header = new byte[SectorBytes];
        byte[] magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(header, 0);
        Put(header, 24, 0x0003003E, 0x0009FFFE, 0x00000006);
        Put(header, 44, 1, 1, 0, 4096, EndOfChain, 0, EndOfChain, 0, 0);
        for (int at = 80; at < SectorBytes; at += 4)
            Put(header, at, FreeSector);

        byte[] table = new byte[SectorBytes];
        Array.Fill(table, (byte)0xFF);
        Put(table, 0, 0xFFFFFFFD, EndOfChain);
        for (int i = 0; i < sectors; i++)
            Put(table, (2 + i) * 4, i == sectors - 1 ? EndOfChain : (uint)(3 + i));

        byte[] directory = new byte[SectorBytes];
        Entry(directory, 0, "Root Entry", type: 5, child: 1, start: EndOfChain, size: 0);
        Entry(directory, 128, "Workbook", type: 2, child: FreeSector, start: 2, size: (uint)(sectors * SectorBytes));
        Array.Resize(ref stream, sectors * SectorBytes);
        return [.. header, .. table, .. directory, .. stream];
    }

    private static void Entry(byte[] directory, int at, string name, byte type, uint child, uint start, uint size)
    {
        Encoding.Unicode.GetBytes(name).CopyTo(directory, at);
        BinaryPrimitives.WriteInt16LittleEndian(directory.AsSpan(at + 64), (short)((name.Length + 1) * 2));
        directory[at + 66] = type;
        directory[at + 67] = 1;
        Put(directory, at + 68, FreeSector, FreeSector, child);
        Put(directory, at + 116, start, size);
    }

    private static void Put(byte[] bytes, int at, params uint[] values)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + (i * 4)), values[i]);
    }

    private static byte[] Record(int type, byte[] body) => [.. Int16(type), .. Int16(body.Length), .. body];

    private static byte[] Int16(int value) => BitConverter.GetBytes((short)value);

    private static byte[] Int32(int value) => BitConverter.GetBytes(value);
}
