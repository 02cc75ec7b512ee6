// CSV into rows. Broken quoting is judged here because only the parser sees it: a quote
// out of place spoils its own row, but a quote that is never closed swallows every row
// after it, so nothing below it can be trusted and the file is refused.

using System.Text;
using CsvHelper;

namespace HierarchySim.Import.Reading;

/// <summary>Reads the rows of CSV text.</summary>
internal static class CsvRows
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    public static RawTable Read(ReadOnlyMemory<byte> text)
    {
        var malformed = new Dictionary<long, CsvMalformedReason>();
        var options = new CsvReaderOptions
        {
            Separator = DelimiterOf(text.Span),
            HasHeader = false,
            TrackLineNumbers = true,
            SkipEmptyLines = false,
            PoolStrings = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => malformed[record.LineNumber] = record.Reason,
        };

        var table = new RawTableBuilder();
        using CsvReader reader = CsvReader.Create(text, options);
        while (reader.Read())
        {
            int line = checked((int)reader.LineNumber);
            string? problem = malformed.TryGetValue(line, out CsvMalformedReason reason) ? Explain(reason, line) : null;
            table.Add(new RawRow(line, Cells(reader), problem));
        }

        return table.Build();
    }

    private static RawCell[] Cells(CsvReader reader)
    {
        // One more than the limit is enough to be refused, however many there are.
        var cells = new RawCell[Math.Min(reader.FieldCount, ImportLimits.ColumnsMax + 1)];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = new RawCell(reader.GetString(i));
        return cells;
    }

    private static string Explain(CsvMalformedReason reason, int line) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => throw new FileRefusedException(
            $"A quote opened on line {line} is never closed, so the rows after it cannot be told apart. Close it and try again."),
        _ => "a quote must enclose the whole field, and a quote inside a quoted field must be doubled",
    };

    /// <summary>The delimiter the header line uses most, outside quotes. Official titles contain none of the three.</summary>
    private static char DelimiterOf(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> line = text.TrimStart("\r\n"u8);
        int end = line.IndexOfAny((byte)'\r', (byte)'\n');
        string header = Encoding.UTF8.GetString(end < 0 ? line[..Math.Min(line.Length, 4096)] : line[..Math.Min(end, 4096)]);

        bool quoted = false;
        int[] counts = new int[Delimiters.Length];
        foreach (char c in header)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and int found)
                counts[found]++;
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }
}
