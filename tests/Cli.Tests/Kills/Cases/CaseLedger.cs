namespace HierarchySim.Cli.Tests;

/// <summary>All cases of a run: those something may still be done about, and what was answered since the last start.</summary>
internal sealed class CaseLedger(Random random, CaseDraws draws, int total)
{
    /// <summary>So many cases wait to be drawn, so that a case's acts lie among thousands of others.</summary>
    private const int WaitingMin = 3_000;
    private readonly List<LedgerCase> all = [];
    private readonly List<LedgerCase> waiting = [];
    private readonly List<(CaseRequest Request, CaseReceipt Receipt)> answered = [];

    public IReadOnlyList<LedgerCase> All => all;

    /// <summary>Cases that nobody closed, as far as was answered.</summary>
    public int Open => all.Count(item => item.Id is not null && item.Closed is null);

    /// <summary>Draws a case and what is sent about it; null when there is nothing left to do.</summary>
    public LedgerCase? Draw()
    {
        lock (all)
        {
            while (true)
            {
                if (all.Count < total && (waiting.Count < WaitingMin || random.Next(2) == 0))
                {
                    all.Add(draws.Raise(all.Count + 1));
                    return all[^1];
                }
                if (waiting.Count == 0) return null;
                var at = random.Next(waiting.Count);
                var item = waiting[at];
                waiting[at] = waiting[^1];
                waiting.RemoveAt(waiting.Count - 1);
                if (draws.Next(item, all[random.Next(all.Count)]) is not { } request) continue;
                item.Pending = request;
                return item;
            }
        }
    }

    /// <summary>Takes in what a case's request was answered, and lets the case be drawn again.</summary>
    /// <returns>How many cases were drawn to be raised so far.</returns>
    public int Learn(LedgerCase item, Answer answer)
    {
        lock (all)
        {
            var request = item.Pending!;
            item.Learn(answer);
            if (answer.IsAccepted) answered.Add((request, item.Receipts[^1]));
            waiting.Add(item);
            return all.Count;
        }
    }

    /// <summary>Some of what was accepted since this was last asked; units remember commands for a day, and the next start is days later.</summary>
    public (CaseRequest Request, CaseReceipt Receipt)[] TakeAnswered(int count)
    {
        var shuffled = answered.ToArray();
        random.Shuffle(shuffled);
        answered.Clear();
        return shuffled[..Math.Min(count, shuffled.Length)];
    }
}
