using HierarchySim.Samples;

if (args.Length is < 2 or > 3 || !Uri.TryCreate(args[0], UriKind.Absolute, out var server) || !server.Scheme.StartsWith("http", StringComparison.Ordinal)
    || !int.TryParse(args.ElementAtOrDefault(2) ?? "0", out var depth) || depth is < 0 or > 3)
{
    Console.Error.WriteLine("Usage: LiveClient SERVER UNIT [DEPTH], depth 0 to 3, such as: LiveClient http://127.0.0.1:5080 1 1");
    return 2;
}
var client = new LiveClient(server, args[1], depth, Environment.GetEnvironmentVariable("HIERARCHYSIM_TOKEN"));
client.Changed += unit => Console.WriteLine($"{unit.GetProperty("unit").GetProperty("name")}: {unit.GetProperty("rollup").GetProperty("directives")}");
client.Failed += why => Console.Error.WriteLine($"{why} Trying again.");
try
{
    await client.RunAsync(CancellationToken.None);
}
catch (InvalidOperationException final)
{
    Console.Error.WriteLine(final.Message);
}
return 1;
