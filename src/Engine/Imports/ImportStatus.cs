using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>All rows are in.</summary>
    Completed,

    /// <summary>Stopped before its end; running it again goes on where it stopped.</summary>
    Interrupted,

    /// <summary>Given up: the file or the tree does not allow it.</summary>
    Failed,
}

/// <summary>
/// How far an import has come. The importer writes it, gateways and tools read it; it is kept as a record, so that its state
/// outlives the process that ran it.
/// </summary>
/// <param name="Id">1 to <see cref="IdLengthMax"/> of a-z, 0-9 and '-'. Ids that sort by time make a list that does.</param>
/// <param name="File">Name of the file, without its folder: it is shown to callers.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it completed, failed or was interrupted; <see cref="Instant.None"/> while it runs.</param>
/// <param name="State">Where it stands.</param>
/// <param name="UnitsPlanned">Units the file asks for, synthesised ones included.</param>
/// <param name="UnitsDone">Of them, units that are durable.</param>
/// <param name="Renamed">Units that existed and got another name.</param>
/// <param name="Refused">Rows that were refused.</param>
/// <param name="Synthetic">Of the units done, those that no list names.</param>
public sealed record ImportStatusRecord(
    string Id, string File, Instant StartedAt, Instant FinishedAt, ImportState State, int UnitsPlanned, int UnitsDone, int Renamed, int Refused,
    int Synthetic)
{
    /// <summary>All import records have keys that begin with this.</summary>
    public const string KeyPrefix = "imports/";

    /// <summary>Characters of an import's id.</summary>
    public const int IdLengthMax = 64;

    /// <summary>True for a text that may be an import's id.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= IdLengthMax } && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>The key of an import's record.</summary>
    /// <exception cref="ArgumentException">Not an id; see <see cref="IsId"/>.</exception>
    public static string KeyOf(string id) =>
        IsId(id) ? KeyPrefix + id : throw new ArgumentException($"An import's id has 1 to {IdLengthMax} of a-z, 0-9 and '-'.", nameof(id));

    /// <summary>The record's value: UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(
            Id, File, StartedAt.ToString(), WordOf(State), UnitsPlanned, UnitsDone, Renamed, Refused, Synthetic,
            FinishedAt.IsSet ? FinishedAt.ToString() : null),
        Options);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; members it does not know are skipped. Null for anything else.</summary>
    public static ImportStatusRecord? TryParse(ReadOnlySpan<byte> value)
    {
        Stored? stored;
        try
        {
            stored = JsonSerializer.Deserialize<Stored>(value, Options);
        }
        catch (JsonException)
        {
            return null;
        }
        if (stored is null || !IsId(stored.Id) || StateOf(stored.State) is not { } state || !TryRead(stored.StartedAt, out var started)) return null;
        var finished = Instant.None;
        if (stored.FinishedAt is { } text && !TryRead(text, out finished)) return null;
        return new ImportStatusRecord(
            stored.Id, stored.File, started, finished, state, stored.UnitsPlanned, stored.UnitsDone, stored.Renamed, stored.Refused, stored.Synthetic);
    }

    /// <summary>The stable word for a state, as stored and as shown to callers.</summary>
    public static string WordOf(ImportState state) => state switch
    {
        ImportState.Running => "running",
        ImportState.Completed => "completed",
        ImportState.Interrupted => "interrupted",
        _ => "failed",
    };

    private static ImportState? StateOf(string word)
    {
        foreach (var state in Enum.GetValues<ImportState>())
            if (WordOf(state) == word) return state;
        return null;
    }

    private static bool TryRead(string text, out Instant at)
    {
        var read = DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        at = Instant.From(moment);
        return read;
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private sealed record Stored(
        string Id, string File, string StartedAt, string State, int UnitsPlanned, int UnitsDone, int Renamed, int Refused, int Synthetic,
        string? FinishedAt = null);
}
