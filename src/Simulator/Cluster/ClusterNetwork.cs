using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// The ways between the places of a cluster: its hosts, the database, and the gateway that callers come through. A letter gets lost,
/// comes twice, waits, overtakes others or meets a partition, which may close one direction alone.
/// </summary>
internal sealed class ClusterNetwork(Dice dice, Agenda agenda, FaultMix faults, Sometimes sometimes)
{
    private const int UsualDelayUs = 300;
    private readonly Dictionary<(int From, int To), long> closedUntilUs = [];

    /// <summary>While false, nothing is lost, and everything comes once and soon.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>Letters and calls under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Closes the way from one place to another; the way back stays as it is.</summary>
    public void Close(int from, int to, long forUs) => closedUntilUs[(from, to)] = agenda.Now + forUs;

    /// <summary>Sends something that may come twice.</summary>
    public void Post(int from, int to, string what, Action arrive)
    {
        Carry(from, to, what, arrive);
        if (!HasFaults || !dice.PerMille(faults[Fault.Doubling])) return;
        Carry(from, to, what, arrive);
        sometimes.Note("a parcel was doubled");
    }

    /// <summary>Sends something once: over a connection that may break, and then nobody hears of it.</summary>
    public void Carry(int from, int to, string what, Action arrive)
    {
        if (HasFaults && IsLost(from, to, what)) return;
        InFlight++;
        var mayWait = HasFaults && dice.Percent(20);
        agenda.In(1 + dice.Below((mayWait ? faults[Fault.Delay] * 1_000 : 0) + UsualDelayUs), () =>
        {
            InFlight--;
            arrive();
        });
    }

    private bool IsLost(int from, int to, string what)
    {
        if (closedUntilUs.GetValueOrDefault((from, to)) > agenda.Now)
        {
            sometimes.Note(closedUntilUs.GetValueOrDefault((to, from)) > agenda.Now ? "a parcel met a partition" : "a parcel met a partition of one direction");
            return true;
        }
        if (!dice.PerMille(faults[Fault.Loss])) return false;
        sometimes.Note($"{what} was lost");
        return true;
    }
}
