// One node of an imported tree. There are over a million of them for a nation, so a node
// holds references to shared strings and makes its list of children only when it has one.

namespace HierarchySim.Import;

/// <summary>A unit of an imported list. Mutable only through the <see cref="UnitList"/> that holds it.</summary>
public sealed class ListedUnit
{
    private List<ListedUnit>? children;

    internal ListedUnit(ListedUnit? parent, ListedLevel level, string kind, string name, string? code, int sourceLine, bool synthetic)
    {
        Parent = parent;
        Level = level;
        Kind = kind;
        Name = name;
        Code = code;
        SourceLine = sourceLine;
        Synthetic = synthetic;
    }

    /// <summary>The level of the unit.</summary>
    public ListedLevel Level { get; }

    /// <summary>The kind within the level: a key of <see cref="UnitKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The full official name, kind word included ("Xã Đất Mũi"), in Unicode NFC.</summary>
    public string Name { get; }

    /// <summary>The official code (2, 3 or 5 digits), or null for the nation and for synthetic units.</summary>
    public string? Code { get; }

    /// <summary>The unit above, or null for the nation.</summary>
    public ListedUnit? Parent { get; }

    /// <summary>The units below, in the order of the file.</summary>
    public IReadOnlyList<ListedUnit> Children => children ?? (IReadOnlyList<ListedUnit>)[];

    /// <summary>Whether the unit was made up by <see cref="SyntheticTiers"/> rather than read from the list.</summary>
    public bool Synthetic { get; }

    /// <summary>The line (CSV) or row (Excel) that first named the unit; 0 for the nation and for synthetic units.</summary>
    public int SourceLine { get; }

    /// <inheritdoc/>
    public override string ToString() => Code is null ? Name : $"{Name} ({Code})";

    internal void Append(ListedUnit child) => (children ??= []).Add(child);

    internal void ExpectChildren(int count) => children = new List<ListedUnit>(count);
}
