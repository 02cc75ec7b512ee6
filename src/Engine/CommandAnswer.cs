using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>The answer to a command.</summary>
/// <param name="Verdict"><see cref="Core.Verdict.Accepted"/>, <see cref="Core.Verdict.Repeated"/> (the first answer again) or <see cref="Core.Verdict.Refused"/>.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Number">The number the answer carries: a new directive's, else 0 or the directive's concerned.</param>
/// <param name="Refusal">Why not, when refused.</param>
public readonly record struct CommandAnswer(Verdict Verdict, Instant At, int Number, Refusal? Refusal)
{
    /// <summary>True when the command took effect, now or the first time it was sent.</summary>
    public bool IsAccepted => Verdict is Verdict.Accepted or Verdict.Repeated;

    /// <summary>A refusal as an answer.</summary>
    public static CommandAnswer Refused(Refusal refusal) => new(Verdict.Refused, default, 0, refusal);
}

/// <summary>The engine cannot take a read or a watch now, or ever for this one; the refusal says which and what to do.</summary>
public sealed class EngineUnavailableException(Refusal refusal) : Exception(refusal?.ToString())
{
    /// <summary>Why not.</summary>
    public Refusal Refusal { get; } = refusal!;
}
