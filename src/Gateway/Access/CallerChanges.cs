namespace HierarchySim.Gateway;

/// <summary>Tells watches of the live hub what becomes of their callers.</summary>
internal sealed class CallerChanges(CallerSignals signals, ICallerWatch watch) : ICallerChanges
{
    public IDisposable Listen(string callerId, Action changed) => new Listener(signals, callerId, changed);

    public ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left) => watch.RenewAsync(caller, left);

    /// <summary>A signal is given once; whoever listens on asks for the next before it looks.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly CallerSignals signals;
        private readonly string callerId;
        private readonly Action changed;
        private readonly Lock gate = new();
        private CancellationTokenRegistration heard;
        private bool isOver;

        public Listener(CallerSignals signals, string callerId, Action changed)
        {
            (this.signals, this.callerId, this.changed) = (signals, callerId, changed);
            Register();
        }

        public void Dispose()
        {
            lock (gate)
            {
                isOver = true;
                heard.Unregister();
            }
        }

        private void Register()
        {
            lock (gate)
                if (!isOver) heard = signals.Of(callerId).UnsafeRegister(_ => Hear(), null);
        }

        private void Hear()
        {
            Register();
            changed();
        }
    }
}
