using System.CommandLine;
using HierarchySim.Standalone;
using Spectre.Console;

namespace HierarchySim.Cli.Commands;

/// <summary><c>verify</c>: everything that can be checked of a folder no engine has open.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var command = new Command("verify", "Check a data folder offline: checksums, every invariant, the sums against a recount. Says what is wrong and where.") { data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RunAsync(output, parsed.GetValue(data)!));
        });
        return command;
    }

    private static async Task<int> RunAsync(Output output, string folder)
    {
        var report = await output.WithBarAsync("Verifying", tell => Task.Run(() => Verifier.Run(folder, text => tell(text, -1)))).ConfigureAwait(false);
        output.Result(
            new { clean = report.IsClean, records = report.Records, units = report.Units, snapshots = report.Snapshots, texts = report.Texts, erasures = report.Erasures, audited = report.Audited, findings = report.Findings },
            console =>
            {
                foreach (var finding in report.Findings) console.WriteLine($"{finding.Check}: {finding.Where}: {finding.What}");
                console.WriteLine($"{report.Records:N0} journal records, {report.Units:N0} units, {report.Snapshots} snapshots, {report.Texts:N0} texts, {report.Erasures:N0} erasures, {report.Audited:N0} audit entries checked: {(report.IsClean ? "clean." : $"{report.Findings.Count} findings.")}");
            });
        return report.IsClean ? ExitCodes.Ok : ExitCodes.Damaged;
    }
}
