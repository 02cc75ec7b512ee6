using HierarchySim.Samples;

// dotnet run --project samples/csharp -- http://127.0.0.1:5080 1 1
var client = new LiveClient(new Uri(args[0]), args[1], args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0);
client.Changed += unit => Console.WriteLine($"{unit.GetProperty("unit").GetProperty("name")}: {unit.GetProperty("rollup").GetProperty("directives")}");
await client.RunAsync(CancellationToken.None);
