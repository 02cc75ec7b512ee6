namespace HierarchySim.Engine;

/// <summary>The entries of a list in a file, without those that are null, each of which is a problem.</summary>
internal static class Entries
{
    public static List<T> Of<T>(string list, T?[]? entries, List<string> problems)
        where T : class
    {
        var found = new List<T>();
        for (var i = 0; i < (entries?.Length ?? 0); i++)
        {
            if (entries![i] is { } entry) found.Add(entry);
            else problems.Add($"{list}: entry {i + 1} is empty");
        }
        return found;
    }
}
