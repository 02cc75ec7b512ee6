using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Who may read the texts of a case: officials and teams who handle it. Those are the active ones of the unit that raised it, of the
/// unit that has custody and of units that acted on it, and whoever holds one of these today; and never the official it is about,
/// nor a team with that official in it, who must not learn who raised it. A caller reads in its own official's name; only an
/// administrator of the unit that raised it names others.
/// </summary>
/// <remarks>All of the rule is here, and whatever it says is audited: reads that it allows are reads of personal data.</remarks>
internal sealed class CaseTextAccess(IHierarchyEngine engine, AccessGuard guard, AuditTrail audit)
{
    /// <summary>Why a holder may not read a case's texts; null when it may. Either is in the audit log by then.</summary>
    /// <param name="file">The case.</param>
    /// <param name="reader">The official or team who would read; none where neither the request nor the caller's key names one.</param>
    /// <param name="http">The request.</param>
    public async Task<Problem?> CheckAsync(CaseFile file, HolderId reader, HttpContext http)
    {
        var (left, origin) = (http.RequestAborted, file.Spec.Id.Origin);
        // Only who may name others is asked for a name; nobody else would get further with one.
        if (!reader.IsValid && await guard.ReachAsync(Caller.Of(http), Right.Administer, origin, left) == Reach.Allowed) return Nameless;
        var refused = !reader.IsValid ? Nobody : await guard.CheckNameAsync(Caller.Of(http), reader, Right.Administer, file.Spec.Id.Origin, "holder", left) ?? await FindReasonAsync(file, reader, left);
        await audit.RecordAsync(http, file.Spec.Id.Origin, file.Spec.Id.ToString(), refused is null ? AuditOutcome.Done : AuditOutcome.Refused, reader);
        return refused;
    }

    private async Task<Problem?> FindReasonAsync(CaseFile file, HolderId reader, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetHolder(reader), left) is not { } view || !HolderActs.IsActive(view) || Includes(view, file.Spec.Subject)) return NotAHandler;
        foreach (var unit in file.Handlers())
            if (await engine.StandsForAsync(reader, unit, left)) return null;
        return NotAHandler;
    }

    private static bool Includes(HolderView view, HolderId official) =>
        official.IsValid && (view.Id == official || view.Team?.Members.Contains(official) == true);

    private static readonly Problem Nameless = Problem.Of(
        ProblemTypes.InvalidParameter, "holder", "it is required: texts are read in the name of an official or a team who handles the case",
        "Add it, such as ?holder=4-1");

    private static readonly Problem Nobody = Problem.Of(
        ProblemTypes.Forbidden, "holder", "texts are read in the name of an official, and your token stands for none",
        "An administrator makes keys that stand for an official; GET /api/v1/me says what you have");

    // One answer for all refusals: another would tell the subject of a case that it is about them.
    private static readonly Problem NotAHandler = Problem.Of(
        ProblemTypes.NotAHandler, "holder", "only officials and teams who handle a case read its texts, and never whom it is about",
        "Ask an official of the unit that raised it or has custody of it");
}
