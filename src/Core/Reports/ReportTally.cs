namespace HierarchySim.Core;

/// <summary>
/// What has been reported in a subtree: one total for each form, period, version and level. Immutable. Gauges: they may be stale
/// while changes climb.
/// </summary>
/// <remarks>
/// A tally has at most <see cref="Limits.ReportTotalsPerTallyMax"/> totals, those whose periods ended last. Keeping the last of a
/// union of such tallies is the same as keeping the last of everything, so a parent agrees with a naive recount.
/// </remarks>
public sealed class ReportTally : IEquatable<ReportTally>
{
    private readonly ReportTotal[] totals;

    private ReportTally(ReportTotal[] totals) => this.totals = totals;

    /// <summary>Nothing reported.</summary>
    public static ReportTally Empty { get; } = new([]);

    /// <summary>All totals, by their keys.</summary>
    public ReadOnlySpan<ReportTotal> Totals => totals;

    /// <summary>The totals of one form and period: one for each version and level that has reports.</summary>
    public ReadOnlySpan<ReportTotal> Of(string form, ReportPeriod period)
    {
        var first = FirstFrom(new ReportKey(form, period, 0, default));
        var end = first;
        while (end < totals.Length && totals[end].Key.Form == form && totals[end].Key.Period == period) end++;
        return totals.AsSpan(first, end - first);
    }

    /// <summary>Makes a tally of totals that lie in the order of their keys.</summary>
    internal static ReportTally Of(ReportTotal[] sorted)
    {
        if (sorted.Length == 0) return Empty;
        return new ReportTally(sorted.Length <= Limits.ReportTotalsPerTallyMax ? sorted : KeepLast(sorted));
    }

    private static ReportTotal[] KeepLast(ReportTotal[] sorted) =>
        [.. sorted.OrderByDescending(total => total.Key.Period.LastDay).ThenBy(total => total.Key).Take(Limits.ReportTotalsPerTallyMax).OrderBy(total => total.Key)];

    private int FirstFrom(in ReportKey key)
    {
        var (low, high) = (0, totals.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (totals[middle].Key < key) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <inheritdoc/>
    public bool Equals(ReportTally? other) => other is not null && (ReferenceEquals(this, other) || Totals.SequenceEqual(other.Totals));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReportTally);

    /// <inheritdoc/>
    public override int GetHashCode() => totals.Length == 0 ? 0 : HashCode.Combine(totals.Length, totals[0], totals[^1]);

    /// <summary>Adds tallies without making one for each partial sum. Where only one has anything, the sum is that one.</summary>
    internal struct Sum
    {
        private ReportTally? only;
        private List<ReportSum>? sums;

        public void Add(ReportTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            if (only is null)
            {
                only = tally;
                return;
            }
            sums ??= [.. only.totals.Select(total => new ReportSum(total))];
            var at = 0;
            foreach (var total in tally.totals)
            {
                while (at < sums.Count && sums[at].Key < total.Key) at++;
                if (at < sums.Count && sums[at].Key == total.Key) sums[at].Add(total);
                else sums.Insert(at, new ReportSum(total));
                at++;
            }
        }

        public readonly ReportTally ToTally() => sums is null ? only ?? Empty : Of([.. sums.Select(sum => sum.ToTotal())]);
    }
}

/// <summary>One total while it is being added up; a total that stands alone is kept as it is.</summary>
internal sealed class ReportSum(ReportTotal first)
{
    private int actual = first.Actual;
    private int onTime = first.OnTime;
    private int corrected = first.Corrected;
    private int closedSince = first.ClosedSince;
    private long[]? sums;

    public ReportKey Key => first.Key;

    public void Add(ReportTotal total)
    {
        sums ??= first.Sums.ToArray();
        actual += total.Actual;
        onTime += total.OnTime;
        corrected += total.Corrected;
        closedSince += total.ClosedSince;
        for (var i = 0; i < sums.Length; i++) sums[i] += total.Sums[i];
    }

    public ReportTotal ToTotal() => sums is null ? first : new ReportTotal(Key, actual, onTime, corrected, closedSince, sums);
}
