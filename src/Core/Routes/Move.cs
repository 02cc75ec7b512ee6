namespace HierarchySim.Core;

/// <summary>One step over a link: up to the parent, or down to one child. It also names the link a message came by: the move that leads back.</summary>
public readonly record struct Move
{
    private readonly int child;

    private Move(int child) => this.child = child;

    /// <summary>To the parent.</summary>
    public static readonly Move Up = new(-1);

    /// <summary>To a child.</summary>
    /// <param name="child">Its place among the parent's children, from 0.</param>
    public static Move Down(int child)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(child);
        return new Move(child);
    }

    /// <summary>True for the step to the parent.</summary>
    public bool IsUp => child < 0;

    /// <summary>The child's place; -1 for the step up.</summary>
    public int Child => child;

    /// <inheritdoc/>
    public override string ToString() => IsUp ? "up" : $"down {child}";
}
