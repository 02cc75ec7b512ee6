using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HierarchySim.Gateway.Tests;

/// <summary>Tokens of an OIDC issuer, which answers from within the test.</summary>
public sealed class OidcTests
{
    private const string Subject = "0b6f3c52";
    private const string Announced = "https://sts.example.org/0b6f/";

    [Fact]
    public async Task A_subject_has_the_roles_it_was_granted_and_none_of_its_token()
    {
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var token = issuer.Token(host, claims: [new Claim("roles", "administrator"), new Claim("role", "administrator")]);
        var me = await AskAsync(host, token, "/api/v1/me");
        Assert.Equal((200, 0, "oidc-"), (me.Status, me.At("roles").GetArrayLength(), me.Text("caller")[..5]));
        Assert.DoesNotContain(Subject, me.Content, StringComparison.Ordinal);
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/4")).Status);
        Assert.Equal(403, (await AskAsync(host, token, "/api/v1/scheme")).Status);

        var granted = await GrantAsync(host, "manager", "4");
        Assert.Equal((200, me.Text("caller")), (granted.Status, granted.Text("caller")));
        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/units/4")).Status);
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/3")).Status);
        await GrantAsync(host, "viewer", "3");
        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/units/3")).Status);
        Assert.Equal("revoked", (await host.PostAsync($"/api/v1/grants/{granted.Text("id")}/revoke", null)).Text("state"));
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/3")).Status);
    }

    [Fact]
    public async Task Tokens_that_are_not_good_are_refused()
    {
        using var issuer = new Issuer();
        using var other = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        await GrantAsync(host, "viewer", "4");
        var good = issuer.Token(host);
        Assert.Equal(200, (await AskAsync(host, good, "/api/v1/units/4")).Status);
        var parts = good.Split('.');
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        foreach (var (what, bad) in new[]
        {
            ("signed by another", other.Token(host)), ("for another audience", issuer.Token(host, audience: "other")), ("of another issuer", issuer.Token(host, name: "https://elsewhere.example.org")),
            ("over", issuer.Token(host, fromHours: -2, toHours: -1)), ("not yet", issuer.Token(host, fromHours: 1, toHours: 2)), ("without an end", issuer.Token(host, toHours: null)),
            ("without a subject", issuer.Token(host, subject: null)), ("unsigned", $"{none}.{parts[1]}."), ("signed with the public key as a secret", issuer.ConfusedToken(host)),
            ("changed", $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace(Subject, "someone", StringComparison.Ordinal))}.{parts[2]}"),
        })
        {
            var reply = await AskAsync(host, bad, "/api/v1/units/4");
            Assert.True(reply.Status == 401, $"{what}: {reply.Status} {reply.Content}");
        }
    }

    [Fact]
    public async Task A_token_ends_when_it_says_while_the_gateway_runs()
    {
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        await GrantAsync(host, "viewer", "4");
        var token = issuer.Token(host, toHours: 1);
        Assert.Equal("2025-01-06T", (await AskAsync(host, token, "/api/v1/me")).Text("expiresAt")[..11]);
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await AskAsync(host, token, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_no_verdict_on_the_token()
    {
        using var issuer = new Issuer { IsAway = true };
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var reply = await AskAsync(host, issuer.Token(host), "/api/v1/me");
        Assert.Equal((503, "not-ready"), (reply.Status, reply.Problem));
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/4")).Status);
    }

    [Fact]
    public async Task What_cannot_be_an_issuers_token_is_refused_without_asking_it()
    {
        using var issuer = new Issuer { IsAway = true };
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        foreach (var bad in new[] { "nonsense", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AA" })
            Assert.Equal((bad, 401), (bad, (await AskAsync(host, bad, "/api/v1/me")).Status));
        // As long as the issuer's name is not known, any may be it.
        foreach (var name in new[] { Issuer.Name + "/", "https://elsewhere.example.org" })
            Assert.Equal((name, 503), (name, (await AskAsync(host, issuer.Token(host, name: name), "/api/v1/me")).Status));
    }

    [Theory]
    [InlineData(Announced)]
    [InlineData(Issuer.Name)]
    public async Task An_issuer_that_announces_another_name_has_it_in_its_tokens_and_either_in_grants(string granted)
    {
        using var issuer = new Issuer { Announced = Announced };
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var me = await AskAsync(host, issuer.Token(host, name: Announced), "/api/v1/me");
        Assert.Equal(200, me.Status);
        foreach (var name in new[] { Issuer.Name, "https://elsewhere.example.org" })
            Assert.Equal((name, 401), (name, (await AskAsync(host, issuer.Token(host, name: name), "/api/v1/me")).Status));
        var grant = await GrantAsync(host, "viewer", "4", granted);
        Assert.Equal((200, me.Text("caller")), (grant.Status, grant.Text("caller")));
        Assert.Equal(200, (await AskAsync(host, issuer.Token(host, name: Announced), "/api/v1/units/4")).Status);
        Assert.Equal((400, "issuer"), await GrantAsync(host, "viewer", "4", "https://elsewhere.example.org") is var refused ? (refused.Status, refused.Field) : default);
    }

    [Fact]
    public async Task A_grant_stored_under_an_issuer_with_a_slash_is_found_listed_changed_and_revoked()
    {
        // The digest of "32:https://login.example.org/realm/|0b6f3c52", as ids were made when the issuer was taken as written.
        const string stored = "83dc1d530410f5e73fd589e60ec9f86a";
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var old = new RoleGrant(Issuer.Name + "/", Subject, [new RoleAt(Role.Viewer, new UnitId(4))], HolderId.None, Instant.From(FakeTime.Start), "test");
        await host.Engine.Records.PutAsync("grants/" + stored, old.ToBytes(), cancellation: TestContext.Current.CancellationToken);
        var token = issuer.Token(host);
        Assert.Equal("oidc-" + stored, (await AskAsync(host, token, "/api/v1/me")).Text("caller"));
        Assert.Equal((200, 404), ((await AskAsync(host, token, "/api/v1/units/4")).Status, (await AskAsync(host, token, "/api/v1/units/3")).Status));
        Assert.Equal(stored, (await host.GetAsync("/api/v1/grants")).Text("items.0.id"));
        Assert.Equal(stored, (await GrantAsync(host, "viewer", "3")).Text("id"));
        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/units/3")).Status);
        Assert.Equal("revoked", (await host.PostAsync($"/api/v1/grants/{stored}/revoke", null)).Text("state"));
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/3")).Status);
        Assert.Single((await host.GetAsync("/api/v1/grants")).At("items").EnumerateArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_issuer_that_cannot_be_asked_is_told_to_the_operator_at_the_start(bool isAway)
    {
        using var issuer = new Issuer { IsAway = isAway };
        var log = new WarningLog();
        await using var host = await GatewayHost.StartEmptyAsync(issuer.Access, services => services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log));
        await issuer.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await host.StopAsync();
        if (isAway) Assert.Contains(Issuer.Name, Assert.Single(log.Lines), StringComparison.Ordinal);
        else Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_grant_for_another_issuer_is_refused_unless_none_is_configured()
    {
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var body = $$"""{"issuer": "https://elsewhere.example.org", "subject": "{{Subject}}", "roles": [{"role": "manager", "unit": "4"}]}""";
        var refused = await host.PostAsync("/api/v1/grants", body);
        Assert.Equal((400, "issuer"), (refused.Status, refused.Field));
        Assert.Contains(Issuer.Name, refused.Text("detail"), StringComparison.Ordinal);
        // A slash at the end is the same issuer.
        var granted = await host.PostAsync("/api/v1/grants", body.Replace("https://elsewhere.example.org", Issuer.Name + "/", StringComparison.Ordinal));
        Assert.Equal((200, (await AskAsync(host, issuer.Token(host), "/api/v1/me")).Text("caller")), (granted.Status, granted.Text("caller")));
        await using var before = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = true });
        Assert.Equal(200, (await before.PostAsync("/api/v1/grants", body)).Status);
    }

    [Fact]
    public async Task A_retry_of_a_grant_does_not_give_back_what_was_taken()
    {
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        var (token, body) = (issuer.Token(host), $$"""{"issuer": "{{Issuer.Name}}", "subject": "{{Subject}}", "roles": [{"role": "manager", "unit": "4"}]}""");
        var granted = await host.PostAsync("/api/v1/grants", body, "g1");
        await host.PostAsync($"/api/v1/grants/{granted.Text("id")}/revoke", null);
        var again = await host.PostAsync("/api/v1/grants", body, "g1");
        Assert.Equal((200, "true", "revoked"), (again.Status, again.Headers["Idempotent-Replayed"], again.Text("state")));
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/4")).Status);
        Assert.Equal("active", (await host.PostAsync("/api/v1/grants", body, "g2")).Text("state"));
        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/units/4")).Status);
    }

    [Fact]
    public async Task A_grant_is_no_way_to_take_away_what_others_gave()
    {
        using var issuer = new Issuer();
        await using var host = await GatewayHost.StartAsync(issuer.Access);
        await GrantAsync(host, "manager", "3");
        host.Token = await host.MakeTokenAsync("administrator", "4");
        var refused = await GrantAsync(host, "viewer", "4");
        Assert.Equal((403, "subject"), (refused.Status, refused.Field));
    }

    private static Task<Reply> GrantAsync(GatewayHost host, string role, string unit, string name = Issuer.Name) => host.PostAsync(
        "/api/v1/grants", $$"""{"issuer": "{{name}}", "subject": "{{Subject}}", "roles": [{"role": "{{role}}", "unit": "{{unit}}"}]}""");

    private static Task<Reply> AskAsync(GatewayHost host, string token, string path) => host.GetAsync(path, ("Authorization", $"Bearer {token}"));

    private sealed class Issuer : HttpMessageHandler
    {
        public const string Name = "https://login.example.org/realm";
        private readonly RSA rsa = RSA.Create(2048);

        public bool IsAway { get; init; }

        public string Announced { get; init; } = Name;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AccessOptions Access => new() { RequireTokens = true, OidcAuthority = Name, OidcAudience = "hierarchysim", Backchannel = this };

        public string Token(
            GatewayHost host, string? subject = Subject, string audience = "hierarchysim", string name = Name, double fromHours = 0, double? toHours = 8, Claim[]? claims = null) =>
            Write(host, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "k1" }, "RS256"), subject, audience, name, fromHours, toHours, claims);

        public string ConfusedToken(GatewayHost host) => Write(
            host, new SigningCredentials(new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" }, "HS256"), Subject, "hierarchysim", Name, 0, 8, null);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            if (IsAway) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway));
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            object answer = request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal)
                ? new { keys = new[] { new { kty = "RSA", use = "sig", kid = "k1", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } } }
                : new { issuer = Announced, jwks_uri = $"{Name}/keys" };
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(JsonSerializer.Serialize(answer), Encoding.UTF8, "application/json") });
        }

        protected override void Dispose(bool disposing)
        {
            rsa.Dispose();
            base.Dispose(disposing);
        }

        private static string Write(
            GatewayHost host, SigningCredentials credentials, string? subject, string audience, string name, double fromHours, double? toHours, Claim[]? claims)
        {
            var now = host.Time.GetUtcNow();
            var body = new Dictionary<string, object> { ["iss"] = name, ["aud"] = audience, ["nbf"] = now.AddHours(fromHours).ToUnixTimeSeconds() };
            if (subject is not null) body["sub"] = subject;
            if (toHours is { } hours) body["exp"] = now.AddHours(hours).ToUnixTimeSeconds();
            foreach (var claim in claims ?? []) body[claim.Type] = claim.Value;
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(JsonSerializer.Serialize(body), credentials);
        }
    }
}
