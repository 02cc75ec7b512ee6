namespace HierarchySim.Import;

/// <summary>Changes that a list implies and an import does not make: each is a decision about a unit's history that a list cannot express.</summary>
public enum RefusedChangeRule
{
    /// <summary>The code is under another parent in the tree.</summary>
    Move,

    /// <summary>The tree has the unit, and the list covers its province without naming it: closed, or merged into another.</summary>
    Vanish,

    /// <summary>The unit would become another kind, such as a xã a phường.</summary>
    KindChange,

    /// <summary>The parent has a unit of this name under another code, or under none.</summary>
    CodeChange,
}

/// <summary>One change that is not made. Immutable.</summary>
/// <param name="Line">The line (CSV) or row (Excel) that implies it; 0 for a unit that no line names.</param>
/// <param name="Unit">The unit as a person knows it: name and code.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Reason">The rule and the next step, in sentences.</param>
public sealed record RefusedChange(int Line, string Unit, RefusedChangeRule Rule, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? $"{Unit}: {Reason}" : $"line {Line}, {Unit}: {Reason}";
}
