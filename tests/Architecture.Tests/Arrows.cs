namespace HierarchySim.Architecture.Tests;

/// <summary>
/// Who may know whom. Each project of src stands here with all it may reference; what is not written is forbidden, and a
/// project without a row is an error, so that a new one is placed before it is used.
/// </summary>
internal static class Arrows
{
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Core"] = [],
        ["Engine"] = ["Core"],
        ["Standalone"] = ["Engine", "Core"],
        ["Grains"] = ["Engine", "Core"],
        ["Gateway"] = ["Engine", "Core"],
        ["Import"] = ["Engine", "Core"],
        ["Simulator"] = ["Standalone", "Engine", "Core"],
        ["Silo"] = ["Grains", "Gateway", "Engine", "Core"],
        ["Cli"] = ["Standalone", "Gateway", "Import", "Simulator", "Engine", "Core"],
    };

    /// <summary>Projects that are the Orleans engine or its host; no other may know Orleans.</summary>
    public static readonly string[] OrleansProjects = ["Grains", "Silo"];

    /// <summary>The suite for all engines knows the port and no engine.</summary>
    public static readonly string[] ConformanceMayKnow = ["Engine", "Core"];

    /// <summary>Everything that is wrong with a set of projects, a sentence each.</summary>
    public static IReadOnlyList<string> Check(IEnumerable<Project> projects) => [.. projects.SelectMany(Check)];

    private static IEnumerable<string> Check(Project project)
    {
        if (!OrleansProjects.Contains(project.Name) && project.Area == "src")
            foreach (var foreign in project.Packages.Where(IsOrleans))
                yield return $"{project.Path} references {foreign}; only {string.Join(" and ", OrleansProjects)} may";

        if (project.Area == "src" && !Allowed.ContainsKey(project.Name))
        {
            yield return $"{project.Path} has no row in {nameof(Arrows)}.{nameof(Allowed)}; add what it may reference";
            yield break;
        }
        foreach (var reference in project.References.Where(reference => !MayReference(project, reference)))
            yield return $"{project.Path} references {reference}, which is no allowed arrow";
    }

    public static bool IsOrleans(string name) =>
        name.StartsWith("Orleans", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Microsoft.Orleans", StringComparison.OrdinalIgnoreCase);

    // Tests and benchmarks may know what they test and the suite; nothing in src may know them.
    private static bool MayReference(Project project, string reference) => project switch
    {
        { Area: "src" } => Allowed[project.Name].Contains(reference),
        { Name: "Engine.Conformance" } => ConformanceMayKnow.Contains(reference),
        _ => Allowed.ContainsKey(reference) || reference == "Engine.Conformance",
    };
}
