using System.Text.Json;

namespace HierarchySim.Standalone.Storage;

/// <summary>The small JSON files of this layer: indented, camel case, for people as much as for the program.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static byte[] Encode<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, _options), (byte)'\n'];

    /// <exception cref="JsonException">Not JSON, or not of this shape.</exception>
    public static T Decode<T>(byte[] bytes) =>
        JsonSerializer.Deserialize<T>(bytes, _options) ?? throw new JsonException("The file holds only null.");
}
