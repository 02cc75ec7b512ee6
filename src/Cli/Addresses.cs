using System.Net;
using System.Net.Sockets;

namespace HierarchySim.Cli;

/// <summary>Addresses to listen on, and whether others than this machine can reach them.</summary>
internal static class Addresses
{
    /// <summary>
    /// Reads addresses separated by ';' and writes each anew as scheme, host and port. The server takes a host that it cannot read
    /// for every address of the machine, so it is given only what was understood here.
    /// </summary>
    /// <returns>The addresses, and the first that others can reach; or none, and why they are refused.</returns>
    public static (IReadOnlyList<string> Urls, string? Beyond, string? Refusal) Read(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return ([], null, "--urls: give at least one address, such as http://127.0.0.1:5080.");
        var read = new List<string>();
        string? beyond = null;
        foreach (var part in parts)
        {
            if (!Uri.TryCreate(part, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
                return ([], null, $"--urls: '{part}' is no http address. Give one such as http://127.0.0.1:5080.");
            if (url.UserInfo.Length > 0 || url.PathAndQuery != "/" || url.Fragment.Length > 0)
                return ([], null, $"--urls: '{part}' has more than a host and a port. Give an address such as http://127.0.0.1:5080.");
            if (LoopbackHost(url) is { } own)
            {
                read.Add($"http://{own}:{url.Port}");
                continue;
            }
            if (!IPAddress.TryParse(url.IdnHost, out var address))
                return ([], null, $"--urls: '{part}' names a machine. Give one of this machine's addresses in numbers, or 0.0.0.0 for all of them, and the name with --hosts.");
            beyond ??= part;
            read.Add($"http://{Written(address)}:{url.Port}");
        }
        return (read, beyond, null);
    }

    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The names a server answers to: those of its own machine, its addresses, and those it is given.</summary>
    /// <param name="urls">Addresses as read.</param>
    /// <param name="names">Names separated by ';', or null.</param>
    public static IReadOnlyList<string> Hosts(IReadOnlyList<string> urls, string? names) =>
    [
        .. OwnNames
            .Concat(urls.Select(url => new Uri(url).Host).Where(host => host is not ("0.0.0.0" or "[::]")))
            .Concat((names ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static string Written(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";

    private static string? LoopbackHost(Uri url)
    {
        // The name stands for two addresses, which cannot share a port that the system is to choose.
        if (url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return url.Port == 0 ? "127.0.0.1" : "localhost";
        if (!IPAddress.TryParse(url.IdnHost, out var address) || !IPAddress.IsLoopback(address)) return null;
        return Written(address);
    }
}
