using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>A demo's token for a named role.</summary>
/// <param name="Name">The role's name in the demo.</param>
/// <param name="Token">The token, good until the demo stops.</param>
/// <param name="Caller">Whom it makes.</param>
internal sealed record DemoToken(string Name, string Token, Caller Caller);

/// <summary>
/// Tokens that a demo gives to whoever asks, so that access can be tried out: a viewer and a manager of the district, an official of one
/// commune, an administrator of everything, and a stranger, who manages another commune. They are new with every start.
/// </summary>
internal sealed class DemoTokens(IHierarchyEngine engine, AccessMode mode) : IDisposable
{
    public const string TokenPrefix = "hsd_", CallerPrefix = "demo-";
    private readonly ConcurrentDictionary<string, DemoToken> tokens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim making = new(1);

    /// <summary>The caller a token makes; null when it is none of this demo's.</summary>
    public Caller? Find(string token) => tokens.GetValueOrDefault(token)?.Caller;

    /// <summary>All tokens; empty while the demo's tree is not there, and where this is no demo.</summary>
    public async Task<IReadOnlyList<DemoToken>> ListAsync(CancellationToken left)
    {
        if (!mode.IsDemo) return [];
        await making.WaitAsync(left);
        try
        {
            if (tokens.IsEmpty) await MakeAsync(left);
        }
        finally
        {
            making.Release();
        }
        return [.. tokens.Values.OrderBy(token => token.Caller.Roles[0].Role).ThenBy(token => token.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => making.Dispose();

    private async Task MakeAsync(CancellationToken left)
    {
        // The first unit with two children: whatever the tree is, there are strangers below it.
        var top = UnitId.Root;
        var children = await ChildrenAsync(top, left);
        while (children is [var only])
        {
            top = only;
            children = await ChildrenAsync(top, left);
        }
        if (children is not [var here, var elsewhere, ..]) return;
        Add("viewer", Role.Viewer, top, HolderId.None);
        Add("official", Role.Official, here, await OfficialOfAsync(here, left));
        Add("manager", Role.Manager, top, HolderId.None);
        Add("stranger", Role.Manager, elsewhere, HolderId.None);
        Add("administrator", Role.Administrator, UnitId.Root, HolderId.None);
    }

    private async Task<List<UnitId>> ChildrenAsync(UnitId unit, CancellationToken left) =>
        [.. (await engine.QueryAsync(new GetChildren(unit, 0, 2), left))?.Items.Select(child => child.Id) ?? []];

    private async Task<HolderId> OfficialOfAsync(UnitId home, CancellationToken left) =>
        (await engine.QueryAsync(new ListHolders(home, 0, Limits.PageItemsMax), left) ?? []).FirstOrDefault(holder => holder.Official is { IsActive: true })?.Id ?? HolderId.None;

    private void Add(string name, Role role, UnitId unit, HolderId holder)
    {
        var token = $"{TokenPrefix}{name}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        tokens[token] = new DemoToken(name, token, new Caller(CallerPrefix + name, [new RoleAt(role, unit)], holder, Instant.None));
    }
}
