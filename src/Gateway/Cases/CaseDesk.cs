using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Takes an act on a case to the unit that is to act: the origin, or whoever has custody as the origin was last told. When custody
/// has moved on meanwhile that unit says so. What was written goes with the command, into the same commit.
/// </summary>
internal sealed class CaseDesk(IHierarchyEngine engine, CommandDoor door, SentActs sent, CaseTexts texts, AccessGuard guard)
{
    /// <summary>Where cases are.</summary>
    public IHierarchyEngine Engine => engine;

    /// <summary>Carries out an act, or gives the receipt of the first time again.</summary>
    public async Task<IResult> ActAsync(CaseId id, CaseActDraft draft, HttpContext http, string key, ReadOnlyMemory<byte> body)
    {
        var operation = $"{draft.Word} {id}";
        using var passage = draft.AtOrigin ? door.Enter(http, id.Origin, key, operation, body) : door.EnterAnywhere(http, key, operation, body);
        if (passage.Problem is { } busy) return busy;
        var left = http.RequestAborted;
        // The file is read before the note of an earlier request: a file that shows what that request did was read after its commit,
        // and then the note is there too.
        if (await engine.QueryAsync(new GetCase(id), left) is not { } file) return Missing.Case();
        var first = draft.AtOrigin ? id.Origin : await sent.FindAsync(passage.Id, left);
        var (unit, nobody) = first.IsValid ? (first, null) : CustodianOf(file);
        if (nobody is not null) return nobody;
        if (await CheckAsync(Caller.Of(http), unit, draft, left) is { } refused) return refused;

        var text = draft.Text is null ? TextId.None : await texts.NameAsync(passage.Id, left);
        var (command, wrong) = await draft.MakeAsync(engine, new CaseActSetting(unit, first.IsValid), text, left);
        if (wrong is not null) return wrong;
        var records = new List<RecordChange>();
        if (draft.Text is not null) records.Add(CaseTexts.Write(text, new CaseText(id, Text: draft.Text)));
        if (!draft.AtOrigin) records.AddRange(await sent.NoteAsync(passage.Id, unit, left));
        var (answer, rejected) = await passage.SubmitAsync(unit, command!, records);
        if (rejected is not null) return rejected;
        var status = draft.Travels || await IsWithdrawnElsewhereAsync(draft, id, answer.At, left) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return Results.Json(new CaseActJson(id.ToString(), draft.Word, unit.ToString(), ToWire.Time(answer.At), Paths.Case(id)), statusCode: status);
    }

    // Only now is it known which unit acts. That whoever asks may know of the case was seen to before.
    private async ValueTask<Problem?> CheckAsync(Caller caller, UnitId unit, CaseActDraft draft, CancellationToken left) =>
        await guard.ReachAsync(caller, Right.Act, unit, left) != Reach.Allowed ? AccessGuard.Forbidden(caller, Right.Act, "id")
        : await guard.CheckNameAsync(caller, draft.By, unit, "by", left) is { } foreign ? foreign
        : draft.Other != CaseId.None ? await guard.CheckCaseAsync(caller, Right.Read, draft.Other, left, "of")
        : null;

    private static (UnitId Unit, Problem? Nobody) CustodianOf(CaseFile file) =>
        file.Custodian.IsValid ? (file.Custodian, null)
        : file.IsOpen ? (UnitId.None, InTransit)
        : (UnitId.None, Problem.Of(
            ProblemTypes.CaseNotHeld, "id", $"no unit has custody of a closed case, and this one is {Words.FineStatus.Of(file.Status)}",
            "Where the answer does not settle it, the origin can reopen it"));

    // The file remembers how the withdrawal began, so that a retry gets the status the first request got.
    private async Task<bool> IsWithdrawnElsewhereAsync(CaseActDraft draft, CaseId id, Instant at, CancellationToken left) =>
        draft.Word == "withdraw" && await engine.QueryAsync(new GetCase(id), left) is { } file
        && file.Steps.Any(step => step.Act == CaseAct.WithdrawalRequested && step.At == at);

    private static readonly Problem InTransit = Problem.Of(
        ProblemTypes.CaseInTransit, "id", "the case is on its way to another unit, and only reads are accepted while a case travels",
        "Wait the seconds in Retry-After and send the same request again") with
    { RetryAfterSeconds = GatewayLimits.RetryBusySeconds };
}
