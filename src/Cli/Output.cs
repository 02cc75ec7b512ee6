using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace HierarchySim.Cli;

/// <summary>
/// What the command says: one JSON object on standard output with <c>--json</c>, sentences otherwise. Errors and progress go to
/// standard error, so that a pipe carries results only.
/// </summary>
internal sealed class Output(bool json)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly IAnsiConsole Errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    private const int PipeWidth = 10_000;

    public bool IsJson => json;

    /// <summary>The result, once, in the form asked for.</summary>
    public void Result(object value, Action<IAnsiConsole> write)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));
        else write(Results());
    }

    // Whatever reads a pipe wants lines as they are: without a terminal there is no width to fit them into.
    private static IAnsiConsole Results()
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected) console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>Something an operator should see while the command goes on.</summary>
    public static void Note(string sentence) => Console.Error.WriteLine(sentence);

    /// <summary>Why the command ends without doing what was asked.</summary>
    public int Fail(int exitCode, string sentence)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new { error = sentence, exit_code = exitCode }, Options));
        Console.Error.WriteLine(sentence);
        return exitCode;
    }

    /// <summary>Shows a bar on a terminal, and nothing elsewhere, while long work goes on.</summary>
    public async Task<T> WithBarAsync<T>(string title, Func<Action<string, double>, Task<T>> work)
    {
        if (json || Console.IsErrorRedirected) return await work((_, _) => { }).ConfigureAwait(false);
        return await Errors.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: 1);
                return await work((text, share) =>
                {
                    bar.Description = Markup.Escape(text);
                    if (share < 0) bar.IsIndeterminate = true;
                    else (bar.IsIndeterminate, bar.Value) = (false, Math.Clamp(share, 0, 1));
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
