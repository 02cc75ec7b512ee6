using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>The process dies inside a commit.</summary>
internal sealed class DiedInCommitException : Exception;

/// <summary>
/// A journal in memory that keeps to the letter of its contract and no more. A commit that returns is durable. One that fails
/// is undone, but may come back at a crash until a later write overwrites it: the last sync failed and the disk had it after
/// all. The process may die inside a commit, just before or just after it became durable.
/// </summary>
internal sealed class SimulatedJournal(Dice dice, Sometimes sometimes) : IJournalStore
{
    private readonly List<byte[]> records = [];
    private readonly List<AuditEntry> audit = [];
    private readonly SortedDictionary<string, StoredRecord> keyed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> listed = new(StringComparer.Ordinal);
    private Action? ghost;
    private bool isSick;

    /// <summary>Chances in a thousand commits: to fail, and to die.</summary>
    public int FailsPerMille { get; set; }

    public int DiesPerMille { get; set; }

    /// <summary>A disk with a defect: a crash takes back a commit that was reported done.</summary>
    public bool ForgetsAtCrash { get; init; }

    public long LastSequence => records.Count;

    public void Commit(ReadOnlySpan<JournalRecord> added, ReadOnlySpan<RecordWrite> writes, ReadOnlySpan<AuditWrite> audits = default)
    {
        var (payloads, changes, entries) = (Copy(added), Copy(writes), audits.ToArray());
        if (Throws(DiesPerMille)) Die(() => Keep(payloads, changes, entries));
        if (isSick || Throws(FailsPerMille)) Fail(() => Keep(payloads, changes, entries));
        ghost = null;
        Keep(payloads, changes, entries);
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
        if (ForgetsAtCrash && records.Count > 0) records.RemoveAt(records.Count - 1);
    }

    /// <summary>No more faults.</summary>
    public void Recover() => (FailsPerMille, DiesPerMille, isSick) = (0, 0, false);

    public IEnumerable<JournalRecord> Read(long afterSequence)
    {
        for (var at = (int)afterSequence; at < records.Count; at++) yield return new JournalRecord(at + 1, (byte[])records[at].Clone());
    }

    public StoredRecord? GetRecord(string key) => keyed.TryGetValue(key, out var record) ? record : null;

    public IReadOnlyList<StoredRecord> ListRecords(string prefix, string? afterKey, int take) =>
        [.. keyed.Values.Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(record.Key, afterKey) > 0).Take(take)];

    public Instant NoteErasure(ErasureNote note) => listed.TryAdd(note.Key, note.At) ? note.At : listed[note.Key];

    public IReadOnlyList<ErasureNote> UnfinishedErasures =>
        [.. listed.Where(note => !keyed.TryGetValue(RecordKeys.Callers + note.Key, out var record) || !record.ErasedAt.IsSet).Select(note => new ErasureNote(note.Key, note.Value))];

    /// <summary>Memory keeps no older pages.</summary>
    public bool NeedsCleaning => false;

    public string? Clean() => null;

    public void Dispose()
    {
    }

    private bool Throws(int perMille) => dice.Below(1_000) < perMille;

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
        if (dice.Percent(50)) ghost = keep;
        if (!isSick && dice.Percent(30))
        {
            isSick = true;
            sometimes.Note("storage fell sick");
        }
        throw Refused();
    }

    private void Keep(List<byte[]> payloads, List<RecordWrite> changes, AuditWrite[] entries)
    {
        records.AddRange(payloads);
        foreach (var (unit, at, note) in entries)
        {
            var before = audit.FindLast(entry => entry.Unit == unit);
            var number = (before?.Number ?? 0) + 1;
            var hash = AuditChain.Hash(before is null ? [] : Convert.FromHexString(before.Hash), AuditChain.Encode(unit, number, at, note));
            audit.Add(new AuditEntry(audit.Count + 1, unit, number, at, note, Convert.ToHexStringLower(hash)));
        }
        foreach (var change in changes)
        {
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
            Assert.Equal(LastSequence + copies.Count + 1, record.Sequence);
            copies.Add(record.Payload.ToArray());
        }
        return copies;
    }

    private static List<RecordWrite> Copy(ReadOnlySpan<RecordWrite> writes)
    {
        var copies = new List<RecordWrite>();
        foreach (ref readonly var write in writes) copies.Add(write with { Value = write.Value is { } value ? value.ToArray() : default(ReadOnlyMemory<byte>?) });
        return copies;
    }

    private static StorageFailedException Refused() => new(StorageFailure.IoError, "The simulated disk refused.");
}
