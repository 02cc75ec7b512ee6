namespace HierarchySim.Architecture.Tests;

/// <summary>Core is pure: no I/O, clock, randomness, threads, async or serialisers. The compiler's own word for it.</summary>
public sealed class CoreTests
{
    // The parts of the framework that Core may stand on; each is data and arithmetic.
    private static readonly string[] Base = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory"];

    // A prefix ends with '.' where a whole namespace is meant.
    private static readonly string[] Forbidden = [
        "System.IO.", "System.Net.", "System.Threading.", "System.Text.Json.", "System.Xml.", "System.Reflection.Emit.", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch", "System.Console", "System.Environment", "System.Random", "System.TimeProvider", "System.Security.Cryptography.",
    ];

    [Fact]
    public void Core_stands_on_the_framework_s_base_alone() => Assert.Equal([], Compiled.Find("HierarchySim.Core")!.Assemblies.Except(Base));

    [Fact]
    public void Core_refers_to_no_type_of_the_outside_world() => Assert.Equal([], Offending(Compiled.Find("HierarchySim.Core")!));

    [Fact]
    public void The_check_finds_such_types_where_they_are()
    {
        var offending = Offending(Compiled.Find("HierarchySim.Engine")!);
        Assert.Contains("System.Threading.Tasks.ValueTask`1", offending);
        Assert.Contains("System.IO.StreamReader", offending);
    }

    private static IEnumerable<string> Offending(Compiled assembly) =>
        assembly.Types.Where(type => Array.Exists(Forbidden, prefix => prefix.EndsWith('.') ? type.StartsWith(prefix, StringComparison.Ordinal) : type == prefix));
}
