using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A small durable record.</summary>
/// <param name="Key">Its key; parts are separated by '/'.</param>
/// <param name="Version">Grows with every write of the key, and with its erasure.</param>
/// <param name="Value">At most <see cref="Limits.RecordValueBytesMax"/> bytes; empty when the record was erased.</param>
/// <param name="ErasedAt">When its text was erased; <see cref="Instant.None"/> when it was not.</param>
public sealed record EngineRecord(string Key, long Version, byte[] Value, Instant ErasedAt = default)
{
    /// <summary>True when the text under this key is gone for good; the record only says so.</summary>
    public bool IsErased => ErasedAt.IsSet;
}

/// <summary>
/// Small durable records that belong to the gateway and to tools: results, keys, subscriptions, and texts. A record whose key
/// begins with <see cref="TextKeys.Prefix"/> is a text: it may carry personal data, is never deleted like others, and can be erased.
/// </summary>
public interface IRecords
{
    /// <summary>Reads one record; null when there never was one, or it was deleted. An erased text is a record that says when.</summary>
    ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default);

    /// <summary>Records whose keys begin with a prefix, in the order of their keys, erased texts among them.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="after">Only keys after this one; null for the beginning.</param>
    /// <param name="take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default);

    /// <summary>Writes a record, or deletes it when the value is null. Completes after the commit.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; null deletes it, which a text does not allow.</param>
    /// <param name="expectedVersion">The version it must have now, 0 for none; null for any.</param>
    /// <param name="cancellation">Stops waiting; the write may take effect all the same.</param>
    /// <returns>What became of it: another version, or a text that was erased, is an outcome and no exception.</returns>
    /// <exception cref="ArgumentException">Key or value breaks a limit or a rule of texts.</exception>
    /// <exception cref="EngineUnavailableException">Storage does not take writes; nothing was written.</exception>
    ValueTask<RecordOutcome> PutAsync(string key, byte[]? value, long? expectedVersion = null, CancellationToken cancellation = default);

    /// <summary>Writes a record and others beside it in one commit: where the first is not written, none of them is.</summary>
    /// <param name="first">The record that decides.</param>
    /// <param name="expectedVersion">The version the first must have now, 0 for none; null for any.</param>
    /// <param name="others">The others, whatever version they have; no texts.</param>
    /// <param name="cancellation">Stops waiting; the write may take effect all the same.</param>
    /// <returns>What became of the first.</returns>
    /// <exception cref="ArgumentException">A key or value breaks a limit or a rule of texts.</exception>
    /// <exception cref="EngineUnavailableException">Storage does not take writes; nothing was written.</exception>
    ValueTask<RecordOutcome> PutTogetherAsync(
        RecordChange first, long? expectedVersion, IReadOnlyList<RecordChange> others, CancellationToken cancellation = default);

    /// <summary>
    /// Erases a text: its value and every earlier value of its key leave the data for good. Completes when they are gone from the
    /// files too, or says why that still takes a while. A text that was written by a command not yet answered may be written after it.
    /// </summary>
    /// <param name="key">The text's key, beginning with <see cref="TextKeys.Prefix"/>.</param>
    /// <param name="cancellation">Stops waiting; an erasure that has begun is finished all the same.</param>
    /// <exception cref="ArgumentException">This is no text's key.</exception>
    /// <exception cref="EngineUnavailableException">Storage does not take writes now; ask again.</exception>
    ValueTask<Erasure> EraseAsync(string key, CancellationToken cancellation = default);
}
