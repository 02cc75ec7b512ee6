using System.Text.Json.Nodes;

namespace HierarchySim.Core.Tests;

/// <summary>Changes one place of a JSON text.</summary>
internal static class CatalogDrafts
{
    /// <param name="json">The text.</param>
    /// <param name="path">Names and places from the root, separated by '/'.</param>
    /// <param name="value">What to put there, as JSON; null to take out what is there.</param>
    public static string Change(string json, string path, string? value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[Place(step)]! : node[step]!);
        if (parent is JsonArray array) array[Place(steps[^1])] = JsonNode.Parse(value!);
        else if (value is null) parent.AsObject().Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    private static int Place(string step) => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture);
}
