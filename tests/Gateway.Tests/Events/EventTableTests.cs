using System.Text.RegularExpressions;
using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>The table of what the feed shows: nothing is forgotten, and the documentation says the same.</summary>
public sealed partial class EventTableTests
{
    [Fact]
    public void Every_kind_of_event_is_in_the_table_once()
    {
        var facts = typeof(UnitEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(UnitEvent)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal);
        Assert.Equal(facts, EventTable.All.Select(kind => kind.Fact.Name).Order(StringComparer.Ordinal));
        var names = EventTable.All.Select(kind => kind.Name).OfType<string>().ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(@"^hierarchysim\.[a-z]+\.[a-z-]+\.v1$", name));
        Assert.All(EventTable.All, kind => Assert.NotEmpty(kind.Meaning));
    }

    [Fact]
    public void The_documentation_lists_the_same_types_with_the_same_words()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "events.md"));
        var rows = TypeRow().Matches(page).Select(row => (row.Groups[1].Value, row.Groups[2].Value)).ToList();
        Assert.Equal(EventTable.All.Where(kind => kind.Name is not null).Select(kind => (kind.Name!, kind.Meaning)), rows);
        foreach (var kind in EventTable.All.Where(kind => kind.Name is null)) Assert.Contains(kind.Meaning, page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(hierarchysim\.[^`]+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex TypeRow();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HierarchySim.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("Not inside the repository.");
        return folder.FullName;
    }
}
