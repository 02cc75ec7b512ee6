using HierarchySim.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace HierarchySim.Gateway;

/// <summary>
/// The header by which a caller says what it saw: the change is made only while the thing is still so. It looks at the edition in the
/// tag and not at counters, so an acknowledgement somewhere below does not stand in the way of a new name. The unit itself decides, in
/// the turn of the change. Source: RFC 9110, 13.1.1, and RFC 6585, 3 for 428.
/// </summary>
/// <param name="Editions">The editions that will do; null for any.</param>
internal readonly record struct IfMatch(Edition[]? Editions)
{
    /// <summary>Its name.</summary>
    public const string Header = "If-Match";

    /// <summary>
    /// The operations that take it, and whether they must have it: those that replace a thing as a whole must, for there a caller that
    /// did not see the last change would undo it. '*' says that it is to be replaced whatever it is.
    /// </summary>
    public static IReadOnlyDictionary<string, bool> Operations { get; } = new Dictionary<string, bool>
    {
        ["renameUnit"] = false,
        ["changeUnitCode"] = false,
        ["closeUnit"] = false,
        ["updateDirective"] = true,
        ["cancelDirective"] = false,
        ["changeOfficial"] = true,
        ["endOfficial"] = false,
        ["changeTeam"] = true,
        ["endTeam"] = false,
        ["replaceCatalog"] = true,
    };

    /// <summary>Reads it where the operation takes it, or says what is wrong.</summary>
    public static Problem? TryRead(HttpContext http, out IfMatch condition)
    {
        condition = default;
        var operation = http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (operation is null || !Operations.TryGetValue(operation, out var required)) return null;
        var sent = http.Request.Headers.IfMatch;
        if (sent.Count == 0) return required ? Required : null;
        if (!EntityTagHeaderValue.TryParseStrictList(sent, out var tags) || tags.Count == 0 || tags.Count > Limits.EditionsPerCommandMax) return NoTag;
        if (tags.Contains(EntityTagHeaderValue.Any)) return null;
        // A weak tag stands for numbers, and matches nothing here.
        Edition[] editions = [.. tags.Where(tag => !tag.IsWeak).Select(EditionIn).OfType<Edition>()];
        if (editions.Length == 0) return Failed;
        condition = new IfMatch(editions);
        return null;
    }

    /// <summary>The command, made under the condition where there is one.</summary>
    public Command Apply(Command command) => Editions is null ? command : new WhenUnchanged(Editions, command);

    /// <summary>True when a thing of this edition may be changed.</summary>
    public bool Allows(Edition edition) => Editions is null || Editions.Contains(edition);

    /// <summary>The thing has changed since it was read.</summary>
    public static readonly Problem Failed = Problem.Of(
        ProblemTypes.PreconditionFailed, Header, "it was changed after it was read, and the change would be lost", "Read it again and decide anew");

    private static Edition? EditionIn(EntityTagHeaderValue tag) =>
        tag.Tag.Length > Edition.Length + 1 && tag.Tag[Edition.Length + 1] is '-' or '"' && Edition.TryParse(tag.Tag.AsSpan(1, Edition.Length), out var edition)
            ? edition : null;

    private static readonly Problem Required = Problem.Of(
        ProblemTypes.PreconditionRequired, Header, "this replaces the thing as a whole and would undo a change that was not seen",
        "Send the ETag of the answer last read, or '*' to replace it whatever it is");

    private static readonly Problem NoTag = Problem.Of(
        ProblemTypes.InvalidParameter, Header, $"it has 1 to {Limits.EditionsPerCommandMax} entity tags as this server sent them, each in its double quotes, or '*' (EditionsPerCommandMax)",
        "Copy the ETag of the answer last read, quotes included, such as If-Match: \"5dBn\"", nameof(Limits.EditionsPerCommandMax));
}
