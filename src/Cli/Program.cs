using System.CommandLine;
using System.Globalization;
using HierarchySim.Cli.Commands;

// Numbers and dates on standard output do not depend on who looks.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Runs a territorial hierarchy live: every unit an actor, directives down, acknowledgements up, every change durable.")
{
    ServeCommand.Create(),
    InitCommand.Create(),
    ImportCommand.Create(),
    CatalogCommand.Create(),
    KeysCommand.Create(),
    VerifyCommand.Create(),
    RepairCommand.Create(),
    RebuildCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    BenchCommand.Create(),
    SimulateCommand.Create(),
};

var parsed = root.Parse(args);
try
{
    var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    return parsed.Errors.Count > 0 ? HierarchySim.Cli.ExitCodes.Usage : exitCode;
}
catch (Exception e)
{
    Console.Error.WriteLine($"The program met a fault it does not know ({e.GetType().Name}). What was answered is kept. Please report what you did.");
    return HierarchySim.Cli.ExitCodes.Fault;
}
