namespace HierarchySim.Gateway;

/// <summary>
/// Tells what becomes of callers while their connections live: a request asks once who its caller is, a watch lasts. Whoever keeps
/// roles and tokens implements it; see <see cref="NoCallerChanges"/> for where nobody does.
/// </summary>
internal interface ICallerChanges
{
    /// <summary>Calls back, on any thread and soon, whenever a caller's roles changed or it is nobody any more.</summary>
    /// <param name="callerId">The caller's lasting name, <see cref="Caller.Id"/>.</param>
    /// <param name="changed">What to call. It does not block and does not throw.</param>
    /// <returns>Ends it.</returns>
    IDisposable Listen(string callerId, Action changed);

    /// <summary>The caller as it is by now, with the roles it has by now; null when it is nobody any more.</summary>
    /// <param name="caller">As it was when the connection began.</param>
    /// <param name="left">Stops waiting.</param>
    ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left);
}

/// <summary>Callers stay what they are until their time is over.</summary>
internal sealed class NoCallerChanges : ICallerChanges, IDisposable
{
    public IDisposable Listen(string callerId, Action changed) => this;

    public ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left) => ValueTask.FromResult<Caller?>(caller);

    public void Dispose()
    {
        // Nobody was told anything.
    }
}
