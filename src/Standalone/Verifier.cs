using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.ReadModels;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

/// <summary>One thing that is wrong.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Where">The record, file or unit.</param>
/// <param name="What">What is wrong, and what to do.</param>
public sealed record Finding(string Check, string Where, string What);

/// <summary>What a verification saw.</summary>
/// <param name="Records">Journal records read and checked.</param>
/// <param name="Units">Units.</param>
/// <param name="Snapshots">Whole snapshots compared with the journal.</param>
/// <param name="Texts">Texts that are there and whole.</param>
/// <param name="Erasures">Texts that the list of erasures has as erased.</param>
/// <param name="Audited">Entries of the audit log that were checked.</param>
/// <param name="Findings">Everything that is wrong; empty when the data is well. At most <see cref="FindingsMax"/>.</param>
public sealed record VerificationReport(long Records, long Units, int Snapshots, long Texts, long Erasures, long Audited, IReadOnlyList<Finding> Findings)
{
    /// <summary>More findings than this are counted by the last one only.</summary>
    public const int FindingsMax = 200;

    /// <summary>True when nothing is wrong.</summary>
    public bool IsClean => Findings.Count == 0;
}

/// <summary>
/// Checks a data folder that no engine has open: every checksum, texts against the list of erasures, the chains of the audit log, the journal replayed from its first record, each snapshot against
/// that replay, every invariant that unit state can show, and the sums against a recount that shares no code with them.
/// </summary>
public sealed partial class Verifier
{
    private readonly List<Finding> findings = [];
    private readonly Action<string> progress;
    private long overflow;

    private Verifier(Action<string> progress) => this.progress = progress;

    /// <summary>Verifies a folder. Problems of the data become findings; a folder that cannot be opened at all throws.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used, for example because an engine has it open.</exception>
    public static VerificationReport Run(string dataFolder, Action<string>? progress = null)
    {
        using var folder = DataFolder.OpenExisting(dataFolder);
        return new Verifier(progress ?? (_ => { })).Run(folder);
    }

    private VerificationReport Run(DataFolder folder)
    {
        SqliteJournalStore journal;
        try
        {
            journal = SqliteJournalStore.Open(folder, new JournalStoreOptions { FinishErasures = false });
        }
        catch (Exception e) when (e is JournalDamagedException or StorageFailedException)
        {
            Add("journal", "journal.db", e.Message);
            return Report(0, 0, 0);
        }
        using (journal)
        {
            progress("Reading texts and erasures");
            CheckTexts(folder, journal);
            progress("Following the audit log's chains");
            CheckAudit(journal);
            if (LoadScheme(journal) is not { } scheme) return Report(journal.LastSequence, 0, 0);
            CheckCatalog(journal, scheme);
            progress("Replaying the journal from its first record");
            if (Load(scheme, journal, new NoSnapshots()) is not { } truth) return Report(journal.LastSequence, 0, 0);
            CheckUnits(truth.Directory);
            new CustodyCheck(truth.Directory).Run((id, what) => Add("custody", $"case {id}", what));
            progress("Counting again");
            new Recount(truth.Directory).Compare((unit, what) => Add("rollup", $"unit {unit}", what));
            var prints = truth.Directory.All().ToDictionary(unit => unit.Id, Print);
            var snapshots = CheckSnapshots(folder, scheme, journal, prints);
            CheckReadModels(folder, journal, truth.Directory);
            return Report(journal.LastSequence, prints.Count, snapshots);
        }
    }

    private LevelScheme? LoadScheme(SqliteJournalStore journal)
    {
        if (journal.GetRecord(StandaloneEngine.SchemeKey) is not { } record)
        {
            Add("scheme", "records", "The data set has no level scheme. Restore a backup.");
            return null;
        }
        var scheme = Engine.LevelSchemes.TryParse(System.Text.Encoding.UTF8.GetString(record.Value), out var problems);
        foreach (var problem in problems) Add("scheme", "records", problem);
        return scheme;
    }

    private void CheckCatalog(SqliteJournalStore journal, LevelScheme scheme)
    {
        if (journal.GetRecord(StandaloneEngine.CatalogKey) is not { } record) return;
        Engine.Catalogs.TryParse(System.Text.Encoding.UTF8.GetString(record.Value), scheme, out var problems);
        foreach (var problem in problems) Add("catalog", "records", problem);
    }

    private Recovered? Load(LevelScheme scheme, SqliteJournalStore journal, ISnapshotStore snapshots)
    {
        try
        {
            return new Recovery(scheme, journal, snapshots).Run((_, _, _) => 0);
        }
        catch (JournalDamagedException e)
        {
            Add("checksum", $"record {e.Sequence}", e.Message);
        }
        catch (Exception e) when (e is RecoveryException or CodecException or StorageFailedException)
        {
            Add("replay", "journal.db", e.Message);
        }
        return null;
    }

    private void CheckUnits(UnitDirectory directory)
    {
        foreach (var unit in directory.All())
        {
            if (!unit.Parent.IsValid && unit.Id != UnitId.Root) Add("tree", $"unit {unit.Id}", "It has no parent and is not the root.");
            for (var i = 0; i < unit.ChildCount; i++)
            {
                var child = directory.Find(unit.ChildAt(i));
                if (child is null && unit.PendingFor(i) == 0) Add("links", $"unit {unit.Id}", $"Child {unit.ChildAt(i)} was never opened and no message to it waits.");
                if (child is not null && child.Parent != unit.Id) Add("tree", $"unit {child.Id}", $"It names parent {child.Parent}, but is a child of {unit.Id}.");
                if (child is not null && child.ReceivedFromParent.Value + (uint)unit.PendingFor(i) != unit.SentTo(i).Value)
                    Add("links", $"unit {unit.Id}", $"{unit.SentTo(i).Value} messages were sent to {child.Id}, {child.ReceivedFromParent.Value} arrived and {unit.PendingFor(i)} wait.");
                if (child is not null && unit.ReceivedFrom(i).Value + (uint)child.PendingForParent != child.SentToParent.Value)
                    Add("links", $"unit {child.Id}", $"{child.SentToParent.Value} messages were sent to its parent, {unit.ReceivedFrom(i).Value} arrived and {child.PendingForParent} wait.");
            }
            for (var i = 0; i < unit.Receipts.Length; i++)
                if (!unit.ProgressOf(i).IsOrdered) Add("counters", $"unit {unit.Id}", $"Directive {unit.Receipts[i].Spec.Id}: targets ≥ delivered ≥ acknowledged ≥ completed does not hold.");
            if (unit.Receipts.Length > Limits.DirectivesPerUnitMax) Add("limits", $"unit {unit.Id}", $"It holds {unit.Receipts.Length} directives (DirectivesPerUnitMax).");
        }
    }

    private int CheckSnapshots(DataFolder folder, LevelScheme scheme, SqliteJournalStore journal, Dictionary<UnitId, ulong> prints)
    {
        var whole = 0;
        var store = new FileSnapshotStore(folder);
        foreach (var info in store.List())
        {
            progress($"Comparing snapshot {info.FileName}");
            if (info.Damage is { } damage)
            {
                Add("snapshot", info.FileName, $"{damage} Delete the file: a snapshot is only a shortcut.");
                continue;
            }
            if (Load(scheme, journal, new OneSnapshot(store, info)) is not { } loaded) continue;
            if (loaded.SnapshotBytes == 0 && IsOfEarlierVersion(store, info)) continue;
            if (loaded.SnapshotBytes == 0)
            {
                Add("snapshot", info.FileName, "It cannot be read to its end. Delete the file: a snapshot is only a shortcut.");
                continue;
            }
            whole++;
            if (loaded.Directory.Count != prints.Count) Add("snapshot", info.FileName, $"With it {loaded.Directory.Count} units are loaded, from the journal alone {prints.Count}. Delete the file.");
            foreach (var unit in loaded.Directory.All())
                if (!prints.TryGetValue(unit.Id, out var print) || !IsSame(unit, print))
                    Add("snapshot", info.FileName, $"Unit {unit.Id} differs from the journal's replay. Delete the file.");
        }
        return whole;
    }

    /// <summary>Compares a unit from a snapshot with the replay's; also what stands in front of cases that are not read yet, for the engine lives by it.</summary>
    private static bool IsSame(UnitState unit, ulong print)
    {
        try
        {
            if (unit.StoredCases is not { } stored) return Print(unit) == print;
            return Print(unit) == print && stored.Tally.Equals(unit.OwnTally.Cases) && stored.NextWake == unit.CasesWakeAt;
        }
        catch (CodecException)
        {
            return false;
        }
    }

    /// <summary>An earlier program's snapshot is passed over at a start, and nothing is wrong with it.</summary>
    private static bool IsOfEarlierVersion(FileSnapshotStore store, SnapshotInfo info)
    {
        try
        {
            using var file = store.Open(info);
            return file.Chunks().Select(chunk => chunk.Payload.Length > 0 && chunk.Payload.Span[0] is > 0 and < SnapshotWriter.FormatVersion).FirstOrDefault();
        }
        catch (Exception e) when (e is SnapshotDamagedException or StorageFailedException)
        {
            return false;
        }
    }

    private void CheckReadModels(DataFolder folder, SqliteJournalStore journal, UnitDirectory directory)
    {
        if (!File.Exists(folder.ReadModelPath)) return;
        try
        {
            using var store = ReadModelStore.OpenAsIs(folder.ReadModelPath);
            if (store.Sequence > journal.LastSequence) Add("read models", "readmodels.db", $"They stand at record {store.Sequence}, beyond the journal's end {journal.LastSequence}. Run 'hierarchysim rebuild'.");
            // Behind is lawful: the next start brings them up to date.
            if (store.Sequence != journal.LastSequence) return;
            foreach (var unit in directory.All())
                foreach (var code in unit.Synthetic ? [] : unit.Codes)
                    if (code.IsValidOn(code.ValidFrom) && !store.FindByCode(code.Value, unit.Level, code.ValidFrom).Contains(unit.Id))
                        Add("read models", $"unit {unit.Id}", $"Code {code.Value} is not found. Run 'hierarchysim rebuild'.");
        }
        catch (StorageFailedException e)
        {
            Add("read models", "readmodels.db", $"{e.Message} Run 'hierarchysim rebuild'.");
        }
    }

    /// <summary>A digest of everything durable of a unit.</summary>
    private static ulong Print(UnitState unit)
    {
        // Cases that were left as they were stored are read: it is what they mean that is compared.
        _ = unit.CaseFiles;
        var writer = new SnapshotWriter();
        writer.Write(unit);
        var digest = 14695981039346656037UL;
        foreach (var value in writer.Written) digest = (digest ^ value) * 1099511628211UL;
        return digest;
    }

    private void Add(string check, string where, string what)
    {
        if (findings.Count < VerificationReport.FindingsMax) findings.Add(new Finding(check, where, what));
        else overflow++;
    }

    private VerificationReport Report(long records, long units, int snapshots)
    {
        if (overflow > 0) findings.Add(new Finding("more", "", $"{overflow} more findings are not listed."));
        return new VerificationReport(records, units, snapshots, texts, erasures, audited, findings);
    }

    private class NoSnapshots : ISnapshotStore
    {
        public virtual IReadOnlyList<SnapshotInfo> List() => [];

        public ISnapshotWriter Begin(long startSequence) => throw new InvalidOperationException("A verification writes nothing.");

        public virtual ISnapshotReader Open(SnapshotInfo info) => throw new InvalidOperationException("There is none.");
    }

    private sealed class OneSnapshot(FileSnapshotStore store, SnapshotInfo info) : NoSnapshots
    {
        public override IReadOnlyList<SnapshotInfo> List() => [info];

        public override ISnapshotReader Open(SnapshotInfo info) => store.Open(info);
    }
}
