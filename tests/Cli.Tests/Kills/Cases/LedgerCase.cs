using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

/// <summary>A request about a case. Sent again it is the same one, under the same key.</summary>
/// <param name="Word">The last part of its address; <c>cases</c> raises one.</param>
/// <param name="Path">Its address.</param>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Body">Its body; empty for none.</param>
internal sealed record CaseRequest(string Word, string Path, string Key, string Body = "");

/// <summary>What was answered to an accepted request: the step that the case's path must show.</summary>
internal readonly record struct CaseReceipt(string Act, string At, string Unit);

/// <summary>How much is to happen to a case.</summary>
internal enum CasePlan
{
    /// <summary>It is answered, and that is all.</summary>
    Answered,

    /// <summary>Nobody ever looks at it; its limits lapse.</summary>
    Left,

    /// <summary>Whatever can be done to a case, in any order.</summary>
    Full,
}

/// <summary>What the test was told of one case. Only one request on it is under way at a time, so what must be true is known exactly.</summary>
internal sealed class LedgerCase(int number, string origin, string category, int competent, CasePlan plan, int actsWanted)
{
    /// <summary>The act that each request leaves in the path.</summary>
    private static readonly Dictionary<string, string> Acts = new()
    {
        ["take"] = "taken",
        ["schedule"] = "scheduled",
        ["refer"] = "referred",
        ["answer"] = "answered",
        ["duplicate"] = "duplicate",
        ["confirm"] = "confirmed",
        ["reopen"] = "reopened",
        ["withdraw"] = "withdrawn",
    };

    public int Number => number;

    public string Origin => origin;

    public string Category => category;

    /// <summary>The lowest level that may have custody.</summary>
    public int Competent => competent;

    public CasePlan Plan => plan;

    public int ActsWanted => actsWanted;

    /// <summary>Null until it is known to be raised.</summary>
    public string? Id { get; private set; }

    public DateTimeOffset RaisedAt { get; private set; }

    public int Attempts { get; set; }

    /// <summary>Sent, and nobody knows yet what became of it.</summary>
    public CaseRequest? Pending { get; set; }

    /// <summary>Everything accepted, in the order of the answers.</summary>
    public List<CaseReceipt> Receipts { get; } = [];

    public int Opening { get; private set; } = 1;

    /// <summary>How it is closed, or will be once what is under way arrives; null while open.</summary>
    public string? Closed { get; private set; }

    /// <summary>Takes an answer in: what was accepted happened, what was refused did not. Anything else fails the test.</summary>
    public void Learn(Answer answer)
    {
        var request = Pending!;
        Pending = null;
        if (answer.IsAccepted) Accept(ReceiptOf(request, answer), answer.Body);
        else Assert.True(IsLawful(request, answer), $"{request.Path}: {answer.Status} {answer.Body}");
    }

    /// <summary>Reads what an accepted request was answered.</summary>
    public static CaseReceipt ReceiptOf(CaseRequest request, Answer answer)
    {
        Assert.True(answer.IsAccepted, $"{request.Path}: {answer.Status} {answer.Body}");
        if (request.Word == "cases") return new CaseReceipt("raised", (string)answer.Body["requested_datetime"]!, (string)answer.Body["origin"]!);
        // With 202 the origin has only asked for it; who has custody withdraws it.
        var act = request.Word == "withdraw" && answer.Status == 202 ? "withdrawalRequested" : Acts[request.Word];
        return new CaseReceipt(act, (string)answer.Body["at"]!, (string)answer.Body["unit"]!);
    }

    private void Accept(CaseReceipt receipt, JsonNode body)
    {
        Receipts.Add(receipt);
        switch (receipt.Act)
        {
            case "raised":
                Id = (string)body["service_request_id"]!;
                RaisedAt = (DateTimeOffset)body["requested_datetime"]!;
                break;
            case "reopened": (Opening, Closed) = (Opening + 1, null); break;
            case "withdrawn" or "withdrawalRequested": Closed = "withdrawn"; break;
            case "confirmed": Closed = "resolved"; break;
            case "answered" or "duplicate": Closed = receipt.Act; break;
            default: break;
        }
    }

    // Custody may have moved or be moving (409), there may be too much to do (429); the day may be over, or the unit the same (400).
    private static bool IsLawful(CaseRequest request, Answer answer) =>
        request.Word != "cases" && (answer.Status is 409 or 429 || (answer.Status == 400 && request.Word is "schedule" or "refer"));
}
