namespace HierarchySim.Simulator;

/// <summary>Something that must always hold does not. The message begins with its number and name.</summary>
internal sealed class BrokenInvariant(int number, string what) : Exception($"Invariant {number} ({Invariants.Name(number)}): {what}")
{
    /// <summary>Its number in <see cref="Invariants"/>.</summary>
    public int Number { get; } = number;

    /// <summary>Breaks off the run when something does not hold.</summary>
    public static void Require(bool holds, int number, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref FailureText what)
    {
        if (!holds) throw new BrokenInvariant(number, what.ToString());
    }

    /// <inheritdoc cref="Require(bool, int, ref FailureText)"/>
    public static void Require(bool holds, int number, string what)
    {
        if (!holds) throw new BrokenInvariant(number, what);
    }
}

/// <summary>A message that is put together only where something does not hold: the checks run at every step.</summary>
[System.Runtime.CompilerServices.InterpolatedStringHandler]
internal ref struct FailureText
{
    private System.Runtime.CompilerServices.DefaultInterpolatedStringHandler text;
    private readonly bool isNeeded;

    public FailureText(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = this.isNeeded = !holds;
        text = isNeeded ? new(literalLength, formattedCount, System.Globalization.CultureInfo.InvariantCulture) : default;
    }

    public void AppendLiteral(string part) => text.AppendLiteral(part);

    public void AppendFormatted<T>(T part) => text.AppendFormatted(part);

    public override readonly string ToString() => isNeeded ? text.ToString() : "";
}
