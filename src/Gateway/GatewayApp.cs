using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>
/// The gateway inside a host. The host makes the application, registers an <see cref="Engine.IHierarchyEngine"/> (and, where time is not
/// the system's, a <see cref="TimeProvider"/>), and calls both methods.
/// </summary>
public static class GatewayApp
{
    /// <summary>Adds what the gateway needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="access">Who may call; when left out everybody, for a gateway that only its own machine can reach.</param>
    public static void AddHierarchyGateway(this IServiceCollection services, AccessOptions? access = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        AddAccess(services, access ?? new AccessOptions());
        services.AddAudit();
        services.AddEventFeed();
        services.AddSingleton<CommandDoor>();
        services.AddSingleton<OpenedIds>();
        services.AddSingleton<SentActs>();
        services.AddSingleton<CaseTexts>();
        services.AddSingleton<CaseTextAccess>();
        services.AddSingleton<CaseDesk>();
        services.AddSingleton<CommandDesk>();
        services.AddSingleton<HolderDesk>();
        services.AddSingleton<ReportNotes>();
        services.AddSingleton<CatalogDesk>();
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.AddLiveHub();
        ApiDescription.Add(services);
        RequestDoor.Add(services);
    }

    /// <summary>Sets the server's own limits: connections, sizes, and how slowly a request may come.</summary>
    public static void LimitConnections(this KestrelServerOptions kestrel)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = GatewayLimits.ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = GatewayLimits.UpgradedConnectionsMax;
        limits.MaxRequestBodySize = GatewayLimits.RequestBodyBytesMax;
        limits.MaxRequestHeadersTotalSize = GatewayLimits.RequestHeadersBytesMax;
        limits.MaxRequestHeaderCount = GatewayLimits.RequestHeadersMax;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(GatewayLimits.RequestHeadersSeconds);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(GatewayLimits.IdleConnectionSeconds);
    }

    private static void AddAccess(IServiceCollection services, AccessOptions access)
    {
        services.AddSingleton(access);
        services.AddSingleton<IHttpContextFactory, TokenKeeper>();
        services.AddSingleton<AccessMode>();
        services.AddSingleton<UnitLines>();
        services.AddSingleton<AccessGuard>();
        services.AddSingleton<CallerSignals>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<RoleGrants>();
        services.AddSingleton<DoneRequests>();
        services.AddSingleton<RoleDesk>();
        services.AddSingleton<DemoTokens>();
        services.AddSingleton<OidcTokens>();
        if (access.OidcAuthority is not null) services.AddHostedService<OidcStart>();
        services.AddSingleton<Tokens>();
        services.TryAddSingleton<ICallerWatch, CallerWatch>();
        // A request line that cannot be read may hold a token, and the server would note it as it came.
        services.Configure<LoggerFilterOptions>(log => log.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Information));
    }

    /// <summary>Refuses requests that name the server by another name than these. Call it before <see cref="MapHierarchyGateway"/>.</summary>
    public static void UseHostNames(this WebApplication app, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(names);
        app.UseMiddleware<HostRule>(names);
    }

    /// <summary>Maps pages, health, the API description, the live hub and the API.</summary>
    public static void MapHierarchyGateway(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<ErrorBoundary>();
        SwaggerPages.Use(app);
        app.UseMiddleware<CallerIdentity>();
        HomePage.Map(app);
        ProblemPages.Map(app);
        HealthEndpoints.Map(app);
        app.MapOpenApi().LetsEverybodyIn();
        DemoEndpoints.Map(app);
        app.MapLiveHub();

        var api = RequestDoor.Guard(app.MapGroup(Paths.Api)).RefuseStrangers().RefuseUnknownQuery();
        MeEndpoints.Map(api);
        KeyEndpoints.Map(api);
        GrantEndpoints.Map(api);
        UnitEndpoints.Map(api);
        UnitCommandEndpoints.Map(api);
        SubtreeEndpoints.Map(api);
        IssuedEndpoints.Map(api);
        StandingEndpoints.Map(api);
        DirectiveEndpoints.Map(api);
        DirectiveCommandEndpoints.Map(api);
        UnitCaseEndpoints.Map(api);
        CaseEndpoints.Map(api);
        CaseCommandEndpoints.Map(api);
        CaseTextEndpoints.Map(api);
        CatalogEndpoints.Map(api);
        OfficialEndpoints.Map(api);
        TeamEndpoints.Map(api);
        AssignmentEndpoints.Map(api);
        CoverageEndpoints.Map(api);
        ReportEndpoints.Map(api);
        ReportStatusEndpoints.Map(api);
        ImportEndpoints.Map(api);
        AuditEndpoints.Map(api);
        EventEndpoints.Map(api);
        SystemEndpoints.Map(api);
    }
}
