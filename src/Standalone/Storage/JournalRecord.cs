namespace HierarchySim.Standalone.Storage;

/// <summary>One entry of the journal: opaque bytes at a place in the one global order.</summary>
/// <param name="Sequence">1, 2, 3 ... without a gap over the whole life of a data folder.</param>
/// <param name="Payload">What the engine wrote; this layer never looks inside.</param>
public readonly record struct JournalRecord(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>A change of one small durable key/value record.</summary>
/// <param name="Key">Not empty; ordered by its UTF-8 bytes.</param>
/// <param name="Value">The new value; <see langword="null"/> deletes the key.</param>
public readonly record struct RecordWrite(string Key, ReadOnlyMemory<byte>? Value);

/// <summary>A key/value record as it stands on disk.</summary>
/// <param name="Key">The key it was written under.</param>
/// <param name="Version">Grows with every write of the key, by one while it exists; a key that was deleted starts again above its last version.</param>
/// <param name="Value">The bytes last written.</param>
public readonly record struct StoredRecord(string Key, long Version, byte[] Value);
