using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>How erasures are answered, whatever the text belonged to.</summary>
internal static class ErasureAnswers
{
    /// <summary>The answer to an erasure: 204 when it is done, 202 while files are still being cleared, else a problem.</summary>
    /// <param name="name">The text.</param>
    /// <param name="erasure">What became of it.</param>
    /// <param name="field">What callers know the text by.</param>
    /// <param name="none">The problem of a text that is not there.</param>
    public static IResult Of(TextId name, Erasure erasure, string field, Problem none) => erasure.Verdict switch
    {
        ErasureVerdict.NeverExisted => none,
        ErasureVerdict.ErasedBefore => Before(field, erasure.At),
        _ when erasure.Remaining is { } remaining =>
            Results.Json(new ErasureJson(name.ToString(), ToWire.Time(erasure.At), remaining), statusCode: StatusCodes.Status202Accepted),
        _ => Results.NoContent(),
    };

    /// <summary>The problem of a text that was erased before.</summary>
    public static Problem Before(string field, Instant at) => Problem.Of(ProblemTypes.TextErased, field, $"the text was erased at {at}", "Nothing to do");
}
