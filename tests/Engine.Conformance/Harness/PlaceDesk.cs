using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>The chain of a district that a field report is about.</summary>
public sealed record Place(UnitId Root, UnitId Province, UnitId District)
{
    /// <summary>The district and everything above it, from the root down.</summary>
    public IReadOnlyList<UnitId> Chain => [Root, Province, District];
}

/// <summary>
/// What scenarios of whole places do: many units, officials and assignments at a time. Commands of one kind go in together and are
/// followed by one wait for quiet, as a day's work of an office would be.
/// </summary>
public static class PlaceDesk
{
    // Well below what any engine lets wait at its door.
    private const int AtOnce = 32;

    /// <summary>Opens the root, a province and a district of a kind.</summary>
    public static async Task<Place> OpenPlace(this Desk desk, string province, string provinceKind, string district, string districtKind)
    {
        var root = await desk.OpenRoot();
        var top = (await desk.OpenKind(root, provinceKind, 1, province))[0];
        return new Place(root, top, (await desk.OpenKind(top, districtKind, 1, district))[0]);
    }

    /// <summary>Opens several children of a kind by one command; more than one are numbered.</summary>
    public static async Task<UnitId[]> OpenKind(this Desk desk, UnitId parent, string kind, int count, string name)
    {
        var (first, index) = (await desk.Engine.ReserveIdsAsync(count), desk.Engine.Scheme.FindKind(kind)!.Value);
        UnitId[] ids = [.. Enumerable.Range(0, count).Select(i => new UnitId(first.Value + i))];
        await desk.Accept(parent, new OpenChildren(
            [.. ids.Select((id, i) => new UnitDefinition(id, index, count == 1 ? name : $"{name} số {i + 1}", Desk.FirstDay, null, false, []))]));
        return ids;
    }

    /// <summary>Opens children of a kind below each parent, as many as its size says.</summary>
    public static async Task<UnitId[][]> OpenBelow(this Desk desk, IEnumerable<UnitId> parents, string kind, IEnumerable<int> sizes, string name)
    {
        var all = new List<UnitId[]>();
        foreach (var (parent, size) in parents.Zip(sizes)) all.Add(await desk.OpenKind(parent, kind, size, name));
        return [.. all];
    }

    /// <summary>Registers several officials of one post.</summary>
    public static async Task<HolderId[]> RegisterMany(this Desk desk, UnitId home, int count, string post, int loadLimit = 0) =>
        [.. (await AcceptMany(desk, Enumerable.Repeat((home, (Command)new RegisterOfficial("Cán bộ", [post], loadLimit)), count)))
            .Select(answer => new HolderId(home, answer.Number))];

    /// <summary>Assigns each holder to its unit in a role, from today on and without an end; the assignments are in the order of the pairs.</summary>
    public static async Task<AssignmentId[]> AssignMany(this Desk desk, string role, IEnumerable<(HolderId Holder, UnitId Unit)> pairs)
    {
        var commands = new List<(UnitId Home, Command Command)>();
        foreach (var (holder, unit) in pairs)
        {
            var way = (await Ways.FindAsync(desk.Engine, holder.Home, unit))!;
            commands.Add((holder.Home, new AssignHolder(holder, role, desk.Today(), null, null, [new AssignmentTarget(unit, way)])));
        }
        return [.. (await AcceptMany(desk, commands)).Zip(commands, (answer, sent) => new AssignmentId(sent.Home, answer.Number))];
    }

    /// <summary>How many units of a level there are in a subtree, and how many of them are held by somebody present.</summary>
    public static async Task<(int Units, int Covered)> Coverage(this Desk desk, UnitId top, string level)
    {
        var (view, at) = (await desk.View(top), desk.Engine.Scheme.FindLevel(level)!.Value);
        return (view.UnitsByLevel[at.Index], view.Tally.Holdings.CoveredAt(at));
    }

    /// <summary>Who is there in a subtree, and where duty is too much or doubled.</summary>
    public static async Task<(int Officials, int Teams, int Overlapped, int Overloaded)> Staff(this Desk desk, UnitId top)
    {
        var tally = await desk.Holdings(top);
        return (tally.Officials, tally.Teams, tally.Overlapped, tally.Overloaded);
    }

    /// <summary>Sizes in a row, each a number of times: (3, 2) is three times 2.</summary>
    public static int[] Sizes(params (int Times, int Size)[] parts) => [.. parts.SelectMany(part => Enumerable.Repeat(part.Size, part.Times))];

    private static async Task<List<CommandAnswer>> AcceptMany(Desk desk, IEnumerable<(UnitId Unit, Command Command)> commands)
    {
        var answers = new List<CommandAnswer>();
        foreach (var chunk in commands.Chunk(AtOnce)) answers.AddRange(await Task.WhenAll(chunk.Select(item => desk.Submit(item.Unit, item.Command))));
        Assert.All(answers, answer => Assert.True(answer.Verdict == Verdict.Accepted, $"{answer.Verdict} {answer.Refusal}"));
        await desk.Harness.QuietAsync();
        return answers;
    }
}
