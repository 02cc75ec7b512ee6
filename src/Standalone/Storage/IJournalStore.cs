using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The durable half of the engine: one journal in one global order, and small key/value records that commit
/// together with it. One thread commits (the journal writer); reads may come from any thread at any time.
/// </summary>
public interface IJournalStore : IDisposable
{
    /// <summary>The highest durable sequence; 0 when the journal is empty. Safe to read from any thread.</summary>
    long LastSequence { get; }

    /// <summary>
    /// Writes everything in one transaction and returns when it is durable. The records continue at
    /// <see cref="LastSequence"/> + 1; a gap is a bug of the caller and throws <see cref="ArgumentException"/>.
    /// A key may be written more than once in a call; the writes apply in order. So do the entries of the audit log: each gets the
    /// next number of its unit.
    /// </summary>
    /// <exception cref="StorageFailedException">
    /// Storage refused; <see cref="LastSequence"/> and every read are as before the call. When the very last sync to
    /// disk failed, a power cut may still bring the commit back; the next successful commit or <see cref="Probe"/>
    /// overwrites it and so settles the question.
    /// </exception>
    void Commit(ReadOnlySpan<JournalRecord> records, ReadOnlySpan<RecordWrite> writes, ReadOnlySpan<AuditWrite> audits = default);

    /// <summary>
    /// The records after <paramref name="afterSequence"/>, in order, each with its checksum and its place verified,
    /// up to at least the <see cref="LastSequence"/> of the moment the enumeration starts. Uses a connection of its
    /// own and may run while commits go on. Each payload is a fresh array that the caller owns.
    /// </summary>
    /// <exception cref="JournalDamagedException">A record is missing, misplaced or altered.</exception>
    IEnumerable<JournalRecord> Read(long afterSequence);

    /// <summary>The record under a key, or <see langword="null"/>. Any thread.</summary>
    StoredRecord? GetRecord(string key);

    /// <summary>
    /// The records whose key starts with <paramref name="prefix"/> (empty: all), in the byte order of their UTF-8
    /// keys, after <paramref name="afterKey"/> when given, at most <paramref name="take"/>. Any thread.
    /// </summary>
    IReadOnlyList<StoredRecord> ListRecords(string prefix, string? afterKey, int take);

    /// <summary>Entries of the audit log, newest first, as <see cref="IAuditLog.ListAsync"/> says. Any thread.</summary>
    /// <exception cref="StorageFailedException">Storage refused, or an entry is damaged.</exception>
    AuditPage ListAudit(AuditQuery query);

    /// <summary>
    /// Notes durably, outside the journal, that a text is to be erased: before the commit that erases it, so that no crash
    /// and no restored backup loses an erasure. From here on it will be carried out. Any thread.
    /// </summary>
    /// <returns>The time of its first note.</returns>
    /// <exception cref="StorageFailedException">Storage refused; it may be carried out all the same.</exception>
    Instant NoteErasure(ErasureNote note);

    /// <summary>Erasures that were noted and not yet committed. Any thread.</summary>
    IReadOnlyList<ErasureNote> UnfinishedErasures { get; }

    /// <summary>Erasures were committed, and older copies of their texts may still lie in the files. It survives a restart.</summary>
    bool NeedsCleaning { get; }

    /// <summary>
    /// Removes what is left of erased texts outside their place: older pages in the log. Waits a second at most for readers that
    /// hold the log. Any thread, and not the one that commits.
    /// </summary>
    /// <returns>Null when nothing is left; otherwise what is in the way, in a sentence.</returns>
    /// <exception cref="StorageFailedException">Storage refused; a later call tries again.</exception>
    string? Clean();

    /// <summary>
    /// A tiny durable write that changes nothing visible: returns when storage is well, throws
    /// <see cref="StorageFailedException"/> otherwise. For the thread that commits, after a failed commit.
    /// </summary>
    void Probe();
}
