namespace HierarchySim.Import.Tests;

/// <summary>A temporary folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hierarchysim-import-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public IEnumerable<string> FileNames => folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
