using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HierarchySim.Architecture.Tests;

/// <summary>What a compiled assembly refers to, read from its metadata without loading it.</summary>
/// <param name="Assemblies">Names of referenced assemblies.</param>
/// <param name="Types">Full names of referenced types.</param>
internal sealed record Compiled(IReadOnlyList<string> Assemblies, IReadOnlyList<string> Types)
{
    private const string Product = "HierarchySim.";

    /// <summary>An assembly beside the tests; null when the tests' build does not take it in.</summary>
    public static Compiled? Find(string assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll");
        return File.Exists(file) ? Read(file) : null;
    }

    /// <summary>Reads one file.</summary>
    public static Compiled Read(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new Compiled(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => metadata.GetTypeReference(handle)).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")]);
    }

    /// <summary>The same, as a project for <see cref="Arrows.Check(IEnumerable{Project})"/>.</summary>
    public Project AsProject(string name) => new(
        "src", name,
        [.. Assemblies.Where(assembly => assembly.StartsWith(Product, StringComparison.Ordinal)).Select(assembly => assembly[Product.Length..])],
        [.. Assemblies.Where(assembly => !assembly.StartsWith(Product, StringComparison.Ordinal))]);
}
