using HierarchySim.Core;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// What an open journal knows of erasures: the list, those that are noted and not yet committed, and whether older copies of
/// erased texts may still lie in the files.
/// </summary>
internal sealed class ErasureKeeper
{
    private readonly DataFolder _folder;
    private readonly ErasureList _list;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Instant> _unfinished = new(StringComparer.Ordinal);
    private volatile bool _needsCleaning;
    private volatile bool _logHoldsTraces;

    private ErasureKeeper(DataFolder folder) => (_folder, _list) = (folder, new ErasureList(folder.ErasuresPath));

    public bool NeedsCleaning => _needsCleaning;

    /// <summary>False when only files other than the log may hold something.</summary>
    public bool LogHoldsTraces => _logHoldsTraces;

    public IReadOnlyList<ErasureNote> Unfinished
    {
        get
        {
            lock (_gate)
                return [.. _unfinished.Select(pair => new ErasureNote(pair.Key, pair.Value))];
        }
    }

    /// <summary>Opens the list beside a journal and makes the two agree. Counts tell whether there is anything to do.</summary>
    public static ErasureKeeper Open(DataFolder folder, JournalWriter writer)
    {
        ErasureKeeper keeper = new(folder);
        ErasureLines lines = ErasureList.Read(folder.ErasuresPath);
        if (lines.BrokenLines.Count > 0 || lines.ByKey.Count != ErasureRedo.CountIn(writer.Database))
            keeper.MakeAgree(lines, writer);
        keeper._needsCleaning = keeper._logHoldsTraces = ErasureRedo.NeedsCleaning(writer.Database);
        return keeper;
    }

    /// <summary>When storage takes no writes, reading must be possible all the same: what is listed then counts as unfinished.</summary>
    private void MakeAgree(ErasureLines lines, JournalWriter writer)
    {
        try
        {
            ErasureRedo.Apply(writer, lines);
            ErasureRedo.Recount(writer.Database);
            ErasureNote[] unlisted = [.. ErasureRedo.ErasedIn(writer.Database).Where(note => !lines.ByKey.ContainsKey(note.Key))];
            if (unlisted.Length > 0)
                _list.Append(unlisted);
        }
        catch (StorageFailedException)
        {
            foreach ((string key, Instant at) in lines.ByKey)
                _unfinished[key] = at;
        }
    }

    public Instant Note(ErasureNote note)
    {
        lock (_gate)
        {
            if (_unfinished.TryGetValue(note.Key, out Instant first))
                return first;
            _list.Append(note);
            return _unfinished[note.Key] = note.At;
        }
    }

    /// <summary>Told after each commit.</summary>
    public void Committed(ReadOnlySpan<RecordWrite> writes)
    {
        foreach (ref readonly RecordWrite write in writes)
        {
            if (!write.ErasedAt.IsSet)
                continue;
            // Traces first: whoever sees that the erasure is finished must see that cleaning is not.
            _needsCleaning = _logHoldsTraces = true;
            lock (_gate)
                _unfinished.Remove(RecordKeys.ToCaller(write.Key));
        }
    }

    /// <summary>Told when the log was emptied, with no commit in between.</summary>
    public void LogIsClean() => _logHoldsTraces = false;

    public void AllIsClean() => _needsCleaning = false;

    /// <summary>Copies that a repair set aside; a person must decide about them.</summary>
    public string? CopiesInTheWay()
    {
        string[] copies = [.. Directory.EnumerateFiles(_folder.Path, LostFiles.Prefix + "*")
            .Where(path => Path.GetExtension(path) is ".db" or ".wal").Select(path => Path.GetFileName(path))];
        return copies.Length == 0 ? null
            : $"what a repair set aside may hold it: {string.Join(", ", copies)}. Delete these files when nobody needs them any more";
    }
}
