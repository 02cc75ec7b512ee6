namespace HierarchySim.Cli.Tests;

/// <summary>The catalogue from the command line: shown, checked, set, refused.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_catalogue_is_shown_edited_and_set()
    {
        var data = folder.At("data");
        (await Programs.Run("init", "--root", "Việt Nam", "--scheme", "two-tier", "--data", data)).With(0);
        var shown = (await Programs.Run("catalog", "show", "--data", data)).With(0).Out;
        Assert.Contains("Đất đai (Land); settled at commune", shown, StringComparison.Ordinal);
        Assert.Contains("2024, 2025, 2026", shown, StringComparison.Ordinal);

        var text = (await Programs.Run("catalog", "show", "--text", "--data", data)).With(0).Out;
        var file = folder.Write("mine.json", text.Replace("\"loadLimit\": 10", "\"loadLimit\": 7", StringComparison.Ordinal));
        (await Programs.Run("catalog", "check", file)).With(0);
        Assert.Equal(7, (int)(await Programs.Run("catalog", "set", file, "--data", data, "--json")).With(0).Json()["load_limit"]!);
        var kept = (await Programs.Run("catalog", "show", "--data", data, "--json")).With(0).Json();
        Assert.Equal((7, "two-tier", 8), ((int)kept["load_limit"]!, (string)kept["scheme"]!, kept["categories"]!.AsArray().Count));
        (await Programs.Run("verify", "--data", data)).With(0);
    }

    [Fact]
    public async Task What_is_wrong_with_a_catalogue_is_said_and_nothing_is_changed()
    {
        var data = folder.At("data");
        (await Programs.Run("init", "--root", "Việt Nam", "--data", data)).With(0);
        var text = (await Programs.Run("catalog", "show", "--text", "--data", data)).With(0).Out;
        var broken = folder.Write("broken.json", text.Replace("\"loadLimit\": 10", "\"loadLimit\": 0, \"colour\": 1", StringComparison.Ordinal));
        var changed = folder.Write("changed.json", text.Replace("\"competent\": \"commune\"", "\"competent\": \"province\"", StringComparison.Ordinal));

        Assert.Contains("colour", (await Programs.Run("catalog", "check", broken)).With(3).Out, StringComparison.Ordinal);
        Assert.Contains("colour", (string)(await Programs.Run("catalog", "check", broken, "--json")).With(3).Json()["problems"]![0]!, StringComparison.Ordinal);
        // A terminal's lines are shorter than a sentence.
        var said = (await Programs.Run("catalog", "check", folder.Write("cut.json", "{\n  \"levels\": [\"cell\"\n}\n"))).With(3).Out;
        var cut = string.Join(' ', said.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("(line 3, column 1): every '{' is closed by '}', every '[' by ']', and nothing else is closed", cut, StringComparison.Ordinal);
        Assert.Contains("cut.json has 1 problem. Correct it and check it again: hierarchysim catalog check cut.json", cut, StringComparison.Ordinal);
        (await Programs.Run("catalog", "check", changed, "--scheme", "three-tier")).With(0);
        Assert.Contains("colour", (await Programs.Run("catalog", "set", broken, "--data", data)).With(3).Errors, StringComparison.Ordinal);
        Assert.Contains("its version did not", (await Programs.Run("catalog", "set", changed, "--data", data)).With(3).Errors, StringComparison.Ordinal);
        Assert.Equal(text, (await Programs.Run("catalog", "show", "--text", "--data", data)).With(0).Out);
    }

    [Fact]
    public async Task Files_and_folders_that_are_not_there_are_named_and_not_made()
    {
        var none = folder.At("none");
        Assert.Contains("none", (await Programs.Run("catalog", "check", none)).With(3).Errors, StringComparison.Ordinal);
        (await Programs.Run("catalog", "show", "--data", none)).With(4);
        (await Programs.Run("catalog", "set", folder.Write("empty.json", "{}"), "--data", none)).With(4);
        Assert.False(Directory.Exists(none));
    }
}
