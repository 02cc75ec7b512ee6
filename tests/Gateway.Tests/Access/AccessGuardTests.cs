using HierarchySim.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>The one place that decides. Units as in <see cref="GatewayHost"/>: 1 to 5 in a line, 6 and 7 below 5.</summary>
public sealed class AccessGuardTests
{
    [Theory]
    // A role at the commune: what it gives there, below, above and beside.
    [InlineData("viewer@4", "4", "allowed refused refused refused")]
    [InlineData("viewer@4", "6", "allowed refused refused refused")]
    [InlineData("viewer@4", "3", "hidden hidden hidden hidden")]
    [InlineData("official@4", "4", "allowed refused refused refused")]
    [InlineData("official@4", "3", "hidden hidden hidden hidden")]
    [InlineData("manager@4", "4", "allowed allowed allowed refused")]
    [InlineData("manager@4", "7", "allowed allowed allowed refused")]
    [InlineData("manager@4", "1", "hidden hidden hidden hidden")]
    [InlineData("administrator@4", "5", "allowed allowed allowed allowed")]
    [InlineData("administrator@4", "3", "hidden hidden hidden hidden")]
    [InlineData("administrator@7", "6", "hidden hidden hidden hidden")]
    [InlineData("administrator@1", "6", "allowed allowed allowed allowed")]
    [InlineData("viewer@1", "6", "allowed refused refused refused")]
    // Roles add up where both reach, and nowhere else.
    [InlineData("viewer@3 manager@6", "6", "allowed allowed allowed refused")]
    [InlineData("viewer@3 manager@6", "7", "allowed refused refused refused")]
    [InlineData("manager@6 manager@7", "5", "hidden hidden hidden hidden")]
    // What is not there is hidden from all who may not read everywhere.
    [InlineData("administrator@4", "ZZ", "hidden hidden hidden hidden")]
    [InlineData("", "4", "hidden hidden hidden hidden")]
    public async Task A_role_reaches_its_subtree_and_gives_what_it_gives(string roles, string unit, string expected)
    {
        await using var host = await GatewayHost.StartAsync();
        var guard = host.Services.GetRequiredService<AccessGuard>();
        var caller = CallerWith(roles);
        var found = new List<string>();
        foreach (var right in Enum.GetValues<Right>()) found.Add((await guard.ReachAsync(caller, right, Unit(unit), Left)).ToString().ToLowerInvariant());
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    // Official 4-1 is at home at 4 and holds 5; its caller's role reaches as far as it says and no further.
    [InlineData("official@4", "4", true)]
    [InlineData("official@4", "5", true)]
    [InlineData("official@4", "6", false)]
    [InlineData("official@5", "5", true)]
    [InlineData("official@5", "4", false)]
    [InlineData("official@6", "5", false)]
    [InlineData("viewer@4", "5", false)]
    public async Task An_official_acts_at_its_home_and_at_what_it_holds_within_its_role(string roles, string unit, bool acts)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var guard = host.Services.GetRequiredService<AccessGuard>();
        var reach = await guard.ReachAsync(CallerWith(roles, "4-1"), Right.Act, Unit(unit), Left);
        Assert.Equal(acts, reach == Reach.Allowed);
    }

    [Fact]
    public async Task Whoever_holds_in_a_team_acts_and_whoever_left_office_or_holds_no_more_does_not()
    {
        await using var host = await GatewayHost.StartAsync();
        var (official, other) = (await host.RegisterAsync("4"), await host.RegisterAsync("4"));
        var team = await host.RegisterAsync("4", official);
        await host.AssignAsync(team, "5");
        var guard = host.Services.GetRequiredService<AccessGuard>();
        Assert.Equal(Reach.Allowed, await guard.ReachAsync(CallerWith("official@4", official), Right.Act, Unit("5"), Left));
        Assert.Equal(Reach.Refused, await guard.ReachAsync(CallerWith("official@4", other), Right.Act, Unit("5"), Left));
        await host.AcceptAsync(202, "assignments/4-1/end", """{"on": "2025-01-06"}""");
        host.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Reach.Refused, await guard.ReachAsync(CallerWith("official@4", official), Right.Act, Unit("5"), Left));
        await host.AcceptAsync(200, $"officials/{other}/end", null);
        Assert.Equal(Reach.Refused, await guard.ReachAsync(CallerWith("official@4", other), Right.Act, Unit("4"), Left));
    }

    [Fact]
    public async Task A_case_may_be_read_wherever_it_is_or_was_and_its_origin_is_not_the_only_way()
    {
        await using var host = await GatewayHost.StartAsync();
        Assert.True(CaseId.TryParse(await host.RaiseAsync(), out var id));
        await host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("custodian") == "4");
        await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "3", "reason": "Không thuộc thẩm quyền"}""");
        await host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("custodian") == "3");
        var guard = host.Services.GetRequiredService<AccessGuard>();
        foreach (var (roles, read) in new[] { ("viewer@6", true), ("viewer@4", true), ("viewer@3", true), ("viewer@7", false) })
        {
            var problem = await guard.CheckCaseAsync(CallerWith(roles), Right.Read, id, Left);
            Assert.Equal(read ? null : "case-not-found", problem?.Type.Name);
        }
        Assert.Equal("forbidden", (await guard.CheckCaseAsync(CallerWith("viewer@6"), Right.Act, id, Left))?.Type.Name);
    }

    [Fact]
    public async Task Links_are_kept_once_read_and_bounded()
    {
        await using var host = await GatewayHost.StartAsync();
        var lines = new UnitLines(host.Engine);
        Assert.Equal([6L, 5, 4, 3, 2, 1], (await lines.OfAsync(Unit("6"), Left))!.Select(unit => unit.Value));
        Assert.Equal(6, lines.Kept);
        host.Engine.FailQueries = new InvalidOperationException("nothing more is asked");
        Assert.Equal(6, (await lines.OfAsync(Unit("6"), Left))!.Count);
        host.Engine.FailQueries = null;
        Assert.Null(await lines.OfAsync(Unit("ZZ"), Left));
        Assert.Equal(6, lines.Kept);
    }

    [Fact]
    public void A_caller_ends_when_it_says()
    {
        var caller = CallerWith("viewer@4") with { ExpiresAt = new Instant(1_000) };
        Assert.False(caller.IsOver(new Instant(999)));
        Assert.True(caller.IsOver(new Instant(1_000)));
        Assert.False(Caller.Local.IsOver(new Instant(1_000)));
        Assert.Equal("local", Caller.Local.Id);
    }

    internal static Caller CallerWith(string roles, string? holder = null) => new(
        "test", [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RoleOf)],
        HolderId.TryParse(holder, out var id) ? id : HolderId.None, Instant.None);

    private static RoleAt RoleOf(string text)
    {
        var parts = text.Split('@');
        Assert.True(Words.Role.TryRead(parts[0], out var role));
        return new RoleAt(role, Unit(parts[1]));
    }

    private static UnitId Unit(string text) => UnitId.TryParse(text, out var unit) ? unit : throw new ArgumentException(text, nameof(text));

    private static CancellationToken Left => TestContext.Current.CancellationToken;
}
