using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A record to be written together with a command.</summary>
/// <param name="Key">Its key, as in <see cref="IRecords"/>.</param>
/// <param name="Value">Its value; null deletes it, which a text does not allow.</param>
public readonly record struct RecordChange(string Key, byte[]? Value);

/// <summary>What became of a write.</summary>
public enum RecordVerdict
{
    /// <summary>Written or deleted as asked.</summary>
    Written,

    /// <summary>Nothing was written: the record has another version than the caller expected.</summary>
    OtherVersion,

    /// <summary>Nothing was written: the text under this key was erased, and an erased key takes no other.</summary>
    Erased,
}

/// <summary>The outcome of a write.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Version">The record's version from now on; 0 when there is none.</param>
/// <param name="ErasedAt">When the text was erased, for <see cref="RecordVerdict.Erased"/>.</param>
public readonly record struct RecordOutcome(RecordVerdict Verdict, long Version, Instant ErasedAt = default)
{
    /// <summary>True when it was written.</summary>
    public bool IsWritten => Verdict == RecordVerdict.Written;
}

/// <summary>What an erasure found.</summary>
public enum ErasureVerdict
{
    /// <summary>The text was there and is gone.</summary>
    Erased,

    /// <summary>It had been erased before.</summary>
    ErasedBefore,

    /// <summary>No text was ever written under this key.</summary>
    NeverExisted,
}

/// <summary>The answer to an erasure.</summary>
/// <param name="Verdict">What it found.</param>
/// <param name="At">When the text was erased, the first time; <see cref="Instant.None"/> when there never was one.</param>
/// <param name="Remaining">
/// Null when no file holds anything of the text any more. Otherwise why some still do, in a sentence for operators: nobody can
/// read it through the engine, and the engine goes on clearing it away, over restarts too.
/// </param>
public readonly record struct Erasure(ErasureVerdict Verdict, Instant At, string? Remaining = null);
