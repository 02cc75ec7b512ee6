using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>What was written on a case: read by those who handle it, and erasable.</summary>
internal static class CaseTextEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var texts = api.MapGroup("/cases/{id}/texts").WithTags("Cases");
        texts.MapGet("", ListAsync).Named("listCaseTexts", "What was written on a case, for those who handle it").Requires(Right.Read, At.Case).Query("holder").Reads<CaseTextListJson>(404);
        texts.MapDelete("/{textId}", EraseAsync).Named("eraseCaseText", "Erases a text for good; the case and its path stay").Requires(Right.Administer, At.CaseOrigin).Erases<ErasureJson>();
    }

    private static async Task<IResult> ListAsync(string id, string? holder, HttpContext http, IHierarchyEngine engine, CaseTexts texts, CaseTextAccess access)
    {
        var inputs = Inputs.OfAddress();
        // Whoever stands for an official reads in its name when nobody is named.
        var (caseId, reader) = (inputs.Case("id", id), holder is null ? Caller.Of(http).Holder : inputs.Holder("holder", holder));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetCase(caseId), http.RequestAborted) is not { } file) return Missing.Case();
        if (await access.CheckAsync(file, reader, http) is { } refused) return refused;
        var items = new List<CaseTextJson>();
        foreach (var step in file.Steps.Where(step => step.Text.IsValid))
            items.Add(ToWire.CaseText(step, await texts.ReadAsync(step.Text, http.RequestAborted)));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new CaseTextListJson(caseId.ToString(), ToWire.IdOrNull(file.Spec.Subject), items));
    }

    private static async Task<IResult> EraseAsync(string id, string textId, HttpContext http, IHierarchyEngine engine, CaseTexts texts, AuditTrail audit)
    {
        var left = http.RequestAborted;
        var inputs = Inputs.OfAddress();
        var (caseId, name) = (inputs.Case("id", id), inputs.TextName("textId", textId));
        if (inputs.Problem is { } wrong) return wrong;
        var stored = await texts.ReadAsync(name, left);
        if (await engine.QueryAsync(new GetCase(caseId), left) is not { } file) return Missing.Case();
        var belongs = stored.Text?.Case == caseId || file.Steps.Any(step => step.Text == name);
        if (!belongs) return NoSuchText;
        if (stored.ErasedAt.IsSet) return ErasureAnswers.Before("textId", stored.ErasedAt);
        var subject = AuditSubjects.OfText(caseId, name);
        return ErasureAnswers.Of(name, await audit.EraseAsync(http, caseId.Origin, subject, () => texts.EraseAsync(name)), "textId", NoSuchText);
    }

    private static readonly Problem NoSuchText = Problem.Of(
        ProblemTypes.TextNotFound, "textId", "the case has no text of this id", "Take the id from the path of the case");
}
