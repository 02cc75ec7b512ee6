using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>A unit of the tree as it is. Mutable only while <see cref="ExistingTree"/> reads it.</summary>
public sealed class ExistingUnit
{
    internal ExistingUnit(
        ExistingUnit? parent, UnitId id, Level level, KindIndex kind, string name, string? code, bool isOpen, bool synthetic, int childCount)
    {
        Parent = parent;
        Id = id;
        Level = level;
        Kind = kind;
        Name = name;
        Code = code;
        IsOpen = isOpen;
        Synthetic = synthetic;
        ChildCount = childCount;
    }

    /// <summary>The unit above, or null for the root.</summary>
    public ExistingUnit? Parent { get; }

    /// <summary>Identity.</summary>
    public UnitId Id { get; }

    /// <summary>Level in the scheme.</summary>
    public Level Level { get; }

    /// <summary>Kind in the scheme.</summary>
    public KindIndex Kind { get; }

    /// <summary>Official name.</summary>
    public string Name { get; }

    /// <summary>The official code on the day the tree was read for; null when it has none on that day.</summary>
    public string? Code { get; }

    /// <summary>False for a unit that closed; the import leaves it alone.</summary>
    public bool IsOpen { get; }

    /// <summary>True when it stands for a unit that no list names.</summary>
    public bool Synthetic { get; }

    /// <summary>Children ever linked, whether they were read or not.</summary>
    public int ChildCount { get; }

    /// <summary>The children that were read; empty for a unit below which nothing had to be known.</summary>
    public IReadOnlyList<ExistingUnit> Children { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Code is null ? Name : $"{Name} ({Code})";
}
