using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>Turns what the engine refused into a problem.</summary>
internal static class RefusalProblems
{
    /// <summary>The kind of problem for a refusal's code.</summary>
    public static ProblemType TypeOf(RefusalCode code) => code switch
    {
        RefusalCode.Invalid => ProblemTypes.Invalid,
        RefusalCode.UnitNotFound => ProblemTypes.UnitNotFound,
        RefusalCode.DirectiveNotFound => ProblemTypes.DirectiveNotFound,
        RefusalCode.AlreadyExists => ProblemTypes.AlreadyExists,
        RefusalCode.UnitClosed => ProblemTypes.UnitClosed,
        RefusalCode.Conflict => ProblemTypes.Conflict,
        RefusalCode.LimitReached => ProblemTypes.LimitReached,
        RefusalCode.KeyReused => ProblemTypes.KeyReused,
        RefusalCode.Overloaded => ProblemTypes.Overloaded,
        RefusalCode.StorageUnavailable => ProblemTypes.StorageUnavailable,
        RefusalCode.Stopping => ProblemTypes.Stopping,
        RefusalCode.CaseNotFound => ProblemTypes.CaseNotFound,
        RefusalCode.CaseNotHeld => ProblemTypes.CaseNotHeld,
        RefusalCode.HolderNotFound => ProblemTypes.HolderNotFound,
        RefusalCode.AssignmentNotFound => ProblemTypes.AssignmentNotFound,
        RefusalCode.Changed => ProblemTypes.PreconditionFailed,
        RefusalCode.CursorTooOld => ProblemTypes.CursorTooOld,
        _ => ProblemTypes.Internal,
    };

    /// <summary>The problem for a refusal.</summary>
    /// <param name="refusal">What the engine said.</param>
    /// <param name="unitField">What callers know the unit asked, or the case, by.</param>
    public static Problem From(Refusal refusal, string unitField = "id")
    {
        var field = refusal.Field switch
        {
            "key" => IdempotencyKey.Header,
            "edition" => IfMatch.Header,
            "unit" or "case" => unitField,
            var other => other,
        };
        var problem = Problem.Of(TypeOf(refusal.Code), field, refusal.Rule, refusal.NextStep, LimitIn(refusal.Rule));
        return problem with { RetryAfterSeconds = RetryAfter(problem.Type) };
    }

    private static int RetryAfter(ProblemType type) => type.Status switch
    {
        429 => GatewayLimits.RetryBusySeconds,
        503 => GatewayLimits.RetryUnavailableSeconds,
        _ => 0,
    };

    // Rules end with the name of the limit in brackets, where one is met.
    private static string? LimitIn(string rule)
    {
        var open = rule.LastIndexOf('(');
        if (open < 0 || !rule.EndsWith(')')) return null;
        var name = rule[(open + 1)..^1];
        return typeof(Limits).GetField(name) is null ? null : name;
    }
}
