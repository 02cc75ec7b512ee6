using System.Globalization;
using HierarchySim.Core;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Makes a journal and a list of erasures agree: what is listed is erased, and what is erased is listed. Carries out an
/// erasure that a crash interrupted, and those that an older backup does not know.
/// </summary>
internal static class ErasureRedo
{
    /// <summary>Erases every listed text, and marks listed keys that have none, so that nothing is written under them again.</summary>
    /// <returns>How many keys were not yet erased.</returns>
    public static int Apply(JournalWriter writer, ErasureLines lines)
    {
        List<RecordWrite> writes = [.. lines.ByKey.Select(pair =>
            RecordWrite.Erase(RecordKeys.Callers + pair.Key, pair.Value, new WriteReceipt()))];
        if (writes.Count > 0)
            writer.Commit([], System.Runtime.InteropServices.CollectionsMarshal.AsSpan(writes));
        return writes.Count(write => write.Receipt!.Outcome.IsWritten);
    }

    /// <summary>
    /// Applies a list to a copy of a journal that nobody else has open, so that the copy holds no trace: it is not in WAL mode,
    /// and the pages it replaces go to memory and not into a file.
    /// </summary>
    public static int ApplyToCopy(SqliteDatabase copy, ErasureLines lines)
    {
        if (lines.Notes.Count == 0)
            return 0;
        copy.Execute("PRAGMA journal_mode = MEMORY");
        copy.Execute("PRAGMA synchronous = FULL");
        JournalSchema.OverwriteWhatIsDeleted(copy);
        JournalSchema.UpgradeIn(copy);
        int applied;
        using (JournalWriter writer = new(copy, ownsDatabase: false))
            applied = Apply(writer, lines);
        ForgetCleaning(copy);
        return applied;
    }

    /// <summary>Erased texts that a journal knows of.</summary>
    public static IEnumerable<ErasureNote> ErasedIn(SqliteDatabase database)
    {
        foreach (KeyedRecords.Row row in KeyedRecords.Read(database, RecordKeys.Texts))
        {
            if (row.IsWhole && TextCell.TryDecode(row.Value, out TextCell cell) && cell.ErasedAt.IsSet)
                yield return new ErasureNote(RecordKeys.ToCaller(row.Key), cell.ErasedAt);
        }
    }

    /// <summary>How many erased texts a journal says it knows of.</summary>
    public static long CountIn(SqliteDatabase database) => database.Scalar("SELECT value FROM meta WHERE key = 'erased'");

    public static bool NeedsCleaning(SqliteDatabase database) => database.Scalar("SELECT value FROM meta WHERE key = 'uncleaned'") != 0;

    public static void ForgetCleaning(SqliteDatabase database) => database.Execute("UPDATE meta SET value = 0 WHERE key = 'uncleaned' AND value <> 0");

    /// <summary>After rows were copied one by one, the count is what was copied.</summary>
    public static void Recount(SqliteDatabase database) => database.Execute(string.Create(CultureInfo.InvariantCulture,
        $"INSERT INTO meta VALUES('erased', {ErasedIn(database).Count()}) ON CONFLICT(key) DO UPDATE SET value = excluded.value"));
}
