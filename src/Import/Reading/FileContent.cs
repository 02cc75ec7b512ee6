// Opens a file and tells its format by what is in it. The name is not asked: statistics
// offices publish .xls files that are .xlsx inside, and CSV files arrive under any name.

namespace HierarchySim.Import.Reading;

/// <summary>The bytes of a file, and what they are.</summary>
internal static class FileContent
{
    private static ReadOnlySpan<byte> ZipMagic => [0x50, 0x4B, 0x03, 0x04];

    private static ReadOnlySpan<byte> CompoundFileMagic => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Reads all rows of a file in either format.</summary>
    public static RawTable ReadTable(byte[] content)
    {
        if (content.AsSpan().StartsWith(ZipMagic))
            return ExcelRows.Read(content, compressed: true);
        if (content.AsSpan().StartsWith(CompoundFileMagic))
            return ExcelRows.Read(content, compressed: false);
        return CsvRows.Read(Utf8Text.Check(content));
    }

    /// <summary>Reads a stream to its end, refusing to go past the size limit whatever the stream says of its length.</summary>
    public static byte[] ReadBounded(Stream stream)
    {
        using var copy = new MemoryStream();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (copy.Length + read > ImportLimits.FileBytesMax)
                throw new FileRefusedException(
                    $"The file is larger than {ImportLimits.FileBytesMax / (1024 * 1024)} MiB, the limit. Split it.");
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }
}
