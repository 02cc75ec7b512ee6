using System.Net;
using System.Net.Sockets;

namespace HierarchySim.Cli;

/// <summary>Until callers are known, only this machine may ask: an address that others can reach is refused.</summary>
internal static class Addresses
{
    /// <summary>
    /// Reads addresses separated by ';' and writes each anew as scheme, host and port. The server takes a host that it cannot read
    /// for every address of the machine, so it is given only what was understood here.
    /// </summary>
    /// <returns>The addresses; or none, and why they are refused.</returns>
    public static (IReadOnlyList<string> Urls, string? Refusal) Read(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return ([], "--urls: give at least one address, such as http://127.0.0.1:5080.");
        var read = new List<string>();
        foreach (var part in parts)
        {
            if (!Uri.TryCreate(part, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
                return ([], $"--urls: '{part}' is no http address. Give one such as http://127.0.0.1:5080.");
            if (url.UserInfo.Length > 0 || url.PathAndQuery != "/" || url.Fragment.Length > 0)
                return ([], $"--urls: '{part}' has more than a host and a port. Give an address such as http://127.0.0.1:5080.");
            if (LoopbackHost(url) is not { } host)
                return ([], $"--urls: '{part}' can be reached from other machines, and there is no access control yet. Use 127.0.0.1, [::1] or localhost.");
            read.Add($"http://{host}:{url.Port}");
        }
        return (read, null);
    }

    private static string? LoopbackHost(Uri url)
    {
        // The name stands for two addresses, which cannot share a port that the system is to choose.
        if (url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return url.Port == 0 ? "127.0.0.1" : "localhost";
        if (!IPAddress.TryParse(url.IdnHost, out var address) || !IPAddress.IsLoopback(address)) return null;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
    }
}
