using System.Buffers;
using System.Globalization;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>What became of what a caller did. Values are part of the stored form and are never used again for anything else.</summary>
public enum AuditOutcome : byte
{
    /// <summary>It took effect, or it was shown.</summary>
    Done = 1,

    /// <summary>It was begun. A later entry of the same caller, action and subject says how it ended; where none does, a crash came between.</summary>
    Begun = 2,

    /// <summary>It was refused and changed nothing.</summary>
    Refused = 3,
}

/// <summary>
/// Who did what to which thing. Ids only: there is no member in which a text, a name or a key could be kept, and no space is
/// allowed in any of them.
/// </summary>
/// <param name="Caller">The caller's lasting id.</param>
/// <param name="Action">What was done: the id of the operation.</param>
/// <param name="Subject">
/// The id of what it was done to, such as a case, a directive or a holder. One that ends with a dash is completed with the number that
/// the command's answer carries, for what a command makes gets its number when it is accepted.
/// </param>
/// <param name="Outcome">What became of it.</param>
/// <param name="By">The official or team in whose name it was done; <see cref="HolderId.None"/> when none was named.</param>
public sealed record AuditNote(string Caller, string Action, string Subject, AuditOutcome Outcome = AuditOutcome.Done, HolderId By = default)
{
    private static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    /// <summary>What is wrong with the note; null when nothing is.</summary>
    public Refusal? Check() =>
        CheckText(nameof(Caller), Caller, Limits.AuditCallerLengthMax, nameof(Limits.AuditCallerLengthMax))
        ?? CheckText(nameof(Action), Action, Limits.AuditActionLengthMax, nameof(Limits.AuditActionLengthMax))
        ?? CheckText(nameof(Subject), Completed(int.MaxValue).Subject, Limits.AuditSubjectLengthMax, nameof(Limits.AuditSubjectLengthMax))
        ?? (Enum.IsDefined(Outcome) ? null : new Refusal(RefusalCode.Invalid, "outcome", "an audit note has one of the outcomes there are", "Correct it"));

    /// <summary>The note of an accepted command, with the number of what it made.</summary>
    /// <param name="number">The number that the answer carries.</param>
    public AuditNote Completed(int number) =>
        Subject.EndsWith('-') ? this with { Subject = string.Create(CultureInfo.InvariantCulture, $"{Subject}{number}") } : this;

    private static Refusal? CheckText(string field, string? text, int lengthMax, string limit)
    {
        if (text is { Length: > 0 } && text.Length <= lengthMax && text.AsSpan().IndexOfAnyExcept(Visible) < 0) return null;
        return new Refusal(
            RefusalCode.Invalid, field.ToLowerInvariant(), $"in an audit note it has 1 to {lengthMax} visible ASCII characters ({limit})", "Use an id of that form");
    }
}
