using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>Everything durable that an engine uses: the seam at which a simulator takes the place of the disk.</summary>
internal interface IEngineStorage : IDisposable
{
    /// <summary>Facts, and small records.</summary>
    IJournalStore Journal { get; }

    /// <summary>Shortcuts for recovery.</summary>
    ISnapshotStore Snapshots { get; }

    /// <summary>Path of the read models' file; null keeps them in memory.</summary>
    string? ReadModelPath { get; }

    /// <summary>For tests: lets go as a killed process would.</summary>
    void Abandon();
}

/// <summary>A data folder.</summary>
internal sealed class FolderStorage : IEngineStorage
{
    private readonly DataFolder folder;
    private readonly SqliteJournalStore journal;

    public FolderStorage(DataFolder folder)
    {
        this.folder = folder;
        journal = SqliteJournalStore.Open(folder);
        Snapshots = new FileSnapshotStore(folder);
    }

    public IJournalStore Journal => journal;

    /// <summary>For tests that make the disk fail.</summary>
    public SqliteJournalStore Disk => journal;

    public ISnapshotStore Snapshots { get; }

    public string? ReadModelPath => folder.ReadModelPath;

    public void Abandon()
    {
        journal.Abandon();
        folder.Dispose();
    }

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }
}
