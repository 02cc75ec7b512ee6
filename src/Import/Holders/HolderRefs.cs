// A list knows its officials by a key of its own; the data set by home unit and number. The
// two meet in a durable record, written in the commit that registers the holder, so there is
// no moment at which one exists without the other.
//
// The number is known only from the answer. So the record is first written without one, with
// what was registered, and gets the number after the answer. A crash in between leaves a
// record without a number: the holder is then found at its home, as the one that has what was
// registered and that no other record names.

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What stands for a key of a list. Immutable.</summary>
/// <param name="Ref">The key.</param>
/// <param name="Holder">Who it is; its number is 0 until the answer was noted.</param>
/// <param name="Name">The name it was registered with; null once the number is known.</param>
/// <param name="Version">Version of the record.</param>
internal sealed record HolderRef(string Ref, HolderId Holder, string? Name, long Version)
{
    private const string KeyPrefix = "holder-refs/";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The record's key. A ref has no '/', so no key begins another.</summary>
    public static string KeyOf(string reference) => KeyPrefix + reference;

    /// <summary>The record to write in a commit.</summary>
    public RecordChange ToChange() => new(KeyOf(Ref), ToBytes());

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new Stored(Holder.Home.ToString(), Holder.Number, Name), Options);

    /// <summary>All of a data set, by key.</summary>
    public static async Task<Dictionary<string, HolderRef>> LoadAsync(IRecords records, CancellationToken cancellation)
    {
        var all = new Dictionary<string, HolderRef>(StringComparer.Ordinal);
        string? after = null;
        while (true)
        {
            var page = await records.ListAsync(KeyPrefix, after, Limits.PageItemsMax, cancellation).ConfigureAwait(false);
            foreach (var record in page)
                if (TryParse(record) is { } found) all[found.Ref] = found;
            if (page.Count < Limits.PageItemsMax) return all;
            after = page[^1].Key;
        }
    }

    private static HolderRef? TryParse(EngineRecord record)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(record.Value, Options) is { } stored && UnitId.TryParse(stored.Home, out var home)
                ? new HolderRef(record.Key[KeyPrefix.Length..], new HolderId(home, stored.Number), stored.Name, record.Version) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Stored(string? Home, int Number, string? Name);
}

/// <summary>What may be a list's key of an official or team.</summary>
internal static class HolderRefRules
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Why a text is no key, as rule and next step; null when it is one.</summary>
    public static (string Rule, string NextStep)? ReasonAgainst(string reference)
    {
        if (reference.Length is 0 or > ImportLimits.HolderRefCharsMax || reference.AsSpan().ContainsAnyExcept(Allowed))
            return ($"a key has 1 to {ImportLimits.HolderRefCharsMax} of the letters A to Z and a to z, digits, '.', '-' and '_' (HolderRefCharsMax)", "Give each row a key of your own, such as BD-012");
        // Identity cards and telephones have 9 to 12 digits. A key is shown and kept for ever, so it must not be one of these.
        return reference.Length is >= 9 and <= 12 && reference.All(char.IsAsciiDigit)
            ? ("a key of 9 to 12 digits may be the number of an identity card or a telephone, and none is ever kept", "Give the row a key of your own, such as BD-012") : null;
    }
}
