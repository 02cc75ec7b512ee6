using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>One entry of the journal: opaque bytes at a place in the one global order.</summary>
/// <param name="Sequence">1, 2, 3 ... without a gap over the whole life of a data folder.</param>
/// <param name="Payload">What the engine wrote; this layer never looks inside.</param>
public readonly record struct JournalRecord(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>A change of one small durable key/value record.</summary>
/// <param name="Key">Not empty; ordered by its UTF-8 bytes.</param>
/// <param name="Value">The new value; <see langword="null"/> deletes the key.</param>
public readonly record struct RecordWrite(string Key, ReadOnlyMemory<byte>? Value)
{
    /// <summary>The version the record must have, 0 for none; otherwise nothing is written. Null for any.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Set for an erasure: the text leaves the file for good and the record says from when on.</summary>
    public Instant ErasedAt { get; init; }

    /// <summary>Where the store leaves what became of the write; true once the commit is durable.</summary>
    public WriteReceipt? Receipt { get; init; }

    /// <summary>The receipt of a write that comes earlier in the same commit: where that one is not written, this one is not either. Null for none.</summary>
    public WriteReceipt? Beside { get; init; }

    /// <summary>The erasure of a text, which is noted even when there is no such text.</summary>
    public static RecordWrite Erase(string key, Instant at, WriteReceipt? receipt = null) => new(key, null) { ErasedAt = at, Receipt = receipt };

    /// <summary>What becomes of this write, given the record as it stands. Every store decides by this alone.</summary>
    /// <param name="version">The record's version; 0 when there is none.</param>
    /// <param name="erasedAt">When its text was erased, if it was.</param>
    /// <param name="nextVersion">The version the record would get.</param>
    public RecordOutcome Judge(long version, Instant erasedAt, long nextVersion)
    {
        if (erasedAt.IsSet)
            return new RecordOutcome(RecordVerdict.Erased, version, erasedAt);
        if (ExpectedVersion is { } expected && expected != version)
            return new RecordOutcome(RecordVerdict.OtherVersion, version);
        if (Beside is { Outcome: { IsWritten: false } first })
            return new RecordOutcome(first.Verdict, version);
        return new RecordOutcome(RecordVerdict.Written, Value is null && !ErasedAt.IsSet ? 0 : nextVersion);
    }
}

/// <summary>Where a store leaves the outcome of a write for whoever waits for the commit.</summary>
public sealed class WriteReceipt
{
    /// <summary>What became of it.</summary>
    public RecordOutcome Outcome { get; set; }
}

/// <summary>An entry to be added to the audit log; its place, its number and its hash are given at the commit.</summary>
/// <param name="Unit">The unit whose chain it goes into.</param>
/// <param name="At">When it happened.</param>
/// <param name="Note">Who did what.</param>
public readonly record struct AuditWrite(UnitId Unit, Instant At, AuditNote Note);

/// <summary>A key/value record as it stands on disk.</summary>
/// <param name="Key">The key it was written under.</param>
/// <param name="Version">Grows with every write of the key, by one while it exists; a key that was deleted starts again above its last version.</param>
/// <param name="Value">The bytes last written; empty after an erasure.</param>
/// <param name="ErasedAt">When its text was erased.</param>
public readonly record struct StoredRecord(string Key, long Version, byte[] Value, Instant ErasedAt = default);
