using HierarchySim.Core;
using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// Which hosts there are, and so where each unit lives, as each place believes: the table in the database changes at once, and each
/// place reads it in its own time. While two hosts believe differently both may have a unit.
/// </summary>
internal sealed class Membership
{
    private readonly Dice dice;
    private readonly Agenda agenda;
    private readonly FaultMix faults;
    private readonly bool[] table;
    private readonly bool[][] views;

    public Membership(Dice dice, Agenda agenda, FaultMix faults, int hosts, int places)
    {
        (this.dice, this.agenda, this.faults) = (dice, agenda, faults);
        table = new bool[hosts];
        Array.Fill(table, true);
        views = [.. Enumerable.Range(0, places).Select(_ => (bool[])table.Clone())];
    }

    /// <summary>Called when a place has learnt of a change.</summary>
    public required Action<int> Learnt { get; init; }

    /// <summary>While false everybody learns at once.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>True while the table says that a host is there.</summary>
    public bool Has(int host) => table[host];

    /// <summary>The host that a place believes a unit lives on; -1 when it knows none. By rendezvous: a change moves only the units of the host concerned.</summary>
    public int HostOf(int place, UnitId unit)
    {
        var (best, weight) = (-1, 0UL);
        for (var host = 0; host < table.Length; host++)
        {
            var own = Fingerprint.Mix(((ulong)unit.Value * 0x9E3779B97F4A7C15) ^ (ulong)(host + 1));
            if (views[place][host] && (best < 0 || own > weight)) (best, weight) = (host, own);
        }
        return best;
    }

    /// <summary>The table changes.</summary>
    /// <param name="host">The host concerned.</param>
    /// <param name="isThere">Whether it is there from now on.</param>
    /// <param name="isUnaware">True when the host itself does not hear of it, and goes on as before.</param>
    public void Set(int host, bool isThere, bool isUnaware = false)
    {
        table[host] = isThere;
        for (var place = 0; place < views.Length; place++)
        {
            var reader = place;
            if (isUnaware && reader == host) continue;
            var delayMs = HasFaults && !isUnaware ? dice.Below(faults[Fault.TwoActivations] + 1) : 0;
            if (delayMs == 0) Read(reader);
            else agenda.In(delayMs * 1_000L, () => Read(reader));
        }
    }

    /// <summary>A place reads the table as it is now.</summary>
    public void Read(int place)
    {
        table.CopyTo(views[place], 0);
        Learnt(place);
    }
}
