using System.Text.Json;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// Frames as the hub sends them. What they hold was written once, for all who watch it.

/// <summary>Units, or standings of a directive at units. The first frames hold all there is, later ones what changed.</summary>
/// <param name="Units">Each with its incarnation and version; of two of one unit the greater is the newer.</param>
/// <param name="More">True when more is ready already: the picture is whole with the first frame that says false.</param>
internal sealed record UnitsFrame(IReadOnlyList<WrittenJson> Units, bool More);

/// <summary>A case, whole, as it is now.</summary>
/// <param name="Case">As <c>GET /api/v1/cases/{id}</c> shows it: ids and facts, no text.</param>
internal sealed record CaseFrame(WrittenJson Case);

/// <summary>A unit as REST shows it, with the counts of its subtree.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Incarnation">Which life of the unit the version counts in.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="Unit">As <c>GET /api/v1/units/{id}</c>.</param>
/// <param name="Rollup">As <c>GET /api/v1/units/{id}/rollup</c>.</param>
/// <param name="Cases">As <c>cases</c> in <c>GET /api/v1/units/{id}/case-summary</c>.</param>
internal sealed record LiveUnitJson(string Id, long Incarnation, long Version, UnitJson Unit, RollupJson Rollup, CaseCountsJson Cases);

/// <summary>JSON that is written already; a frame takes it in as it is.</summary>
/// <param name="Utf8">One value, valid JSON.</param>
[JsonConverter(typeof(Converter))]
internal readonly record struct WrittenJson(ReadOnlyMemory<byte> Utf8)
{
    public static WrittenJson Of<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options));

    internal sealed class Converter : JsonConverter<WrittenJson>
    {
        public override WrittenJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Frames are written, never read.");

        public override void Write(Utf8JsonWriter writer, WrittenJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
