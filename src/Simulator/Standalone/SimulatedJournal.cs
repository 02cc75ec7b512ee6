using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Simulator.Standalone;

/// <summary>The process dies inside a commit.</summary>
internal sealed class DiedInCommitException : Exception;

/// <summary>
/// A journal in memory that keeps to the letter of its contract and no more. A commit that returns is durable. One that fails
/// is undone, but may come back at a crash until a later write overwrites it: the last sync failed and the disk had it after
/// all. The process may die inside a commit, just before or just after it became durable. Every record has its checksum, which a
/// read verifies, so that a turned bit is found as the real journal finds it.
/// </summary>
internal sealed class SimulatedJournal(Dice dice, FaultMix faults, Sometimes sometimes, Bugs bugs) : IJournalStore
{
    // A start from a snapshot reads no record further back; what lies there is for `verify` to find.
    private const int RecordsAlwaysRead = 256;
    private readonly List<(byte[] Payload, uint Checksum)> records = [];
    private readonly List<AuditEntry> audit = [];
    private readonly SortedDictionary<string, StoredRecord> keyed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> listed = new(StringComparer.Ordinal);
    private Action? ghost;
    private bool isSick;

    private (int Record, int Bit)? flipped;
    private bool isNewer;
    private Action? early;

    /// <summary>While false nothing goes wrong.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>What this start has to refuse, or null: a turned bit, or a newer program's record.</summary>
    public string? Unreadable => flipped is not null ? "a bit of the journal was turned" : isNewer ? "the journal had a newer program's record" : null;

    public long LastSequence => records.Count + (isNewer ? 1 : 0);

    public void Commit(ReadOnlySpan<JournalRecord> added, ReadOnlySpan<RecordWrite> writes, ReadOnlySpan<AuditWrite> audits = default)
    {
        var (payloads, changes, entries) = (Copy(added), Copy(writes), audits.ToArray());
        if (bugs.Have(Bug.JournalSkipsARecord) && payloads.Count > 0 && IsOnlyHeard(payloads[0]) && dice.Percent(20)) payloads[0] = [TurnWriter.FormatVersion, 0];
        if (Throws(Fault.DeathInCommit)) Die(() => Keep(payloads, changes, entries));
        if (isSick || Throws(Fault.FailedCommit)) Fail(() => Keep(payloads, changes, entries));
        ghost = null;
        early?.Invoke();
        early = null;
        if (bugs.Have(Bug.CommitAnswersEarly) && dice.Percent(10)) early = () => Keep(payloads, changes, entries);
        else Keep(payloads, changes, entries);
    }

    public AuditPage ListAudit(AuditQuery query)
    {
        AuditEntry[] wanted = [.. audit.AsEnumerable().Reverse()
            .Where(entry => (query.Before == 0 || entry.Place < query.Before) && query.Wants(entry.Unit, entry.At, entry.Note)).Take(query.Take)];
        return new AuditPage(wanted, wanted.Length == query.Take ? wanted[^1].Place : 0);
    }

    public void Probe()
    {
        if (isSick && dice.Percent(50)) throw Refused();
        if (isSick) sometimes.Note("storage healed");
        isSick = false;
        ghost = null;
    }

    /// <summary>What a power cut leaves.</summary>
    public void Crash()
    {
        if (ghost is { } returned && dice.Percent(50))
        {
            returned();
            sometimes.Note("a commit reported as failed was there after a crash");
        }
        ghost = null;
        isSick = false;
        early = null;
        if (bugs.Have(Bug.DiskForgetsAtCrash) && records.Count > 0) records.RemoveAt(records.Count - 1);
        if (!HasFaults || records.Count == 0) return;
        if (dice.Percent(faults[Fault.FlippedJournal])) flipped = (records.Count - 1 - dice.Below(Math.Min(records.Count, RecordsAlwaysRead)), dice.Below(8));
        else isNewer = dice.Percent(faults[Fault.NewerEvents]);
    }

    /// <summary>Somebody saw to it: the file is the good copy again, or the newer program has undone its record.</summary>
    public void Repair() => (flipped, isNewer) = (null, false);

    /// <summary>Storage is well again.</summary>
    public void Heal() => isSick = false;

    public IEnumerable<JournalRecord> Read(long afterSequence)
    {
        for (var at = (int)afterSequence; at < records.Count; at++)
        {
            var payload = (byte[])records[at].Payload.Clone();
            if (flipped is { } place && place.Record == at) payload[payload.Length / 2] ^= (byte)(1 << place.Bit);
            if (Crc32C.Of(at + 1, payload) != records[at].Checksum) throw new JournalDamagedException(at + 1, "its checksum does not match.");
            yield return new JournalRecord(at + 1, payload);
        }
        if (isNewer) yield return new JournalRecord(records.Count + 1, (byte[])[byte.MaxValue]);
    }

    public StoredRecord? GetRecord(string key) => keyed.TryGetValue(key, out var record) ? record : null;

    public IReadOnlyList<StoredRecord> ListRecords(string prefix, string? afterKey, int take) =>
        [.. keyed.Values.Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(record.Key, afterKey) > 0).Take(take)];

    public Instant NoteErasure(ErasureNote note) => listed.TryAdd(note.Key, note.At) ? note.At : listed[note.Key];

    public IReadOnlyList<ErasureNote> UnfinishedErasures =>
        [.. listed.Where(note => !keyed.TryGetValue(RecordKeys.Callers + note.Key, out var record) || !record.ErasedAt.IsSet).Select(note => new ErasureNote(note.Key, note.Value))];

    /// <summary>How much is kept: records, keyed records by their versions, entries of the audit log.</summary>
    public (int Records, long Keyed, int Audit) Stored => (records.Count, keyed.Values.Sum(record => record.Version + record.Value.Length), audit.Count);

    /// <summary>How many records were kept.</summary>
    public long KeptCount => records.Count;

    /// <summary>The records after a number as they were kept, whatever a reader would see.</summary>
    public IEnumerable<JournalRecord> Kept(long after) => Enumerable.Range((int)after, records.Count - (int)after).Select(at => new JournalRecord(at + 1, records[at].Payload));

    /// <summary>Memory keeps no older pages.</summary>
    public bool NeedsCleaning => false;

    public string? Clean() => null;

    public void Dispose()
    {
    }

    private bool Throws(Fault fault) => HasFaults && dice.PerMille(faults[fault]);

    private void Die(Action keep)
    {
        var isDurable = dice.Percent(50);
        if (isDurable) keep();
        sometimes.Note(isDurable ? "died after a commit became durable" : "died before a commit became durable");
        throw new DiedInCommitException();
    }

    private void Fail(Action keep)
    {
        sometimes.Note("a commit failed");
        if (dice.Percent(faults[Fault.ReturningCommit])) ghost = keep;
        if (!isSick && HasFaults && dice.Percent(faults[Fault.SickStorage]))
        {
            isSick = true;
            sometimes.Note("storage fell sick");
        }
        throw Refused();
    }

    private void Keep(List<byte[]> payloads, List<RecordWrite> changes, AuditWrite[] entries)
    {
        foreach (var payload in payloads) records.Add((payload, Crc32C.Of(records.Count + 1, payload)));
        foreach (var (unit, at, note) in entries)
        {
            var before = audit.FindLast(entry => entry.Unit == unit);
            var number = (before?.Number ?? 0) + 1;
            var hash = AuditChain.Hash(before is null ? [] : Convert.FromHexString(before.Hash), AuditChain.Encode(unit, number, at, note));
            audit.Add(new AuditEntry(audit.Count + 1, unit, number, at, note, Convert.ToHexStringLower(hash)));
        }
        foreach (var change in changes)
        {
            if (bugs.Have(Bug.IncarnationNotKept) && change.Key.Contains("incarnation", StringComparison.Ordinal)) continue;
            var before = GetRecord(change.Key) ?? default;
            var outcome = change.Judge(before.Version, before.ErasedAt, before.Version + 1);
            change.Receipt?.Outcome = outcome;
            if (!outcome.IsWritten) continue;
            if (change.Value is null && !change.ErasedAt.IsSet) keyed.Remove(change.Key);
            else keyed[change.Key] = new StoredRecord(change.Key, outcome.Version, change.Value?.ToArray() ?? [], change.ErasedAt);
        }
    }

    private List<byte[]> Copy(ReadOnlySpan<JournalRecord> added)
    {
        var copies = new List<byte[]>();
        foreach (ref readonly var record in added)
        {
            if (record.Sequence != LastSequence + copies.Count + 1) throw new ArgumentException($"Record {record.Sequence} follows {LastSequence + copies.Count}.", nameof(added));
            copies.Add(record.Payload.ToArray());
        }
        return copies;
    }

    // Turns that no command caused: nobody waits for an answer to them.
    private static bool IsOnlyHeard(byte[] payload)
    {
        var isOnlyHeard = true;
        new TurnReader().Read(payload, turn => isOnlyHeard &= turn.Command is null);
        return isOnlyHeard;
    }

    private static List<RecordWrite> Copy(ReadOnlySpan<RecordWrite> writes)
    {
        var copies = new List<RecordWrite>();
        foreach (ref readonly var write in writes) copies.Add(write with { Value = write.Value is { } value ? value.ToArray() : default(ReadOnlyMemory<byte>?) });
        return copies;
    }

    private static StorageFailedException Refused() => new(StorageFailure.IoError, "The simulated disk refused.");
}
