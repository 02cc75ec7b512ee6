using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

/// <summary>The tree as REST shows it, read once: who is above whom, and who beside whom.</summary>
internal sealed class UnitMap
{
    private const int AtOnce = 8;
    private static readonly string[] Levels = ["nation", "province", "district", "commune", "cell", "group"];
    private readonly Dictionary<string, (string? Parent, int Level)> places = [];
    private readonly Dictionary<string, string[]> children = [];

    private UnitMap(string root)
    {
        Root = root;
        places.Add(root, (null, 0));
    }

    public string Root { get; }

    public int Count => places.Count;

    /// <summary>All household groups, in an order that is the same in every run on the same data.</summary>
    public string[] Groups { get; private set; } = [];

    public static async Task<UnitMap> Read(Serving serving)
    {
        var map = new UnitMap(await serving.RootId());
        string[] level = [map.Root];
        while (level.Length > 0 && map.LevelOf(level[0]) < Levels.Length - 1)
        {
            await Parallel.ForEachAsync(level, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) => map.Add(unit, await serving.Children(unit)));
            level = [.. level.SelectMany(unit => map.children[unit]).Order(StringComparer.Ordinal)];
        }
        map.Groups = level;
        return map;
    }

    /// <summary>0 for the nation, and one more with each level down.</summary>
    public static int LevelNamed(string code) => Array.IndexOf(Levels, code);

    public int LevelOf(string unit) => places[unit].Level;

    public string? ParentOf(string unit) => places[unit].Parent;

    /// <summary>The first at or above a unit that stands at a level or higher.</summary>
    public string Above(string unit, int level)
    {
        while (places[unit] is { Parent: { } parent } place && place.Level > level) unit = parent;
        return unit;
    }

    /// <summary>The children of a unit's parent; the unit is one of them.</summary>
    public string[] Siblings(string unit) => ParentOf(unit) is { } parent ? children[parent] : [unit];

    private void Add(string parent, List<JsonNode> below)
    {
        lock (places)
        {
            children[parent] = [.. below.Select(unit => (string)unit["id"]!)];
            foreach (var unit in below) places.Add((string)unit["id"]!, (parent, LevelNamed((string)unit["level"]!)));
        }
    }
}
