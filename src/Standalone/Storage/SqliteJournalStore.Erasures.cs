using HierarchySim.Core;

namespace HierarchySim.Standalone.Storage;

// Erasures: the list beside the journal, and the log that still holds older pages.
public sealed partial class SqliteJournalStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ErasureNote> UnfinishedErasures => _erasures?.Unfinished ?? [];

    /// <inheritdoc/>
    public bool NeedsCleaning => _erasures?.NeedsCleaning ?? false;

    /// <summary>How many erased texts the journal says it knows of; for a verification.</summary>
    internal long Counted => ErasureRedo.CountIn(_writer.Database);

    /// <summary>Keys as in <see cref="ListRecords"/>, damaged records among them; for a verification.</summary>
    internal IReadOnlyList<string> ListKeys(string prefix, string? afterKey, int take) => _records.Keys(prefix, afterKey, take);

    /// <inheritdoc/>
    public Instant NoteErasure(ErasureNote note)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Keeper.Note(note);
    }

    /// <inheritdoc/>
    public string? Clean()
    {
        if (!NeedsCleaning)
            return null;
        lock (_cleaning)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Keeper.LogHoldsTraces && !new LogCleaner(_path, _commits).Run(Keeper.LogIsClean))
                return "something that reads the journal, such as a backup under way, still holds its log";
            if (Keeper.CopiesInTheWay() is { } copies)
                return copies;
            ForgetCleaning();
            return null;
        }
    }

    private readonly Lock _cleaning = new();

    private ErasureKeeper Keeper => _erasures ?? throw new InvalidOperationException("This journal was opened to look at erasures only.");

    /// <summary>An erasure may have been committed since the log was emptied; then it stays remembered.</summary>
    private void ForgetCleaning()
    {
        lock (_commits)
        {
            if (_disposed || Keeper.LogHoldsTraces)
                return;
            ErasureRedo.ForgetCleaning(_writer.Database);
            Keeper.AllIsClean();
        }
    }

    /// <summary>What an earlier life left over. Should storage refuse, it stays remembered: reading must be possible all the same.</summary>
    private void CleanAtOpen()
    {
        try
        {
            Clean();
        }
        catch (StorageFailedException)
        {
            // Tried again while the engine runs.
        }
    }
}
