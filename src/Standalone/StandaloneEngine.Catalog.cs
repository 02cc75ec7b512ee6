using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// The catalogue: a record of the engine's own, handed to the run in its place.
public sealed partial class StandaloneEngine
{
    private readonly SemaphoreSlim catalogGate = new(1);
    private volatile CatalogInUse catalog = null!;

    /// <inheritdoc/>
    public Catalog Catalog => catalog.Value;

    /// <summary>The catalogue's file as it was set.</summary>
    public string CatalogJson => catalog.Json;

    /// <inheritdoc/>
    public async ValueTask<Refusal?> SetCatalogAsync(string json, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        await catalogGate.WaitAsync(cancellation).ConfigureAwait(false);
        // Whoever stops waiting leaves the work to end by itself: what is durable must also be in use.
        return await SetAloneAsync(json).WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>One at a time, so that each is compared with the one it replaces. Opens the gate at its end.</summary>
    private async Task<Refusal?> SetAloneAsync(string json)
    {
        try
        {
            if (Catalogs.TryReplace(json, Scheme, Catalog, out var refusal) is not { } next) return refusal;
            await records.WriteOwnAsync(CatalogKey, Encoding.UTF8.GetBytes(json), CancellationToken.None).ConfigureAwait(false);
            lock (lifeGate) Use(new CatalogInUse(next, json), run);
            return null;
        }
        catch (EngineUnavailableException e)
        {
            return e.Refusal;
        }
        finally
        {
            catalogGate.Release();
        }
    }

    /// <summary>
    /// A data set keeps the catalogue it began with, so that a later version of the program does not change its categories unasked.
    /// </summary>
    private void StoreFirstCatalog()
    {
        var stored = StoredCatalog();
        if (stored is not null && (options.CatalogJson is null || Catalogs.TryParse(stored, Scheme, out _) is not null)) return;
        // A data set from before there were catalogues may be on a disk that takes no writes, and must be readable all the same.
        if (options.CatalogJson is null && storage.Journal.LastSequence > 0) return;
        var json = options.CatalogJson ?? Catalogs.GetJson();
        if (Catalogs.TryParse(json, Scheme, out var problems) is null)
            throw new CatalogRefusedException($"The catalogue cannot be used: {string.Join("; ", problems)}. Correct its file.");
        storage.Journal.Commit([], [new RecordWrite(CatalogKey, Encoding.UTF8.GetBytes(json))]);
    }

    /// <summary>What is durable, for a run that is about to begin: after a failed commit memory may be ahead of it.</summary>
    private void LoadCatalog(EngineRun of)
    {
        var json = StoredCatalog() ?? Catalogs.GetJson();
        var value = Catalogs.TryParse(json, Scheme, out var problems) ?? throw new RecoveryException(
            $"The data set's catalogue cannot be used: {string.Join("; ", problems)}. Put another in its place with 'hierarchysim catalog set FILE'.");
        Use(new CatalogInUse(value, json), of);
    }

    private string? StoredCatalog() => storage.Journal.GetRecord(CatalogKey) is { } record ? Encoding.UTF8.GetString(record.Value) : null;

    private void Use(CatalogInUse next, EngineRun of)
    {
        catalog = next;
        of.Context.Machine.Catalog = next.Value;
    }

    private sealed record CatalogInUse(Catalog Value, string Json);
}

/// <summary>The catalogue that a data set was to begin with breaks a rule; nothing was changed.</summary>
public sealed class CatalogRefusedException(string message) : Exception(message);
