// Text must be UTF-8. Vietnamese has a history of other encodings (TCVN3, VNI, Windows-1258,
// and the UTF-16 that a spreadsheet's "Unicode text" writes), and guessing among them turns
// names into near-names that nobody notices. So the bytes are checked, not repaired.

using System.Text;
using System.Text.Unicode;

namespace HierarchySim.Import.Reading;

/// <summary>Checks that bytes are UTF-8 text.</summary>
internal static class Utf8Text
{
    private const string SaveAsUtf8 = "Save it as 'CSV UTF-8' and try again.";

    /// <summary>The text of the bytes, without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> Check(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE]) || bytes.StartsWith([(byte)0xFE, (byte)0xFF]))
            throw new FileRefusedException($"The file is UTF-16 text, not UTF-8. {SaveAsUtf8}");

        int start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        bytes = bytes[start..];
        if (bytes.Contains((byte)0))
            throw new FileRefusedException("The file is binary and not Excel. A unit list is a CSV text file, .xlsx or .xls.");
        if (!Utf8.IsValid(bytes))
            throw new FileRefusedException(
                $"The file is not valid UTF-8: line {LineOfFirstInvalid(bytes)} has bytes that mean nothing. {SaveAsUtf8}");
        if (bytes.TrimStart(" \t\r\n"u8).StartsWith((byte)'<'))
            throw new FileRefusedException("The file is HTML or XML, whatever its name says. Save it as CSV UTF-8 or .xlsx and try again.");
        return content.AsMemory(start);
    }

    private static int LineOfFirstInvalid(ReadOnlySpan<byte> bytes)
    {
        int line = 1;
        while (Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done)
        {
            if (rune.Value == '\n')
                line++;
            bytes = bytes[consumed..];
        }

        return line;
    }
}
