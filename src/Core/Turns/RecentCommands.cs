namespace HierarchySim.Core;

/// <summary>An accepted command, kept so that a retry gets the first answer.</summary>
/// <param name="Id">Digest of caller, unit and key, and of the body.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Number">The number its answer carried.</param>
public readonly record struct RecentCommand(CommandId Id, Instant At, int Number);

/// <summary>
/// The commands a unit remembers, oldest first. Forgetting happens while a newer command is applied, from the times in the
/// events alone, so that a replay forgets the same ones; an idle unit keeps its last few a little longer than it must. A unit that
/// remembers many finds them by an index, and forgets them by the quarter, so that a busy one does not pay for each with all.
/// </summary>
internal static class RecentCommands
{
    private const int IndexedFrom = 256;

    public static ref readonly RecentCommand Find(UnitState unit, in CommandId id)
    {
        if (unit.desk?.CommandIndex is { } index)
        {
            if (index.TryGetValue((id.High, id.Low), out var place)) return ref unit.commands[place];
            return ref System.Runtime.CompilerServices.Unsafe.NullRef<RecentCommand>();
        }
        for (var i = unit.commandCount - 1; i >= 0; i--)
            if (unit.commands[i].Id.SameKey(id)) return ref unit.commands[i];
        return ref System.Runtime.CompilerServices.Unsafe.NullRef<RecentCommand>();
    }

    /// <summary>How many are still within the time commands are remembered for.</summary>
    public static int CountRemembered(UnitState unit, Instant now) => unit.commandCount - CountExpired(unit, now);

    public static void Add(UnitState unit, in RecentCommand command)
    {
        var expired = CountExpired(unit, command.At);
        if (expired > 0 && (expired * 4 >= unit.commandCount || unit.commandCount is < IndexedFrom or >= Limits.RecentCommandsPerUnitMax)) Forget(unit, expired);
        if (unit.commandCount == unit.commands.Length) Array.Resize(ref unit.commands, Math.Max(1, unit.commandCount * 2));
        unit.commands[unit.commandCount++] = command;
        if (unit.desk?.CommandIndex is { } index) index[(command.Id.High, command.Id.Low)] = unit.commandCount - 1;
        else if (unit.commandCount > IndexedFrom) Index(unit);
    }

    /// <summary>Makes the index of a unit that remembers many.</summary>
    public static void Index(UnitState unit)
    {
        if (unit.commandCount <= IndexedFrom) return;
        var desk = unit.desk ??= new Desk();
        desk.CommandIndex = new Dictionary<(ulong, ulong), int>(unit.commandCount * 2);
        for (var i = 0; i < unit.commandCount; i++) desk.CommandIndex[(unit.commands[i].Id.High, unit.commands[i].Id.Low)] = i;
    }

    private static void Forget(UnitState unit, int count)
    {
        Array.Copy(unit.commands, count, unit.commands, 0, unit.commandCount - count);
        Array.Clear(unit.commands, unit.commandCount - count, count);
        unit.commandCount -= count;
        if (unit.desk is not { CommandIndex: not null } desk) return;
        desk.CommandIndex = null;
        Index(unit);
    }

    // Turns of a unit carry growing times, so those that expired come first.
    private static int CountExpired(UnitState unit, Instant now)
    {
        var (low, high) = (0, unit.commandCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (unit.commands[middle].At.PlusMs(Limits.RecentCommandsKeptMs) < now) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
