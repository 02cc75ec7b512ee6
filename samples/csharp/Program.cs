using HierarchySim.Samples;

// dotnet run --project samples/csharp -- http://127.0.0.1:5080 1 1     (HIERARCHYSIM_TOKEN: an API key, where the server asks for one)
var depth = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0;
var client = new LiveClient(new Uri(args[0]), args[1], depth, Environment.GetEnvironmentVariable("HIERARCHYSIM_TOKEN"));
client.Changed += unit => Console.WriteLine($"{unit.GetProperty("unit").GetProperty("name")}: {unit.GetProperty("rollup").GetProperty("directives")}");
await client.RunAsync(CancellationToken.None);
