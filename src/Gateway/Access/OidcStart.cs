using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>
/// Asks the issuer of tokens when the server starts, without keeping the start waiting: a wrong address or a closed way out is told to
/// the operator then, and not by the first caller who cannot come in.
/// </summary>
internal sealed partial class OidcStart(OidcTokens oidc, ILogger<OidcStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What follows may take a while before it first waits.
        await Task.Yield();
        try
        {
            if (await oidc.AskAsync(stoppingToken) is { } reason) Say(log, oidc.Authority!, reason);
        }
        catch (OperationCanceledException)
        {
            // The server stops before the issuer answered.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The issuer of tokens {Authority} cannot be asked, and its tokens are answered 503 until it can: {Reason}")]
    private static partial void Say(ILogger log, string authority, string reason);
}
