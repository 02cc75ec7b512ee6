using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// The cluster's database, and all that is durable in it: one row for each unit, fenced by its ETag, and the feed of committed turns.
/// A write is one transaction of both. It may be refused, its answer may stay out though it is durable, and it may arrive when nobody
/// waits for it any longer.
/// </summary>
internal sealed class UnitStore(LevelScheme scheme, Dice dice, Agenda agenda, ClusterNetwork network, FaultMix faults, Sometimes sometimes, Bugs bugs)
{
    private const int WorkUs = 1_500;
    private readonly Dictionary<UnitId, UnitRow?> rows = [];
    private readonly List<JournalRecord> feed = [];
    private readonly SharedValues shared = new();
    private bool isSick;

    /// <summary>Where it is on the network.</summary>
    public required int Place { get; init; }

    /// <summary>Called in a transaction that was just kept.</summary>
    public required Action<UnitId, UnitRow> Committed { get; init; }

    /// <summary>Called to let a host die, just before or just after a write of its is kept.</summary>
    public required Action<int> Kill { get; init; }

    /// <summary>While false nothing goes wrong.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>Every committed turn, in the order of the commits.</summary>
    public IReadOnlyList<JournalRecord> Feed => feed;

    /// <summary>Units that were told to be, and are not written yet.</summary>
    public int Unborn => rows.Values.Count(row => row is null);

    /// <summary>The unit as a row holds it.</summary>
    public UnitState Decode(UnitRow row)
    {
        UnitState? made = null;
        new SnapshotReader(scheme, shared).Read(row.State, unit => made = unit);
        row.Rollup.RestoreTo(made!);
        return made!;
    }

    /// <summary>Reads a row; null when the unit was never written.</summary>
    public void Load(int host, UnitId unit, Action<UnitRow?> answer) => Call(host, () => rows.GetValueOrDefault(unit), answer);

    /// <summary>Asks whether a row still has an ETag; 0 for a unit that was never written.</summary>
    public void Check(int host, UnitId unit, long etag, Action<bool> answer) => Call(host, () => (rows.GetValueOrDefault(unit)?.ETag ?? 0) == etag, answer);

    /// <summary>Reads who is to be woken.</summary>
    public void FindDue(int host, Instant now, Action<List<UnitId>> answer) =>
        Call(host, () => rows.Where(pair => IsDue(pair.Value, now)).Select(pair => pair.Key).ToList(), answer);

    /// <summary>True when somebody is to be woken.</summary>
    public bool HasDue(Instant now) => rows.Values.Any(row => IsDue(row, now));

    private static bool IsDue(UnitRow? row, Instant now) => row is { WakeAt.IsSet: true } && row.WakeAt <= now;

    /// <summary>Writes one unit. When no answer comes, what became of it is unknown.</summary>
    public void Write(int host, UnitWrite write, Action<WriteOutcome, UnitId> answer)
    {
        var lateUs = Throws(Fault.LateCommit) ? 1_000_000 + dice.Below(5_000_000) : 0;
        if (lateUs > 0) sometimes.Note("a write arrived late");
        network.Carry(host, Place, "a write", () => agenda.In(lateUs + WorkTime(), () =>
        {
            var isLethal = Throws(Fault.DeathInCommit);
            if (isLethal && dice.Percent(50))
            {
                sometimes.Note("died before a commit became durable");
                Kill(host);
                return;
            }
            var (outcome, taken) = Commit(write);
            if (isLethal && outcome == WriteOutcome.Kept)
            {
                sometimes.Note("died after a commit became durable");
                Kill(host);
                return;
            }
            if (outcome == WriteOutcome.Kept && Throws(Fault.CommitTimeout)) sometimes.Note("a durable write was reported as a time-out");
            else network.Carry(Place, host, "a write's answer", () => answer(outcome, taken));
        }));
    }

    /// <summary>The database is well again.</summary>
    public void Heal() => isSick = false;

    private (WriteOutcome Outcome, UnitId Taken) Commit(UnitWrite write)
    {
        if (isSick || Throws(Fault.FailedCommit)) return (Refuse(), default);
        var before = rows.GetValueOrDefault(write.Unit)?.ETag ?? 0;
        if (before != write.Row.ETag && !bugs.Have(Bug.WriteWithoutFence))
        {
            sometimes.Note("a write lost to another activation's");
            return (WriteOutcome.Conflict, default);
        }
        foreach (var id in write.NewIds)
            if (rows.ContainsKey(id)) return (WriteOutcome.IdTaken, id);
        foreach (var id in write.NewIds) rows.Add(id, null);
        rows[write.Unit] = write.Row with { ETag = before + 1 };
        if (write.Turns is { } turns) feed.Add(new JournalRecord(feed.Count + 1, turns));
        Committed(write.Unit, rows[write.Unit]!);
        return (WriteOutcome.Kept, default);
    }

    private WriteOutcome Refuse()
    {
        sometimes.Note("a commit failed");
        if (!isSick && HasFaults && dice.Percent(faults[Fault.SickStorage]))
        {
            isSick = true;
            sometimes.Note("storage fell sick");
            agenda.In(1 + dice.Below(10_000_000), () =>
            {
                if (isSick) sometimes.Note("storage healed");
                isSick = false;
            });
        }
        return WriteOutcome.Refused;
    }

    private void Call<T>(int host, Func<T> work, Action<T> answer) => network.Carry(host, Place, "a question to the database", () => agenda.In(WorkTime(), () =>
    {
        var found = work();
        network.Carry(Place, host, "an answer of the database", () => answer(found));
    }));

    private int WorkTime() => 1 + dice.Below(WorkUs + (HasFaults && dice.Percent(10) ? faults[Fault.SlowDisk] * 1_000 : 0));

    private bool Throws(Fault fault) => HasFaults && dice.PerMille(faults[fault]);
}
