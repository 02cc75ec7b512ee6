using HierarchySim.Core;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// Texts: each one readable, and none there that the list of erasures has as erased.
public sealed partial class Verifier
{
    private const string TheList = ErasureList.FileName;
    private long texts;
    private long erasures;

    private void CheckTexts(DataFolder folder, SqliteJournalStore journal)
    {
        if (ReadList(folder) is not { } listed) return;
        erasures = listed.Count;
        var erased = 0L;
        foreach (var key in TextKeysIn(journal))
        {
            if (ReadText(journal, key) is not { } record) continue;
            if (!record.ErasedAt.IsSet) texts++;
            else erased++;
            var name = RecordKeys.ToCaller(key);
            if (!record.ErasedAt.IsSet && listed.TryGetValue(name, out var at))
                Add("erasures", name, $"The list has it as erased at {at}, and the text is there. Start the program on this folder: it carries the erasure out.");
            if (record.ErasedAt.IsSet && !listed.ContainsKey(name))
                Add("erasures", name, $"It was erased at {record.ErasedAt}, and the list does not say so. Start the program on this folder: it adds it, so that restored backups forget the text too.");
        }
        if (journal.Counted is var counted && counted != erased)
            Add("erasures", "journal.db", $"It counts {counted} erased texts and holds {erased}. Start the program on this folder: it counts again.");
    }

    private IReadOnlyDictionary<string, Instant>? ReadList(DataFolder folder)
    {
        try
        {
            var lines = ErasureList.Read(folder.ErasuresPath);
            foreach (var line in lines.BrokenLines)
                Add("erasures", $"{TheList}, line {line}", "It is not what was written. Start the program on this folder: what the journal knows is added to the list again. Keep older backups from being restored without another copy of the list.");
            return lines.ByKey;
        }
        catch (DataFolderException e)
        {
            Add("erasures", TheList, e.Message);
            return null;
        }
    }

    private StoredRecord? ReadText(SqliteJournalStore journal, string key)
    {
        try
        {
            return journal.GetRecord(key);
        }
        catch (StorageFailedException e)
        {
            Add("texts", RecordKeys.ToCaller(key), e.Message);
            return null;
        }
    }

    private static IEnumerable<string> TextKeysIn(SqliteJournalStore journal)
    {
        string? after = null;
        while (journal.ListKeys(RecordKeys.Texts, after, Limits.PageItemsMax) is { Count: > 0 } page)
        {
            foreach (var key in page) yield return key;
            after = page[^1];
        }
    }
}
