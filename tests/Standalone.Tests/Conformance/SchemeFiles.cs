using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Standalone.Tests;

/// <summary>Writes a scheme as the file a user would have written, since an engine is given files.</summary>
internal static class SchemeFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(LevelScheme scheme) => JsonSerializer.Serialize(
        new { scheme.Code, UtcOffset = scheme.Offset, scheme.Levels, scheme.Kinds }, Options);
}
