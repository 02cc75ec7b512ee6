using System.CommandLine;
using HierarchySim.Core;
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
        catch (Exception e) when (e is SchemeMismatchException or CatalogRefusedException)
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

    /// <summary>A folder that is not there is not made by a slip of the pen.</summary>
    /// <exception cref="DataFolderException">It is not there, or cannot be used.</exception>
    public static void RequireFolder(string folder) => DataFolder.OpenExisting(folder).Dispose();

    /// <summary>Opens the engine, with a bar while it loads.</summary>
    public static Task<StandaloneEngine> OpenAsync(Output output, string folder, string? schemeJson = null, string? catalogJson = null, TimeProvider? time = null) =>
        output.WithBarAsync("Loading", tell => Task.Run(() => LoadingMemory.Open(folder, () => StandaloneEngine.Open(folder, new StandaloneOptions
        {
            SchemeJson = schemeJson,
            CatalogJson = catalogJson,
            Time = time ?? TimeProvider.System,
            Report = Output.Note,
            Progress = (units, records) => tell($"Loading: {units:N0} units, {records:N0} journal records", -1),
        }))));

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

    /// <summary>The text of a catalogue's file.</summary>
    /// <exception cref="InputRefusedException">There is no such file, or it cannot be read.</exception>
    public static string ReadCatalog(FileInfo file)
    {
        if (!file.Exists) throw new InputRefusedException($"FILE: '{file.Name}' is no file. Give the path of a catalogue, such as 'catalog show --text' writes.");
        if (file.Length > Limits.CatalogBytesMax)
            throw new InputRefusedException($"FILE: '{file.Name}' has {file.Length} bytes, at most {Limits.CatalogBytesMax} are allowed (CatalogBytesMax). Is it another file?");
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"FILE: '{file.Name}' cannot be read. Look at its permissions.");
        }
    }
}

/// <summary>The input is not acceptable; the message says which rule and what to do.</summary>
internal sealed class InputRefusedException(string message) : Exception(message);
