namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The thread around <see cref="Checkpointer"/>, and nothing more: it waits to be woken and steps. A step that fails
/// loses nothing, since the log keeps every commit; the failure is kept for the operator and the next wake tries again.
/// </summary>
internal sealed class CheckpointThread : IDisposable
{
    private readonly Checkpointer _checkpointer;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile StorageFailedException? _lastFailure;

    public CheckpointThread(Checkpointer checkpointer)
    {
        _checkpointer = checkpointer;
        _thread = new Thread(Run) { Name = "journal checkpoints", IsBackground = true };
        _thread.Start();
    }

    public StorageFailedException? LastFailure => _lastFailure;

    public void WakeIfDue()
    {
        if (_checkpointer.IsDue)
            _wake.Set();
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (_wake.WaitOne() && !_stopping)
        {
            try
            {
                if (_checkpointer.Step())
                    _lastFailure = null;
            }
            catch (StorageFailedException failure)
            {
                _lastFailure = failure;
            }
        }
    }
}
