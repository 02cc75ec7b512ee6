// What makes two runs the same import, kept beside the import's status under a key of its
// own: the status is shared with gateways, which rewrite it whole when they find an import
// that nobody runs any more, and would drop what they do not know.

using System.Globalization;
using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What an import was asked to do. Two imports with equal terms are the same one begun twice. Immutable.</summary>
/// <param name="FileHash">SHA-256 of the file, in lower-case hexadecimal.</param>
/// <param name="Cells">Cells to synthesise.</param>
/// <param name="Groups">Household groups to synthesise.</param>
/// <param name="Seed">Seed of the synthesis.</param>
public sealed record ImportTerms(string FileHash, int Cells, int Groups, ulong Seed);

/// <summary>The terms of an import with what its run fixed, as a durable record. Immutable.</summary>
/// <param name="Id">The import's id.</param>
/// <param name="Terms">The terms.</param>
/// <param name="Opened">First day of the units it opens, and of their codes.</param>
/// <param name="Reserved">Ids it reserved.</param>
/// <param name="Reason">Why it stopped before its end, in a sentence; null when it did not.</param>
public sealed record ImportTermsRecord(string Id, ImportTerms Terms, DateOnly Opened, ReservedIds Reserved, string? Reason)
{
    /// <summary>All such records have keys that begin with this; the import's id follows.</summary>
    public const string KeyPrefix = "import-terms/";

    /// <summary>The key of an import's record.</summary>
    public static string KeyOf(string id) => KeyPrefix + id;

    /// <summary>The record's value: UTF-8 JSON. The seed is a text, because JSON numbers lose digits in some readers.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(
            Id, Terms.FileHash, Terms.Cells, Terms.Groups, Terms.Seed.ToString(CultureInfo.InvariantCulture), Opened, Reserved.First.Value,
            Reserved.Count, Reason),
        JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToBytes"/> wrote. Null for anything else.</summary>
    public static ImportTermsRecord? TryParse(ReadOnlySpan<byte> value)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(value, JsonSerializerOptions.Web) is { Id: { } id, FileHash: { } hash } stored
                && ulong.TryParse(stored.Seed, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                ? new ImportTermsRecord(
                    id, new ImportTerms(hash, stored.Cells, stored.Groups, seed), stored.Opened,
                    new ReservedIds(new UnitId(stored.FirstUnit), stored.Units), stored.Reason)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Stored(
        string? Id, string? FileHash, int Cells, int Groups, string? Seed, DateOnly Opened, long FirstUnit, int Units, string? Reason);
}

/// <summary>Finds an import that stopped before its end.</summary>
internal static class UnfinishedImports
{
    /// <summary>
    /// The last import begun with these terms, when it did not complete. A failed one counts: what made it fail may be mended,
    /// and without this its half-made synthetic levels could never be completed.
    /// </summary>
    public static async Task<(ImportTermsRecord Terms, ImportStatusRecord Status)?> FindAsync(
        IRecords records, ImportTerms terms, CancellationToken cancellation)
    {
        ImportTermsRecord? last = null;
        string? after = null;
        while (true)
        {
            var page = await records.ListAsync(ImportTermsRecord.KeyPrefix, after, Limits.PageItemsMax, cancellation).ConfigureAwait(false);
            foreach (var record in page)
                if (ImportTermsRecord.TryParse(record.Value) is { } found && found.Terms == terms) last = found;
            if (page.Count < Limits.PageItemsMax) break;
            after = page[^1].Key;
        }

        if (last is null) return null;
        var status = await records.GetAsync(ImportStatusRecord.KeyOf(last.Id), cancellation).ConfigureAwait(false);
        return status is not null && ImportStatusRecord.TryParse(status.Value) is { State: not ImportState.Completed } unfinished
            ? (last, unfinished) : null;
    }
}
