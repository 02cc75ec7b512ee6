using System.Net;

namespace HierarchySim.Cli;

/// <summary>Until callers are known, only this machine may ask: an address that others can reach is refused.</summary>
internal static class Addresses
{
    /// <summary>Why the addresses are refused, or null when all are loopback.</summary>
    public static string? Refuse(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) return "--urls: give at least one address, such as http://127.0.0.1:5080.";
        foreach (var part in parts)
        {
            if (!Uri.TryCreate(part, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
                return $"--urls: '{part}' is no http address. Give one such as http://127.0.0.1:5080.";
            if (!IsLoopback(url.DnsSafeHost))
                return $"--urls: '{part}' can be reached from other machines, and there is no access control yet. Use 127.0.0.1, [::1] or localhost.";
        }
        return null;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
