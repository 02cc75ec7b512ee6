using System.CommandLine;
using HierarchySim.Gateway;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace HierarchySim.Cli.Commands;

/// <summary><c>keys</c>: API keys of a data folder, for the first one and for whoever has lost the last.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "API keys of a data folder, while no server has it: make the first one, list them, rotate or revoke one.") { CreateCreate(), CreateList(), CreateRotate(), CreateRevoke() };

    private static Command CreateCreate()
    {
        var (data, json) = (Shared.Data(), Shared.Json());
        var name = new Option<string>("--name") { Description = "What the key is for. No person's name.", HelpName = "TEXT", Required = true };
        var role = new Option<string>("--role") { Description = $"What its caller is: {KeyOffice.RoleWords}.", HelpName = "ROLE", DefaultValueFactory = _ => "administrator" };
        var unit = new Option<string?>("--unit") { Description = "Id of the unit where; the role reaches its subtree and nothing else. Default: the root.", HelpName = "ID" };
        var holder = new Option<string?>("--holder") { Description = "Id of the official it stands for; needed for the role 'official'.", HelpName = "ID" };
        var days = new Option<int>("--days") { Description = $"Days until it ends, 1 to {KeyOffice.DaysMax}.", HelpName = "DAYS", DefaultValueFactory = _ => 365 };
        var command = new Command("create", "Make a key and show its token, this once.") { name, role, unit, holder, days, data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            var order = new KeyOrder(parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(unit), parsed.GetValue(holder), parsed.GetValue(days));
            return Shared.GuardAsync(output, () => MakeAsync(output, parsed.GetValue(data)!, order));
        });
        return command;
    }

    private static Command CreateList()
    {
        var (data, json) = (Shared.Data(), Shared.Json());
        var command = new Command("list", "List the keys, revoked ones too. Their secrets are not kept.") { data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => ListAsync(output, parsed.GetValue(data)!));
        });
        return command;
    }

    private static Command CreateRotate()
    {
        var (data, json) = (Shared.Data(), Shared.Json());
        var id = Id();
        var command = new Command("rotate", "Give a key another secret and show its token, this once. The one before ends at once.") { id, data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RotateAsync(output, parsed.GetValue(data)!, parsed.GetValue(id)!));
        });
        return command;
    }

    private static Argument<string> Id() => new("ID") { Description = "The key's id: the part of its token between 'hsk_' and the next '_'." };

    private static Command CreateRevoke()
    {
        var (data, json) = (Shared.Data(), Shared.Json());
        var id = Id();
        var command = new Command("revoke", "End a key at once and for good.") { id, data, json };
        command.SetAction(parsed =>
        {
            var output = new Output(parsed.GetValue(json));
            return Shared.GuardAsync(output, () => RevokeAsync(output, parsed.GetValue(data)!, parsed.GetValue(id)!));
        });
        return command;
    }

    private static async Task<int> MakeAsync(Output output, string folder, KeyOrder order)
    {
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        var isFirst = !await KeyOffice.HasKeysAsync(engine).ConfigureAwait(false);
        var (key, token, refusal) = await new KeyOffice(engine, TimeProvider.System).MakeAsync(order).ConfigureAwait(false);
        if (refusal is not null) return output.Fail(ExitCodes.InputRefused, $"--{refusal.Replace("roles[0].", "", StringComparison.Ordinal)}");
        // Everybody needs a token from now on, so without an administrator's nobody could make another key over the API.
        if (isFirst && !key!.Roles.Contains("administrator@1"))
            Output.Note("This first key is no administrator's of the root: nobody can make keys over the API until there is one. Make it:  hierarchysim keys create --name TEXT --data " + folder);
        output.Result(new { token, key }, console =>
        {
            console.WriteLine($"Key {key!.Id} ({string.Join(", ", key.Roles)}) is valid until {key.ExpiresAt:yyyy-MM-dd}. Its token, which nobody can read later:");
            console.WriteLine(token!);
            console.WriteLine("Send it as 'Authorization: Bearer TOKEN'. From now on a server over this folder asks everybody for a token.");
        });
        return ExitCodes.Ok;
    }

    private static async Task<int> ListAsync(Output output, string folder)
    {
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        var keys = await new KeyOffice(engine, TimeProvider.System).ListAsync().ConfigureAwait(false);
        output.Result(new { keys }, console =>
        {
            if (keys.Count == 0) console.WriteLine("There are no keys. Make the first:  hierarchysim keys create --name TEXT");
            foreach (var key in keys)
                console.WriteLine(
                    $"{key.Id}  {key.State}  {string.Join(" ", key.Roles)}{(key.Holder is null ? "" : $"  for {key.Holder}")}  until {key.ExpiresAt:yyyy-MM-dd}  "
                    + $"{(key.LastUsedAt is { } used ? $"used {used:yyyy-MM-dd HH:mm}Z" : "never used")}  {key.Name}");
        });
        return ExitCodes.Ok;
    }

    private static async Task<int> RotateAsync(Output output, string folder, string id)
    {
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        var (key, token, refusal) = await new KeyOffice(engine, TimeProvider.System).RotateAsync(id).ConfigureAwait(false);
        if (refusal is not null) return output.Fail(ExitCodes.InputRefused, refusal.Replace("id: ", "ID: ", StringComparison.Ordinal));
        output.Result(new { token, key }, console =>
        {
            console.WriteLine($"Key {key!.Id} ({key.Name}) has another secret, and the one before is no good any more. Its token, which nobody can read later:");
            console.WriteLine(token!);
        });
        return ExitCodes.Ok;
    }

    private static async Task<int> RevokeAsync(Output output, string folder, string id)
    {
        Shared.RequireFolder(folder);
        await using var engine = await Shared.OpenAsync(output, folder).ConfigureAwait(false);
        if (await new KeyOffice(engine, TimeProvider.System).RevokeAsync(id).ConfigureAwait(false) is not var (key, wasRevoked))
            return output.Fail(ExitCodes.InputRefused, $"ID: no key has the id '{id}'. List them:  hierarchysim keys list");
        output.Result(new { key }, console => console.WriteLine($"Key {key.Id} ({key.Name}) {(wasRevoked ? "was revoked already" : "is revoked")}."));
        return ExitCodes.Ok;
    }
}
