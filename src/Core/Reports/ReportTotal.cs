namespace HierarchySim.Core;

/// <summary>
/// The reports of one period that units of one level have submitted on one version of a form, over a subtree. Versions and levels
/// are kept apart because a catalogue may be replaced within a period: fields of two versions do not add up by place, and
/// whoever a form no longer asks is not counted among those who answered. Immutable.
/// </summary>
public sealed class ReportTotal : IEquatable<ReportTotal>
{
    private readonly long[] sums;

    internal ReportTotal(in ReportKey key, int actual, int onTime, int corrected, int closedSince, long[] sums)
    {
        Key = key;
        Actual = actual;
        OnTime = onTime;
        Corrected = corrected;
        ClosedSince = closedSince;
        this.sums = sums;
    }

    /// <summary>What the reports have in common.</summary>
    public ReportKey Key { get; }

    /// <summary>Units that submitted, late or not.</summary>
    public int Actual { get; }

    /// <summary>Of them, units whose first report came by its due time.</summary>
    public int OnTime { get; }

    /// <summary>Of them, units that corrected their report.</summary>
    public int Corrected { get; }

    /// <summary>Of them, units that have closed since. They count as expected although they are no open units.</summary>
    public int ClosedSince { get; }

    /// <summary>The sum of each field, in the order of the form's version.</summary>
    public ReadOnlySpan<long> Sums => sums;

    internal static ReportTotal Of(Report report, Level level, bool closed) => new(
        new ReportKey(report.Form, report.Period, report.Version, level), 1, report.IsOnTime ? 1 : 0, report.IsCorrected ? 1 : 0, closed ? 1 : 0, report.Values);

    /// <inheritdoc/>
    public bool Equals(ReportTotal? other) =>
        other is not null && (ReferenceEquals(this, other) || (Key == other.Key
            && (Actual, OnTime, Corrected, ClosedSince) == (other.Actual, other.OnTime, other.Corrected, other.ClosedSince)
            && Sums.SequenceEqual(other.Sums)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReportTotal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Actual, OnTime, Corrected, ClosedSince);
}

/// <summary>What the reports of one total have in common.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Period">What they are about.</param>
/// <param name="Version">The form's version.</param>
/// <param name="Level">The level of the units that submitted them.</param>
public readonly record struct ReportKey(string Form, ReportPeriod Period, int Version, Level Level) : IComparable<ReportKey>
{
    /// <summary>By form, period, version and level.</summary>
    public int CompareTo(ReportKey other)
    {
        if (!ReferenceEquals(Form, other.Form) && string.CompareOrdinal(Form, other.Form) is var byForm and not 0) return byForm;
        if (Period.CompareTo(other.Period) is var byPeriod and not 0) return byPeriod;
        return Version != other.Version ? Version.CompareTo(other.Version) : Level.Index.CompareTo(other.Level.Index);
    }

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator <(ReportKey left, ReportKey right) => left.CompareTo(right) < 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator >(ReportKey left, ReportKey right) => left.CompareTo(right) > 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator <=(ReportKey left, ReportKey right) => left.CompareTo(right) <= 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator >=(ReportKey left, ReportKey right) => left.CompareTo(right) >= 0;
}
