using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

// Erasing a text: noted first, then committed, then cleared from the log. Each step can be done again after a crash.
internal sealed partial class StandaloneRecords
{
    /// <summary>True when an erasure waits for its commit, or files for their cleaning.</summary>
    public bool HasUnfinishedErasures => store.NeedsCleaning || store.UnfinishedErasures.Count > 0;

    public async ValueTask<Erasure> EraseAsync(string key, CancellationToken cancellation = default)
    {
        Require(TextKeys.CheckKey(key), nameof(key));
        if (!TextKeys.IsText(key)) throw new ArgumentException($"Only a text is erased: a record whose key begins with '{TextKeys.Prefix}'.", nameof(key));
        // An erasure that has begun goes on whoever stops waiting for it.
        return await EraseTextAsync(key).WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Commits what was noted and could not be committed, and clears what could not be cleared; what fails stays for the next time.</summary>
    public async Task FinishErasuresAsync()
    {
        try
        {
            foreach (var note in store.UnfinishedErasures.Where(note => IsWhole(note.Key)))
                await WriteAsync(RecordWrite.Erase(note.StoredKey, note.At), CancellationToken.None).ConfigureAwait(false);
            store.Clean();
        }
        catch (Exception e) when (e is EngineUnavailableException or StorageFailedException or ObjectDisposedException)
        {
            // Storage takes no writes, or the engine stops: both leave it to a later time.
        }
    }

    // A record that does not say where its text is would fail the commit, and with it everybody's, at every attempt; 'verify' names it.
    private bool IsWhole(string key)
    {
        try
        {
            _ = store.GetRecord(RecordKeys.Callers + key);
            return true;
        }
        catch (StorageFailedException e) when (e.Reason == StorageFailure.Corrupt)
        {
            return false;
        }
    }

    private async Task<Erasure> EraseTextAsync(string key)
    {
        if (Find(key) is not { } record) return new Erasure(ErasureVerdict.NeverExisted, Instant.None);
        if (record.ErasedAt.IsSet) return new Erasure(ErasureVerdict.ErasedBefore, record.ErasedAt, await CleanAsync().ConfigureAwait(false));
        // A writer that is not well says so before anything is noted.
        if (unavailable() is { } refusal) throw new EngineUnavailableException(refusal);
        var note = new ErasureNote(key, Instant.From(time.GetUtcNow()));
        var receipt = new WriteReceipt();
        var at = await NoteAsync(note).ConfigureAwait(false);
        await WriteAsync(RecordWrite.Erase(note.StoredKey, at, receipt), CancellationToken.None).ConfigureAwait(false);
        var remaining = await CleanAsync().ConfigureAwait(false);
        // Two callers at once: the writer's order says which was first, and both say its time.
        return receipt.Outcome.IsWritten
            ? new Erasure(ErasureVerdict.Erased, at, remaining)
            : new Erasure(ErasureVerdict.ErasedBefore, receipt.Outcome.ErasedAt, remaining);
    }

    private Task<Instant> NoteAsync(ErasureNote note) => Task.Run(() =>
    {
        try
        {
            return store.NoteErasure(note);
        }
        catch (StorageFailedException e)
        {
            throw new EngineUnavailableException(new Refusal(RefusalCode.StorageUnavailable, "storage", e.ForCallers, "Erase it again once storage is well"));
        }
    });

    private Task<string?> CleanAsync() => Task.Run(() =>
    {
        try
        {
            return store.Clean();
        }
        catch (Exception e) when (e is StorageFailedException or ObjectDisposedException)
        {
            return e is StorageFailedException failed ? failed.ForCallers : "the engine is stopping";
        }
    });
}
