using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold when the faults have stopped and nothing is left to do.</summary>
internal static class QuietChecks
{
    public static void Run(UnitsAlive units, Ledger ledger, LevelScheme scheme, Fingerprint fingerprint)
    {
        Require(ledger.Units.Count == units.Count, 14, $"{units.Count} of {ledger.Units.Count} units are open");
        foreach (var unit in ledger.Units.Values)
        {
            var live = units.Find(unit.Id)!;
            Require(!live.HasUnconfirmedMessages && !live.HasUnconfirmedSummary, 14, $"unit {unit.Id} has something unconfirmed");
            Require(live.Name == unit.Names[^1] && live.Closed is not null == unit.IsClosed, 4, $"unit {unit.Id} is '{live.Name}', closed {live.Closed}");
            fingerprint.Add(Bytes(live));
            CompareReceipts(unit, live);
            CompareCounts(unit, live, scheme);
        }
        foreach (var directive in ledger.Directives.Values.Where(directive => directive is { Ended: ReceiptFlags.None, IsRetired: false }))
            foreach (var unit in ledger.Units[directive.Id.Issuer].Subtree)
                Require(unit.Receipts.ContainsKey(directive.Id), 14, $"directive {directive.Id} never reached {unit.Id}");
        CaseChecks.RunAtQuiet(units, ledger);
        HolderChecks.RunAtQuiet(units, ledger, scheme);
        ReportChecks.RunAtQuiet(units, ledger, scheme);
        // All a unit ever applied is, number by number, what its neighbour's own history says it was told.
        foreach (var problem in new Replay(scheme, ledger.Events).FindMisheard(ledger.Events)) Require(false, 6, problem);
    }

    /// <summary>Units rebuilt from the journal alone, or from a snapshot and what came after it, are the units in memory.</summary>
    public static void CompareRecovery(EngineRun run, LevelScheme scheme, IJournalStore journal, ISnapshotStore snapshots)
    {
        var recovered = new Recovery(scheme, journal, snapshots) { UsesThreads = false }.Run((id, depth, parentShard) => RunContext.ShardFor(id, depth, parentShard, run.Context.Shards.Length)).Directory;
        CompareTo(new UnitsAlive(recovered), new UnitsAlive(run.Directory));
    }

    /// <summary>Units that were made again are the units that live.</summary>
    public static void CompareTo(UnitsAlive recovered, UnitsAlive alive)
    {
        Require(recovered.Count == alive.Count, 16, $"recovery makes {recovered.Count} units of {alive.Count}");
        foreach (var live in alive.All())
        {
            var made = recovered.Find(live.Id);
            Require(made is not null, 16, $"unit {live.Id} does not come back");
            RequireSame(live, made!, 16);
        }
    }

    /// <summary>Two units are one and the same, in what is stored of them and in what is derived.</summary>
    public static void RequireSame(UnitState live, UnitState other, int invariant)
    {
        if (!Bytes(live).SequenceEqual(Bytes(other)))
        {
            var (mine, theirs) = (Text(live), Text(other));
            Require(mine == theirs, invariant, $"unit {live.Id} is different: {Difference(mine, theirs)}");
        }
        Require(live.Counts.SameAs(other.Counts), invariant, $"unit {live.Id} has other counts");
        Require(live.Tally.Equals(other.Tally), invariant, $"unit {live.Id} has another tally");
        for (var i = 0; i < live.Receipts.Length; i++)
            Require(live.ProgressOf(i) == other.ProgressOf(i), invariant, $"unit {live.Id} has {other.ProgressOf(i)} instead of {live.ProgressOf(i)}");
    }

    private static string Difference(string mine, string theirs)
    {
        var at = mine.AsSpan().CommonPrefixLength(theirs);
        return $"…{Around(mine, at)}… and …{Around(theirs, at)}…";

        static string Around(string text, int at) => text[Math.Max(0, at - 160)..Math.Min(text.Length, at + 160)];
    }

    private static byte[] Bytes(UnitState unit)
    {
        var writer = new SnapshotWriter();
        writer.Write(unit);
        return writer.ToArray();
    }

    /// <summary>A unit laid open. Two may be the same and have other bytes: cases in custody have no order, and what a case is may be one object or several.</summary>
    public static string Text(UnitState unit)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit);
        laidOpen.HeldCases = [.. laidOpen.HeldCases.OrderBy(held => held.Spec.Id.Origin).ThenBy(held => held.Spec.Id.Number)];
        return LaidOpen.Text(laidOpen);
    }

    private static void CompareReceipts(LedgerUnit unit, UnitState live)
    {
        var expected = unit.Receipts.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.Flags} {pair.Value.Due}");
        var actual = live.Receipts.ToArray().OrderBy(receipt => receipt.Spec.Id.ToString(), StringComparer.Ordinal).Select(receipt => $"{receipt.Spec.Id} {receipt.Flags} {receipt.Spec.Due}");
        var (truth, told) = (string.Join('\n', expected), string.Join('\n', actual));
        Require(truth == told, 14, $"receipts of {unit.Id}\nledger:\n{truth}\nengine:\n{told}");
        foreach (var receipt in live.Receipts)
        {
            // A directive that its issuer ended is ended wherever it still is.
            var isEnded = receipt.Has(ReceiptFlags.Cancelled) || receipt.Has(ReceiptFlags.Superseded);
            Require(receipt.Spec.Id.Issuer == unit.Id || unit.Parent!.Receipts[receipt.Spec.Id].Due == receipt.Spec.Due, 14, $"{unit.Id} has an old due time of {receipt.Spec.Id}");
            Require(receipt.Spec.Id.Issuer == unit.Id || isEnded == ((unit.Parent!.Receipts[receipt.Spec.Id].Flags & (ReceiptFlags.Cancelled | ReceiptFlags.Superseded)) != 0), 14, $"{unit.Id} and its parent disagree on the end of {receipt.Spec.Id}");
        }
    }

    private static void CompareCounts(LedgerUnit unit, UnitState live, LevelScheme scheme)
    {
        var expected = unit.CountUnits(scheme.Levels.Count);
        Require(expected.AsSpan().SequenceEqual(live.Counts.ByLevel), 13, $"unit {unit.Id} counts {string.Join(' ', live.Counts.ByLevel.ToArray())}, the recount {string.Join(' ', expected)}");
        for (var i = 0; i < live.Receipts.Length; i++)
        {
            var id = live.Receipts[i].Spec.Id;
            var recount = unit.CountProgress(id);
            Require(live.ProgressOf(i) == recount, 13, $"unit {unit.Id} says {live.ProgressOf(i)} of {id}, the recount {recount}");
        }
    }
}
