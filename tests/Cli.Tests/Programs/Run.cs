using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

/// <summary>What a run of the program left: its exit code and all it said.</summary>
internal sealed record Ended(int ExitCode, string Out, string Errors)
{
    public string Said => Out + Errors;

    /// <summary>The one JSON object on standard output.</summary>
    public JsonObject Json()
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(Out.Trim()));
        var json = JsonNode.Parse(ref reader)!.AsObject();
        Assert.False(reader.Read());
        return json;
    }

    /// <summary>Checks the exit code, and that whatever was said is meant for an operator.</summary>
    public Ended With(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} instead of {exitCode}. It said: {Said}");
        Programs.AssertForOperators(Said);
        return this;
    }
}

/// <summary>Runs the program as an operator does: in a process of its own.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "hierarchysim.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task<Ended> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new Ended(process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Asks a process to end, as a supervisor does.</summary>
    public static async Task Terminate(Process process)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>No operator is shown a stack trace or the name of an exception.</summary>
    public static void AssertForOperators(string said)
    {
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
    }
}
