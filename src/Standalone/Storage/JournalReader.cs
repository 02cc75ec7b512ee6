using System.Globalization;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Reads the journal in order and trusts nothing: the next sequence must be the expected one, and the checksum must
/// cover exactly that sequence and those bytes. Reads in stretches, so that no read transaction stays open for the
/// whole of a long journal and keeps the log from starting over.
/// </summary>
internal static class JournalReader
{
    private const int StretchRows = 512;

    /// <param name="through">The journal must reach at least this far.</param>
    public static IEnumerable<JournalRecord> Read(SqliteDatabase database, long afterSequence, long through)
    {
        using SqliteStatement select = Prepare(database, afterSequence);
        long last = afterSequence;
        for (bool more = true; more;)
        {
            select.Bind(1, last);
            int rows = 0;
            while (Step(select, last + 1))
            {
                rows++;
                yield return Verified(select, ++last);
            }
            select.Reset();
            more = rows == StretchRows;
        }
        if (last < through)
            throw new JournalDamagedException(last + 1, $"records {last + 1} to {through} were committed and are missing.");
    }

    private static JournalRecord Verified(SqliteStatement row, long expected)
    {
        long sequence = row.Int64(0);
        if (sequence != expected)
            throw new JournalDamagedException(expected, $"it is missing; the next one there is {sequence}.");
        ReadOnlySpan<byte> payload = row.Blob(2);
        uint computed = Crc32C.Of(sequence, payload);
        if (row.Int64(1) != computed)
        {
            throw new JournalDamagedException(expected, string.Create(CultureInfo.InvariantCulture,
                $"its checksum says {row.Int64(1):x8} and its {payload.Length} bytes give {computed:x8}."));
        }
        byte[] copy = GC.AllocateUninitializedArray<byte>(payload.Length);
        payload.CopyTo(copy);
        return new JournalRecord(sequence, copy);
    }

    private static SqliteStatement Prepare(SqliteDatabase database, long afterSequence) => Guarded(afterSequence + 1, () =>
        database.Prepare("SELECT seq, crc, payload FROM journal WHERE seq > ?1 ORDER BY seq LIMIT "
            + StretchRows.ToString(CultureInfo.InvariantCulture)));

    private static bool Step(SqliteStatement statement, long expected)
    {
        try
        {
            return statement.Step();
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            throw Broken(expected, failure);
        }
    }

    private static T Guarded<T>(long expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            throw Broken(expected, failure);
        }
    }

    public static JournalDamagedException Broken(long expected, StorageFailedException failure) =>
        new(expected, "the file's own structure is broken there.", failure);
}
