using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.ReadModels;

/// <summary>
/// Follows the journal and keeps the read models up to date, on a thread of its own and never in the way of a commit. Payloads
/// without anything listed are skipped unread: a million deliveries cost it a look at one byte per batch.
/// </summary>
internal sealed class Projector : IDisposable
{
    private const int RecordsPerTransaction = 256;
    private readonly LevelScheme scheme;
    private readonly IJournalStore journal;
    private readonly AutoResetEvent signal = new(false);
    private readonly Lock gate = new();
    private readonly List<(long Sequence, TaskCompletionSource Source)> waiting = [];
    private readonly Action<string> report;
    private Thread? thread;
    private volatile string? lastFailure;
    private volatile bool stopping;
    private bool ended;

    public Projector(LevelScheme scheme, IJournalStore journal, string? path, Action<string> report)
    {
        this.scheme = scheme;
        this.journal = journal;
        this.report = report;
        Store = ReadModelStore.Open(path, journal.LastSequence);
    }

    public ReadModelStore Store { get; }

    /// <summary>Why lists and searches fall behind, in a sentence; null while they do not.</summary>
    public string? LastFailure => lastFailure is { } cause ? $"Lists and searches are not brought up to date: {cause} Run 'hierarchysim verify'." : null;

    public void Start()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "read models" };
        thread.Start();
    }

    /// <summary>Something was committed.</summary>
    public void Wake() => signal.Set();

    /// <summary>Completes when everything up to a sequence is projected.</summary>
    public Task WaitAsync(long sequence)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (ended) return Task.FromCanceled(new CancellationToken(true));
            if (Store.Sequence >= sequence) return Task.CompletedTask;
            waiting.Add((sequence, source));
        }
        Wake();
        return source.Task;
    }

    /// <summary>Projects some records; false when there are none.</summary>
    public bool Step()
    {
        if (journal.LastSequence <= Store.Sequence) return false;
        var batch = new List<(long, IReadOnlyList<Turn>)>();
        // A reader shares what it has read; one for ever would keep all of it.
        var reader = new TurnReader();
        foreach (var record in journal.Read(Store.Sequence))
        {
            var turns = new List<Turn>();
            if (TurnWriter.IsListed(record.Payload.Span)) reader.Read(record.Payload.Span, turns.Add);
            batch.Add((record.Sequence, turns));
            if (batch.Count == RecordsPerTransaction) break;
        }
        if (batch.Count == 0) return false;
        Store.Project(batch, scheme.LevelOf);
        lastFailure = null;
        lock (gate)
        {
            foreach (var (sequence, source) in waiting)
                if (sequence <= Store.Sequence) source.TrySetResult();
            waiting.RemoveAll(wait => wait.Source.Task.IsCompleted);
        }
        return true;
    }

    public void Dispose()
    {
        stopping = true;
        Wake();
        thread?.Join();
        Store.Dispose();
        signal.Dispose();
        lock (gate)
        {
            ended = true;
            foreach (var (_, source) in waiting) source.TrySetCanceled();
        }
    }

    private void Fail(Exception cause)
    {
        if (cause.Message != lastFailure) report($"The read models cannot be brought up to date: {cause.Message}");
        lastFailure = cause.Message;
        lock (gate)
        {
            foreach (var (_, source) in waiting) source.TrySetException(cause);
            waiting.Clear();
        }
    }

    private void Run()
    {
        while (!stopping)
        {
            try
            {
                if (Step()) continue;
            }
            catch (Exception e) when (e is StorageFailedException or JournalDamagedException or CodecException)
            {
                // Lists fall behind and say so by their time; commands and live units are not touched.
                Fail(e);
            }
            signal.WaitOne();
        }
    }
}
