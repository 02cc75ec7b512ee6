using System.CommandLine;
using HierarchySim.Engine;
using HierarchySim.Standalone;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Cli;

/// <summary>Options that several commands have, and the way every command ends.</summary>
internal static class Shared
{
    public const string DefaultFolder = "hierarchysim-data";

    public static Option<string> Data() => new("--data")
    {
        Description = "The data folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultFolder,
    };

    public static Option<bool> Json() => new("--json") { Description = "Write the result as one JSON object on standard output." };

    public static Option<FileInfo?> Scheme() => new("--scheme")
    {
        Description = "Level scheme of a new data set: a JSON file, for another scheme than the shipped ones. Default: three-tier.",
        HelpName = "three-tier|two-tier|FILE",
        CustomParser = result => new FileInfo(result.Tokens[0].Value),
    };

    /// <summary>Runs a command's work and turns what can go wrong outside the program into a sentence and an exit code.</summary>
    public static async Task<int> GuardAsync(Output output, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (DataFolderException e)
        {
            return output.Fail(e.Reason == DataFolderReason.DiskFull ? ExitCodes.StorageFailed : e.Reason == DataFolderReason.Damaged ? ExitCodes.Damaged : ExitCodes.FolderUnusable, e.Message);
        }
        catch (Exception e) when (e is JournalDamagedException or RecoveryException or SnapshotDamagedException)
        {
            return output.Fail(ExitCodes.Damaged, e.Message);
        }
        catch (StorageFailedException e)
        {
            return output.Fail(e.Reason == StorageFailure.Corrupt ? ExitCodes.Damaged : ExitCodes.StorageFailed, e.Message);
        }
        catch (EngineUnavailableException e)
        {
            return output.Fail(ExitCodes.StorageFailed, e.Refusal.ToString());
        }
        catch (SchemeMismatchException e)
        {
            return output.Fail(ExitCodes.InputRefused, e.Message);
        }
        catch (InputRefusedException e)
        {
            return output.Fail(ExitCodes.InputRefused, e.Message);
        }
        catch (OperationCanceledException)
        {
            return output.Fail(ExitCodes.Interrupted, "Stopped. What was answered is kept; run the command again to go on.");
        }
    }

    /// <summary>Opens the engine, with a bar while it loads.</summary>
    public static Task<StandaloneEngine> OpenAsync(Output output, string folder, string? schemeJson = null) =>
        output.WithBarAsync("Loading", tell => Task.Run(() => StandaloneEngine.Open(folder, new StandaloneOptions
        {
            SchemeJson = schemeJson,
            Report = Output.Note,
            Progress = (units, records) => tell($"Loading: {units:N0} units, {records:N0} journal records", -1),
        })));

    /// <summary>The scheme named on the command line as JSON; null when none was named.</summary>
    /// <exception cref="InputRefusedException">No such scheme ships and no such file exists, or the file is no scheme.</exception>
    public static string? ReadScheme(FileInfo? named)
    {
        if (named is null) return null;
        if (LevelSchemes.Shipped.Contains(named.Name)) return LevelSchemes.GetJson(named.Name);
        if (!named.Exists) throw new InputRefusedException($"--scheme: '{named.Name}' is neither a shipped scheme ({string.Join(", ", LevelSchemes.Shipped)}) nor a file.");
        var json = File.ReadAllText(named.FullName);
        return LevelSchemes.TryParse(json, out var problems) is not null ? json
            : throw new InputRefusedException($"--scheme: '{named.Name}' cannot be used: {string.Join("; ", problems)}.");
    }
}

/// <summary>The input is not acceptable; the message says which rule and what to do.</summary>
internal sealed class InputRefusedException(string message) : Exception(message);
