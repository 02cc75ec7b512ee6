using System.Xml.Linq;

namespace HierarchySim.Architecture.Tests;

/// <summary>A project as its file says.</summary>
/// <param name="Area">Its top folder: src, tests or bench.</param>
/// <param name="Name">Its name, without the product's.</param>
/// <param name="References">Names of the projects it references.</param>
/// <param name="Packages">Packages and framework parts it references.</param>
internal sealed record Project(string Area, string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public string Path => $"{Area}/{Name}";

    /// <summary>The compiled file's name; the product's with the project's, unless the project says otherwise.</summary>
    public string Assembly { get; init; } = $"HierarchySim.{Name}";

    /// <summary>The folder with the solution, above wherever the tests run.</summary>
    public static DirectoryInfo RepoRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(folder.FullName, "HierarchySim.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
            return folder;
        }
    }

    /// <summary>Every project file under src, tests and bench.</summary>
    public static IReadOnlyList<Project> ReadAll() =>
        [.. from area in new[] { "src", "tests", "bench" }
            let folder = new DirectoryInfo(System.IO.Path.Combine(RepoRoot.FullName, area))
            where folder.Exists
            from file in folder.EnumerateFiles("*.csproj", SearchOption.AllDirectories)
            select Read(area, System.IO.Path.GetFileNameWithoutExtension(file.Name), File.ReadAllText(file.FullName))];

    /// <summary>Reads one project file.</summary>
    public static Project Read(string area, string name, string xml)
    {
        var items = XDocument.Parse(xml).Descendants().ToList();
        var project = new Project(
            area, name,
            [.. Includes(items, "ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(items, "PackageReference"), .. Includes(items, "FrameworkReference")]);
        var assembly = items.Find(item => item.Name.LocalName == "AssemblyName");
        return assembly is null ? project : project with { Assembly = assembly.Value };
    }

    private static IEnumerable<string> Includes(List<XElement> items, string kind) =>
        items.Where(item => item.Name.LocalName == kind).Select(item => (string?)item.Attribute("Include") ?? "").Where(include => include.Length > 0);
}
