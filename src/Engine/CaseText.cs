using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// What was written on a case, as its record under <see cref="TextKeys"/> holds it. It names the case, so that a text can still be
/// erased when a long path has lost the step it was written with.
/// </summary>
/// <param name="Case">
/// The case; <see cref="CaseId.None"/> for what was raised, which is older than the id, and whose step no path loses.
/// </param>
/// <param name="Title">One line, of what was raised.</param>
/// <param name="Description">What was raised.</param>
/// <param name="Contact">How to reach whoever raised it.</param>
/// <param name="Text">An answer, a reason or a note.</param>
public sealed record CaseText(
    CaseId Case = default, string? Title = null, string? Description = null, string? Contact = null, string? Text = null)
{
    /// <summary>The record's value: UTF-8 JSON without the members that are not there.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(Case.IsValid ? Case.ToString() : null, Title, Description, Contact, Text), Options);

    /// <summary>
    /// Reads what <see cref="ToBytes"/> wrote. Members it does not know are skipped: older texts of a demonstration name the unit that
    /// raised the case instead of the case. Null for anything else.
    /// </summary>
    public static CaseText? TryParse(ReadOnlySpan<byte> value)
    {
        try
        {
            if (JsonSerializer.Deserialize<Stored>(value, Options) is not { } stored) return null;
            return new CaseText(
                CaseId.TryParse(stored.Case, out var id) ? id : CaseId.None, stored.Title, stored.Description, stored.Contact, stored.Text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Vietnamese and quotation marks take no more room than they need; nobody puts a record into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Stored(
        string? Case = null, string? Title = null, string? Description = null, string? Contact = null, string? Text = null);
}
