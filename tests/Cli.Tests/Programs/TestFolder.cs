namespace HierarchySim.Cli.Tests;

/// <summary>A temporary folder that is gone after the test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hierarchysim-cli-");

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes a text file and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
