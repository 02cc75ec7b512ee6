using System.CommandLine;
using System.Globalization;
using HierarchySim.Cli.Commands;

// Numbers and dates on standard output do not depend on who looks.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Runs a territorial hierarchy live: every unit an actor, directives down, acknowledgements up, every change durable.")
{
    ServeCommand.Create(),
    ImportCommand.Create(),
    VerifyCommand.Create(),
    RepairCommand.Create(),
    RebuildCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    BenchCommand.Create(),
};

var parsed = root.Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }).ConfigureAwait(false);
return parsed.Errors.Count > 0 ? HierarchySim.Cli.ExitCodes.Usage : exitCode;
