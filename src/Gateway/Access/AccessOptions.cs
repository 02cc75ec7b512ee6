namespace HierarchySim.Gateway;

/// <summary>Who may call a gateway.</summary>
public sealed record AccessOptions
{
    /// <summary>True when every call to the API and the hub needs a token. Otherwise a call without one may do everything.</summary>
    public bool RequireTokens { get; init; }

    /// <summary>True for a demo: it gives out tokens itself, and a call without one may do everything.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Address of the OIDC issuer whose tokens are taken; null for none.</summary>
    public string? OidcAuthority { get; init; }

    /// <summary>The audience those tokens must be for.</summary>
    public string? OidcAudience { get; init; }

    /// <summary>How the issuer is reached, in tests.</summary>
    internal HttpMessageHandler? Backchannel { get; init; }
}

/// <summary>Whether tokens are required now. A gateway that was open no longer is once its first key is made, and never turns open again.</summary>
internal sealed class AccessMode(AccessOptions options)
{
    private volatile bool required = options.RequireTokens && !options.IsDemo;

    /// <summary>True when a call without a token is nobody's.</summary>
    public bool TokensRequired => required;

    /// <summary>True for a demo.</summary>
    public bool IsDemo => options.IsDemo;

    /// <summary>A key was made: from now on it takes one.</summary>
    public void KeyMade() => required |= !options.IsDemo;
}
