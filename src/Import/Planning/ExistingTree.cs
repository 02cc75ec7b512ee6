using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>
/// The tree as it is, as far as a list can speak of it: down to the communes, and to the cells where an interrupted synthesis
/// is to be completed. What lies below is known by its number only. Immutable.
/// </summary>
public sealed class ExistingTree
{
    private readonly Dictionary<(Level, string), List<ExistingUnit>> byCode = [];

    internal ExistingTree(ExistingUnit? root, DateOnly asOf)
    {
        Root = root;
        AsOf = asOf;
        foreach (var unit in Units())
        {
            if (unit is not { IsOpen: true, Code: { } code }) continue;
            if (!byCode.TryGetValue((unit.Level, code), out var holders)) byCode[(unit.Level, code)] = holders = [];
            holders.Add(unit);
        }
    }

    /// <summary>The root, or null while the tree is empty.</summary>
    public ExistingUnit? Root { get; }

    /// <summary>The day whose official codes were taken.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Every unit that was read, each parent before its children.</summary>
    public IEnumerable<ExistingUnit> Units()
    {
        if (Root is null) yield break;
        var pending = new Queue<ExistingUnit>([Root]);
        while (pending.TryDequeue(out var unit))
        {
            yield return unit;
            foreach (var child in unit.Children) pending.Enqueue(child);
        }
    }

    /// <summary>
    /// The open unit with a code at a level; where several have it, the one under <paramref name="parent"/>. Null when none has it.
    /// </summary>
    public ExistingUnit? Find(Level level, string code, ExistingUnit? parent)
    {
        if (!byCode.TryGetValue((level, code), out var holders)) return null;
        return holders.Find(unit => unit.Parent == parent) ?? holders[0];
    }

    /// <summary>Reads the tree of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="time">The clock; official codes are those of its day at the scheme's offset.</param>
    /// <param name="withCells">True to read the cells below the communes too, one by one.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="EngineUnavailableException">The engine does not answer and waiting did not help.</exception>
    public static Task<ExistingTree> ReadAsync(
        IHierarchyEngine engine, TimeProvider time, bool withCells = false, CancellationToken cancellation = default) =>
        new ExistingTreeReader(engine, time, withCells ? ListedLevel.Cell : ListedLevel.Commune).ReadAsync(cancellation);
}
