// Shares a total among parts: each gets one, then the rest goes by random weights that
// differ at most threefold, so that units look like real ones (some half, some half as
// much again as the mean) and none is a desert or a metropolis. Rounding leaves fewer
// units over than there are parts; they go one each, from a random part on. Where a
// share passes the most a part may have, the excess goes evenly to those with room.
// All in integers: floating point would tie the result to the machine.

namespace HierarchySim.Import.Synthesis;

/// <summary>Shares exact totals, at random but plausibly.</summary>
internal static class Apportionment
{
    private const int WeightMin = 50;
    private const int WeightMax = 150;

    /// <summary>Shares of at least 1 and at most <paramref name="partMax"/> that add up to <paramref name="total"/>.</summary>
    public static int[] Share(int total, int parts, int partMax, SplitMix64 random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, parts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, (long)parts * partMax);

        int[] shares = new int[parts];
        long weightSum = 0;
        for (int i = 0; i < parts; i++)
            weightSum += shares[i] = WeightMin + random.Below(WeightMax - WeightMin + 1);

        long rest = total - parts;
        int left = total;
        for (int i = 0; i < parts; i++)
        {
            shares[i] = (int)Math.Min(partMax, 1 + (rest * shares[i] / weightSum));
            left -= shares[i];
        }

        SpreadEvenly(left, shares, partMax, first: random.Below(parts));
        return shares;
    }

    /// <summary>Hands out what is left in rounds, each part with room getting the same.</summary>
    private static void SpreadEvenly(int left, int[] shares, int partMax, int first)
    {
        while (left > 0)
        {
            int open = shares.Count(s => s < partMax);
            int each = Math.Max(1, left / open);
            for (int i = 0; i < shares.Length && left > 0; i++)
            {
                int part = (first + i) % shares.Length;
                int given = Math.Min(Math.Min(each, partMax - shares[part]), left);
                shares[part] += given;
                left -= given;
            }
        }
    }
}
