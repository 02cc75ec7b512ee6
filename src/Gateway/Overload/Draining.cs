using Microsoft.Extensions.Hosting;

namespace HierarchySim.Gateway;

/// <summary>
/// The way to a stop: readiness fails first, so that load balancers send nothing new; requests are served for a while yet and told to
/// close their connection; only then the server stops. The host waits for this before it stops anything else.
/// </summary>
internal sealed class Draining(OverloadOptions options, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool hasBegun;

    /// <summary>True from the moment the stop was asked for.</summary>
    public bool HasBegun => hasBegun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        hasBegun = true;
        if (options.Drain <= TimeSpan.Zero) return;
        try
        {
            await Task.Delay(options.Drain, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host has no more time to give.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
