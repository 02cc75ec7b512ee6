using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What one request asks to be done about a case, read from its body but not yet addressed to a unit.</summary>
/// <param name="Word">The act, as the address and the receipt name it.</param>
/// <param name="AtOrigin">True when the origin acts; otherwise whoever has custody.</param>
/// <param name="Text">What was written; null for nothing.</param>
/// <param name="MakeAsync">Makes the command for a unit and the name of the text, or says what is wrong.</param>
internal sealed record CaseActDraft(string Word, bool AtOrigin, string? Text, MakeCaseCommand MakeAsync)
{
    /// <summary>True when the case leaves the unit by this act, so that more happens after the answer.</summary>
    public bool Travels { get; init; }

    /// <summary>In whose name; <see cref="HolderId.None"/> for the unit's own.</summary>
    public HolderId By { get; init; }

    /// <summary>Another case that is named, which whoever names it must be able to read; <see cref="CaseId.None"/> for none.</summary>
    public CaseId Other { get; init; }

    /// <summary>An act that needs no look at anything else.</summary>
    public static CaseActDraft Of(string word, bool atOrigin, string? text, Func<TextId, Command> make) =>
        new(word, atOrigin, text, (_, _, name, _) => Task.FromResult<(Command?, Problem?)>((make(name), null)));
}

/// <summary>Makes the command of an act.</summary>
/// <param name="engine">Where to look.</param>
/// <param name="setting">Which unit acts, and whether it has done so already.</param>
/// <param name="text">The name of what was written, or <see cref="TextId.None"/>.</param>
/// <param name="left">Stops looking.</param>
internal delegate Task<(Command? Command, Problem? Problem)> MakeCaseCommand(
    IHierarchyEngine engine, CaseActSetting setting, TextId text, CancellationToken left);

/// <summary>Where an act is done.</summary>
/// <param name="Unit">The unit that acts.</param>
/// <param name="Again">True when it accepted this act before: a retry is not judged by what has changed since.</param>
internal readonly record struct CaseActSetting(UnitId Unit, bool Again);
