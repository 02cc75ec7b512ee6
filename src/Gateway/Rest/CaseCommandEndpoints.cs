using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>
/// What is done about a case. Whoever has custody takes, answers, refers, schedules, or finds it a duplicate; the origin confirms,
/// reopens, withdraws. The answer is a receipt: it stays true when the case moves on, so a retry gets the same one.
/// </summary>
internal static class CaseCommandEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases/{id}").WithTags("Cases");
        cases.MapPost("/take", (string id, HttpContext http, CaseDesk desk) => ActAsync(id, http, desk, TakeCaseRequest.Instance, FromWire.Take))
            .Named("takeCase", "Somebody at the custodian takes the case up").Requires(Right.Act, At.Case).MayTake<TakeCaseRequest, CaseActJson>(200);
        cases.MapPost("/answer", (string id, HttpContext http, CaseDesk desk) => ActAsync<AnswerCaseRequest>(id, http, desk, null, FromWire.Answer))
            .Named("answerCase", "The custodian answers; the answer goes back to the origin").Requires(Right.Act, At.Case).Takes<AnswerCaseRequest, CaseActJson>(200);
        cases.MapPost("/refer", (string id, HttpContext http, CaseDesk desk) => ActAsync<ReferCaseRequest>(id, http, desk, null, FromWire.Refer))
            .Named("referCase", "The custodian is not competent and sends the case to the unit that is").Requires(Right.Act, At.Case).Takes<ReferCaseRequest, CaseActJson>(202);
        cases.MapPost("/schedule", (string id, HttpContext http, CaseDesk desk) => ActAsync<ScheduleCaseRequest>(id, http, desk, null, FromWire.Schedule))
            .Named("scheduleCase", "The custodian gives the work a day, which is the clock from then on").Requires(Right.Act, At.Case).Takes<ScheduleCaseRequest, CaseActJson>(200);
        cases.MapPost("/duplicate", (string id, HttpContext http, CaseDesk desk) => ActAsync<DuplicateCaseRequest>(id, http, desk, null, FromWire.Duplicate))
            .Named("closeDuplicateCase", "The custodian closes the case because another is about the same").Requires(Right.Act, At.Case).Takes<DuplicateCaseRequest, CaseActJson>(200);
        cases.MapPost("/confirm", (string id, HttpContext http, CaseDesk desk) => ActAsync(id, http, desk, NothingRequest.Instance, FromWire.Confirm))
            .Named("confirmCase", "The origin confirms the answer").Requires(Right.Act, At.CaseOrigin).TakesNothing<CaseActJson>(200);
        cases.MapPost("/reopen", (string id, HttpContext http, CaseDesk desk) => ActAsync<ReopenCaseRequest>(id, http, desk, null, FromWire.Reopen))
            .Named("reopenCase", "The origin is not satisfied; the case climbs again").Requires(Right.Act, At.CaseOrigin).Takes<ReopenCaseRequest, CaseActJson>(202);
        cases.MapPost("/withdraw", (string id, HttpContext http, CaseDesk desk) => ActAsync(id, http, desk, NothingRequest.Instance, FromWire.Withdraw))
            .Named("withdrawCase", "The origin takes the case back; 202 while another unit has it").Requires(Right.Act, At.CaseOrigin).TakesNothing<CaseActJson>(200).Produces<CaseActJson>(202);
    }

    private static async Task<IResult> ActAsync<TRequest>(
        string id, HttpContext http, CaseDesk desk, TRequest? whenEmpty, Func<CaseId, TRequest, Inputs, CaseActDraft> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var caseId = address.Case("id", id);
        if (address.Problem is { } wrong) return wrong;
        var sent = await KeyedBody.ReadAsync(http.Request, whenEmpty);
        if (sent.Problem is { } unreadable) return unreadable;
        var inputs = Inputs.OfBody(desk.Engine.Scheme);
        var draft = read(caseId, sent.Value, inputs);
        if (inputs.Problem is { } broken) return broken;
        return await desk.ActAsync(caseId, draft, http, sent.Key, sent.Bytes);
    }
}
