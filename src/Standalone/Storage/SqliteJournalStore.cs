using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The journal of a data folder in one SQLite file. Commits go through one connection in WAL mode with
/// synchronous=FULL: when a commit returns, its bytes are on the disk. Checkpoints run elsewhere
/// (<see cref="Checkpointer"/>), reads have connections of their own, and <see cref="HeadMark"/> tells a torn tail
/// from a lost middle when the file is opened again.
/// </summary>
public sealed partial class SqliteJournalStore : IJournalStore
{
    private readonly string _path;
    private readonly JournalWriter _writer;
    private readonly RecordReader _records;
    private readonly AuditReader _audit;
    private readonly HeadMark _head;
    private readonly ErasureKeeper? _erasures;
    private readonly Lock _commits = new();
    private readonly CheckpointThread? _thread;
    private long _lastSequence;
    private int _writing;
    private bool _disposed;

    private SqliteJournalStore(DataFolder folder, JournalStoreOptions options, JournalWriter writer, long lastSequence)
    {
        _path = folder.JournalPath;
        _writer = writer;
        _lastSequence = lastSequence;
        _erasures = options.FinishErasures ? ErasureKeeper.Open(folder, writer) : null;
        _records = new RecordReader(_path);
        _audit = new AuditReader(_path);
        _head = HeadMark.Open(folder.HeadPath, lastSequence);
        Checkpointer = new Checkpointer(_path, options);
        _thread = options.RunCheckpointThread ? new CheckpointThread(Checkpointer) : null;
    }

    /// <inheritdoc/>
    public long LastSequence => Interlocked.Read(ref _lastSequence);

    /// <summary>For an owner that steps checkpoints itself.</summary>
    public Checkpointer Checkpointer { get; }

    /// <summary>Why the last background checkpoint failed, until one succeeds. Commits go on; the log grows meanwhile.</summary>
    public StorageFailedException? CheckpointFailure => _thread?.LastFailure;

    /// <summary>Opens the journal of a folder this process holds, or creates it in a new folder.</summary>
    /// <exception cref="DataFolderException">The file is not a journal, or of a later format.</exception>
    /// <exception cref="JournalDamagedException">Committed records are missing; nothing was changed.</exception>
    /// <exception cref="StorageFailedException">The disk or the system refused.</exception>
    public static SqliteJournalStore Open(DataFolder folder, JournalStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new JournalStoreOptions();
        try
        {
            SqliteDatabase database = JournalOpening.Open(folder, options, out long lastSequence);
            JournalWriter writer = new(database);
            DurableFile.SyncFolder(folder.Path);
            SqliteJournalStore store = new(folder, options, writer, lastSequence);
            store.CleanAtOpen();
            return store;
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, folder.HeadPath);
        }
    }

    /// <inheritdoc/>
    public void Commit(ReadOnlySpan<JournalRecord> records, ReadOnlySpan<RecordWrite> writes, ReadOnlySpan<AuditWrite> audits = default)
    {
        long last = RequireContiguous(records);
        foreach (ref readonly RecordWrite write in writes)
            ArgumentException.ThrowIfNullOrEmpty(write.Key);
        EnterWriter();
        try
        {
            lock (_commits)
            {
                if (Checkpointer.IsFinishWanted)
                    Checkpointer.FinishOn(_writer.Database);
                _writer.Commit(records, writes, audits);
                Interlocked.Exchange(ref _lastSequence, last);
                _erasures?.Committed(writes);
                AfterCommit(last);
            }
        }
        finally
        {
            LeaveWriter();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<JournalRecord> Read(long afterSequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterSequence);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ReadOn();

        IEnumerable<JournalRecord> ReadOn()
        {
            long through = LastSequence;
            using SqliteDatabase database = JournalSchema.OpenForReading(_path);
            foreach (JournalRecord record in JournalReader.Read(database, afterSequence, through))
                yield return record;
        }
    }

    /// <inheritdoc/>
    public StoredRecord? GetRecord(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _records.Get(key);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredRecord> ListRecords(string prefix, string? afterKey, int take)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _records.List(prefix, afterKey, take);
    }

    /// <inheritdoc/>
    public AuditPage ListAudit(AuditQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _audit.List(query);
    }

    /// <summary>Every entry of the audit log in the order of their places, damaged ones among them; for a verification.</summary>
    internal IEnumerable<AuditRow> ReadAudit()
    {
        using SqliteDatabase database = JournalSchema.OpenForReading(_path);
        foreach (AuditRow row in AuditRows.Read(database))
            yield return row;
    }

    /// <summary>The place of the last entry as it was noted beside the log; for a verification.</summary>
    internal AuditMark ReadAuditMark() => AuditMark.Read(_writer.Database);

    /// <inheritdoc/>
    public void Probe()
    {
        EnterWriter();
        try
        {
            lock (_commits)
                _writer.Probe();
        }
        finally
        {
            LeaveWriter();
        }
    }

    /// <summary>For tests: the file may grow to this many pages, which is how a full disk looks to SQLite.</summary>
    internal void LimitPages(long pagesMax) =>
        _writer.Database.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pagesMax}"));

    /// <summary>For tests: the connection accepts no writes from here on, as a disk that was mounted again read-only.</summary>
    internal void MakeReadOnly() => _writer.Database.Execute("PRAGMA query_only = 1");

    /// <summary>For tests: it accepts writes again.</summary>
    internal void MakeWritable() => _writer.Database.Execute("PRAGMA query_only = 0");

    /// <summary>For tests: pages of the journal's file now.</summary>
    internal long PageCount => _writer.Database.Scalar("PRAGMA page_count");

    /// <summary>For tests: lets go as a killed process would, with no checkpoint and no tidying.</summary>
    internal void Abandon() => Close(drain: false);

    /// <summary>A clean close: the log is moved into the main file, which then holds everything.</summary>
    public void Dispose() => Close(drain: true);

    private void Close(bool drain)
    {
        lock (_cleaning)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        _thread?.Dispose();
        _records.Dispose();
        _audit.Dispose();
        _writer.Dispose();
        try
        {
            if (drain)
                Checkpointer.Drain();
        }
        catch (StorageFailedException)
        {
            // The log keeps every commit; the next open reads it.
        }
        Checkpointer.Dispose();
        _head.Dispose();
    }

    private long RequireContiguous(ReadOnlySpan<JournalRecord> records)
    {
        long last = LastSequence;
        foreach (ref readonly JournalRecord record in records)
        {
            if (record.Sequence != ++last)
                throw new ArgumentException($"Record {record.Sequence} was given where {last} is next.", nameof(records));
        }
        return last;
    }

    /// <summary>The commit stands whatever happens here: a mark that stays behind looks like a crash, and a crash is fine.</summary>
    private void AfterCommit(long last)
    {
        try
        {
            _head.Write(last);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            // Stays behind until the next commit writes it.
        }
        Checkpointer.NotePagesAdded(_writer.Database.TakePagesWritten());
        _thread?.WakeIfDue();
    }

    /// <summary>Two threads that commit at once are a bug of the caller, and are told so rather than queued.</summary>
    private void EnterWriter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _writing, 1) != 0)
            throw new InvalidOperationException("The journal has one writer, and another thread is writing.");
    }

    private void LeaveWriter() => Interlocked.Exchange(ref _writing, 0);
}
