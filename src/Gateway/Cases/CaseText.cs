using System.Text.Json;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

/// <summary>
/// What was written on a case, as its record holds it. It names the case, so that a text can still be erased when a long path has
/// lost the step it was written with.
/// </summary>
/// <param name="Case">Id of the case; null for what was raised, which is older than the id, and whose step no path loses.</param>
/// <param name="Title">One line, of what was raised.</param>
/// <param name="Description">What was raised.</param>
/// <param name="Contact">How to reach whoever raised it.</param>
/// <param name="Text">An answer, a reason or a note.</param>
internal sealed record CaseText(
    string? Case = null, string? Title = null, string? Description = null, string? Contact = null, string? Text = null)
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

    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
