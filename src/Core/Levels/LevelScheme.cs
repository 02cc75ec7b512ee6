namespace HierarchySim.Core;

/// <summary>A level's place in its scheme: 0 is the root, greater is further down.</summary>
/// <param name="Index">Index into <see cref="LevelScheme.Levels"/>.</param>
public readonly record struct Level(byte Index);

/// <summary>A kind's place in its scheme.</summary>
/// <param name="Index">Index into <see cref="LevelScheme.Kinds"/>.</param>
public readonly record struct KindIndex(byte Index);

/// <summary>One level of a scheme.</summary>
/// <param name="Code">Stable name for machines, such as <c>commune</c>.</param>
/// <param name="Name">English name.</param>
/// <param name="NameVi">Official Vietnamese name.</param>
/// <param name="Parents">Codes of the levels whose units may parent units of this one; empty for the root.</param>
/// <param name="MayHold">Codes of the levels whose units officials of this level may hold.</param>
/// <param name="CodeDigits">Digits of an official code at this level; 0 when the level has none.</param>
public sealed record LevelDefinition(
    string Code, string Name, string NameVi, IReadOnlyList<string> Parents, IReadOnlyList<string> MayHold, int CodeDigits);

/// <summary>One kind of unit within a level, such as xã, phường and thị trấn within the commune level.</summary>
/// <param name="Code">Stable name for machines.</param>
/// <param name="Level">Code of the level it belongs to.</param>
/// <param name="Name">English name.</param>
/// <param name="NameVi">Official Vietnamese name.</param>
/// <param name="HasTerritory">False for bodies that sit in the tree without a territory: agency, school, police, military.</param>
public sealed record KindDefinition(string Code, string Level, string Name, string NameVi, bool HasTerritory);

/// <summary>
/// Which levels exist, who may parent whom and who may hold what. Depth and names are data: no code knows a commune.
/// Immutable; made by <see cref="TryCreate"/> only, so every scheme in use is a lawful one.
/// </summary>
public sealed class LevelScheme
{
    private readonly ushort[] parentMasks;
    private readonly ushort[] holdMasks;
    private readonly SubtreeCounts[] lone;
    private readonly Level[] levelOfKind;

    private LevelScheme(string code, TimeSpan offset, LevelDefinition[] levels, KindDefinition[] kinds)
    {
        Code = code;
        Offset = offset;
        Levels = levels;
        Kinds = kinds;
        parentMasks = [.. levels.Select(level => MaskOf(level.Parents))];
        holdMasks = [.. levels.Select(level => MaskOf(level.MayHold))];
        HeldLevels = new LevelSet((ushort)holdMasks.Aggregate(0, (all, mask) => all | mask));
        lone = [.. levels.Select((_, index) => SubtreeCounts.OfOne(index, levels.Length))];
        levelOfKind = [.. kinds.Select(kind => FindLevel(kind.Level)!.Value)];
        Empty = SubtreeCounts.None(levels.Length);
    }

    /// <summary>Stable name of the scheme, such as <c>three-tier</c>.</summary>
    public string Code { get; }

    /// <summary>Offset from UTC at which the scheme's dates are local.</summary>
    public TimeSpan Offset { get; }

    /// <summary>Levels from the root down.</summary>
    public IReadOnlyList<LevelDefinition> Levels { get; }

    /// <summary>Kinds of unit, over all levels.</summary>
    public IReadOnlyList<KindDefinition> Kinds { get; }

    /// <summary>A set with every level in it.</summary>
    public LevelSet AllLevels => new((ushort)((1 << Levels.Count) - 1));

    /// <summary>Counts of nothing; the shared value of closed units without children.</summary>
    internal SubtreeCounts Empty { get; }

    /// <summary>Counts of one unit alone; one shared instance per level, so that a leaf costs nothing.</summary>
    internal SubtreeCounts CountsOfOne(Level level) => lone[level.Index];

    /// <summary>The level with a code, or null.</summary>
    public Level? FindLevel(string code)
    {
        for (var i = 0; i < Levels.Count; i++)
            if (Levels[i].Code == code) return new Level((byte)i);
        return null;
    }

    /// <summary>The kind with a code, or null.</summary>
    public KindIndex? FindKind(string code)
    {
        for (var i = 0; i < Kinds.Count; i++)
            if (Kinds[i].Code == code) return new KindIndex((byte)i);
        return null;
    }

    /// <summary>True when a unit of one level may be the parent of a unit of the other.</summary>
    public bool MayParent(Level parent, Level child) => (parentMasks[child.Index] & (1 << parent.Index)) != 0;

    /// <summary>Levels whose units officials of some level may hold; elsewhere no unit counts as uncovered.</summary>
    public LevelSet HeldLevels { get; }

    /// <summary>True when officials of a unit of one level may hold units of the other.</summary>
    public bool MayHold(Level home, Level held) => (holdMasks[home.Index] & (1 << held.Index)) != 0;

    /// <summary>The level a kind belongs to.</summary>
    public Level LevelOf(KindIndex kind) => levelOfKind[kind.Index];

    /// <summary>Makes a scheme, or says everything that is wrong with it.</summary>
    /// <param name="code">Stable name of the scheme.</param>
    /// <param name="offset">Offset from UTC, -14 to +14 hours.</param>
    /// <param name="levels">Levels from the root down.</param>
    /// <param name="kinds">Kinds, over all levels.</param>
    /// <param name="problems">One sentence for each broken rule.</param>
    /// <returns>The scheme, or null when there are problems.</returns>
    public static LevelScheme? TryCreate(
        string code, TimeSpan offset, IReadOnlyList<LevelDefinition> levels, IReadOnlyList<KindDefinition> kinds, out IReadOnlyList<string> problems)
    {
        problems = LevelSchemeRules.Check(code, offset, levels, kinds);
        return problems.Count == 0 ? new LevelScheme(code, offset, [.. levels], [.. kinds]) : null;
    }

    private ushort MaskOf(IReadOnlyList<string> codes) => (ushort)codes.Aggregate(0, (mask, code) => mask | (1 << FindLevel(code)!.Value.Index));
}
