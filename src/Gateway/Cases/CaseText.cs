using System.Text.Json;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>
/// What was written on a case, as its record holds it. It names the case's origin, so that a text can still be erased by its
/// case's address when the case itself has left unit state.
/// </summary>
/// <param name="Origin">Id of the unit that raised the case.</param>
/// <param name="Title">One line, of what was raised.</param>
/// <param name="Description">What was raised.</param>
/// <param name="Contact">How to reach whoever raised it.</param>
/// <param name="Text">An answer, a reason or a note.</param>
internal sealed record CaseText(
    string Origin, string? Title = null, string? Description = null, string? Contact = null, string? Text = null)
{
    /// <summary>The record's value.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for anything else.</summary>
    public static CaseText? TryParse(byte[] value)
    {
        try
        {
            return JsonSerializer.Deserialize<CaseText>(value, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True for a text on a case that was raised at this unit.</summary>
    public bool IsOf(UnitId origin) => Origin == origin.ToString();

    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
