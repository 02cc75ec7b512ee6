using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>Who asks. Without access control everyone who reaches the gateway is one and the same caller.</summary>
internal static class Caller
{
    /// <summary>The caller's name, as keys and records know it.</summary>
    public static string Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return "local";
    }
}
