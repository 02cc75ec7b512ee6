namespace HierarchySim.Core;

/// <summary>An accepted command, kept so that a retry gets the first answer.</summary>
/// <param name="Id">Digest of caller, unit and key, and of the body.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Number">The number its answer carried.</param>
public readonly record struct RecentCommand(CommandId Id, Instant At, int Number);

/// <summary>
/// The commands a unit remembers, oldest first. Forgetting happens while a newer command is applied, from the times in the
/// events alone, so that a replay forgets the same ones; an idle unit keeps its last few a little longer than it must.
/// </summary>
internal static class RecentCommands
{
    public static ref readonly RecentCommand Find(RecentCommand[] commands, int count, in CommandId id)
    {
        for (var i = count - 1; i >= 0; i--)
            if (commands[i].Id.SameKey(id)) return ref commands[i];
        return ref System.Runtime.CompilerServices.Unsafe.NullRef<RecentCommand>();
    }

    /// <summary>How many are still within the time commands are remembered for.</summary>
    public static int CountRemembered(RecentCommand[] commands, int count, Instant now) => count - CountExpired(commands, count, now);

    public static void Add(ref RecentCommand[] commands, ref int count, in RecentCommand command)
    {
        var expired = CountExpired(commands, count, command.At);
        if (expired > 0)
        {
            Array.Copy(commands, expired, commands, 0, count - expired);
            Array.Clear(commands, count - expired, expired);
            count -= expired;
        }
        if (count == commands.Length) Array.Resize(ref commands, Math.Max(1, count * 2));
        commands[count++] = command;
    }

    private static int CountExpired(RecentCommand[] commands, int count, Instant now)
    {
        var expired = 0;
        while (expired < count && commands[expired].At.PlusMs(Limits.RecentCommandsKeptMs) < now) expired++;
        return expired;
    }
}
