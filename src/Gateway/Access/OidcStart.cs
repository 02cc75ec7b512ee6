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
            var (announced, reason) = await oidc.AskAsync(stoppingToken);
            if (reason is not null) Say(log, oidc.Authority!, reason);
            else if (announced is not null && !OidcTokens.IsSame(announced, oidc.Authority!)) SayName(log, oidc.Authority!, announced);
        }
        catch (OperationCanceledException)
        {
            // The server stops before the issuer answered.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The issuer of tokens {Authority} cannot be asked, and its tokens are answered 503 until it can: {Reason}")]
    private static partial void Say(ILogger log, string authority, string reason);

    [LoggerMessage(LogLevel.Information, "The issuer of tokens {Authority} calls itself {Announced}: tokens with that name are taken, and grants of either name are its own")]
    private static partial void SayName(ILogger log, string authority, string announced);
}
