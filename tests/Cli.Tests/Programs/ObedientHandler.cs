using System.Net;

namespace HierarchySim.Cli.Tests;

/// <summary>Does what a server asks of a caller that sends too much: it waits the seconds in Retry-After and sends the same request again.</summary>
internal sealed class ObedientHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests || answer.Headers.RetryAfter?.Delta is not { } wait) return answer;
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            // Other refusals with this status are about the engine or the thing itself, and are the test's to judge.
            if (!(await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("/problems/too-many-requests", StringComparison.Ordinal)) return answer;
            answer.Dispose();
            await Task.Delay(wait, cancellationToken);
        }
    }
}
