using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>
/// The last line: whatever goes wrong behind it leaves as a problem, and nothing of an exception reaches a caller. Answers
/// that routing gives without a body (no such address, wrong method) get one here too.
/// </summary>
internal sealed class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var problem = await RunAsync(http);
        if (http.RequestAborted.IsCancellationRequested) return;
        problem ??= ForEmptyAnswer(http);
        if (problem is null) return;
        if (http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
            return;
        }
        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
        await problem.ExecuteAsync(http);
    }

    private async Task<Problem?> RunAsync(HttpContext http)
    {
        try
        {
            await next(http);
            return null;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller left. A command it sent takes effect all the same.
            return null;
        }
        catch (EngineUnavailableException e)
        {
            return RefusalProblems.From(e.Refusal);
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : Unreadable;
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            log.LogError(e, "{Method} {Endpoint} failed", http.Request.Method, http.GetEndpoint()?.DisplayName);
            return Defect;
        }
    }

    private static Problem? ForEmptyAnswer(HttpContext http)
    {
        var response = http.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentType is not null) return null;
        return response.StatusCode switch
        {
            404 => new Problem(ProblemTypes.NotFound, "Nothing is at this address. See /openapi/v1.json for what there is."),
            405 => new Problem(ProblemTypes.MethodNotAllowed, $"This address takes {response.Headers.Allow} only. Use that method."),
            413 => TooLarge,
            415 => RequestBody.NotJson,
            < 500 => Unreadable,
            _ => Defect,
        };
    }

    private static readonly Problem TooLarge = RequestBody.TooLarge;
    private static readonly Problem Unreadable = new(ProblemTypes.BadRequest, "The request cannot be read. Send it again.");
    private static readonly Problem Defect = new(
        ProblemTypes.Internal,
        "This is a defect of the server, not of the request. Send the same request again; if it keeps failing, report it with the time.");
}
