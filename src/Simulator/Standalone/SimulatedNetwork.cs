using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Simulator.Standalone;

/// <summary>
/// Parcels that get lost, come twice, wait, overtake each other, or meet a partition; also between units of one shard. It looks at
/// each parcel that is handed over: none may go between units that are not parent and child.
/// </summary>
internal sealed class SimulatedNetwork(Dice dice, Agenda agenda, FaultMix faults, Sometimes sometimes) : IInterconnect
{
    private const int UsualDelayUs = 200;
    private readonly Dictionary<(int From, int To), long> closedUntilUs = [];
    private readonly Dictionary<(UnitId From, UnitId To), long> newest = [];
    private readonly Dictionary<(UnitId From, UnitId To), long> lastArrivalUs = [];
    private long posted;
    private int life;

    /// <inheritdoc/>
    public bool CarriesAll { get; init; } = true;

    /// <summary>Changes a parcel on its way, loses it (null) or leaves it: where a canary's bug sits.</summary>
    public Func<Shard, Parcel, Parcel?> Tamper { get; init; } = (_, parcel) => parcel;

    /// <summary>While false, nothing is lost, and everything comes once and in order.</summary>
    public bool HasFaults { get; set; } = true;

    /// <summary>Parcels under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>Closes the way from one host to another; the way back stays as it is.</summary>
    public void Close(int from, int to, long forUs) => closedUntilUs[(from, to)] = agenda.Now + forUs;

    /// <summary>The process died: what was under way is gone with it.</summary>
    public void Crash()
    {
        life++;
        InFlight = 0;
        closedUntilUs.Clear();
    }

    /// <inheritdoc/>
    public bool TryPost(Shard to, in Parcel parcel)
    {
        if (HasFaults && dice.PerMille(faults[Fault.FullInbox]))
        {
            sometimes.Note("a parcel found no room");
            return false;
        }
        if (HasFaults && IsLost(to, parcel)) return true;
        if (Tamper(to, parcel) is not { } kept) return true;
        Carry(to, kept);
        if (!HasFaults || !dice.PerMille(faults[Fault.Doubling])) return true;
        Carry(to, kept);
        sometimes.Note("a parcel was doubled");
        return true;
    }

    /// <summary>Takes a parcel along as it is, without a fault.</summary>
    public void Carry(Shard to, Parcel parcel)
    {
        var number = ++posted;
        var delay = HasFaults ? dice.Below((dice.Percent(50) ? faults[Fault.Delay] * 1_000 : 0) + UsualDelayUs) : InOrder(parcel);
        InFlight++;
        var of = life;
        agenda.In(delay, () =>
        {
            if (of == life) Arrive(to, parcel, number);
        });
    }

    // Without faults a parcel arrives a moment after the last one on the same way.
    private long InOrder(in Parcel parcel)
    {
        var at = Math.Max(agenda.Now, lastArrivalUs.GetValueOrDefault((parcel.From, parcel.To)) + 1);
        lastArrivalUs[(parcel.From, parcel.To)] = at;
        return at - agenda.Now;
    }

    private void Arrive(Shard to, Parcel parcel, long number)
    {
        InFlight--;
        RequireNeighbours(to, parcel);
        if (newest.GetValueOrDefault((parcel.From, parcel.To)) > number) sometimes.Note("a parcel was overtaken");
        else newest[(parcel.From, parcel.To)] = number;
        to.TryReceive(parcel);
    }

    private bool IsLost(Shard to, in Parcel parcel)
    {
        var from = to.Run.Directory.ShardOf(parcel.From);
        if (closedUntilUs.GetValueOrDefault((from, to.Index)) > agenda.Now)
        {
            sometimes.Note(closedUntilUs.GetValueOrDefault((to.Index, from)) > agenda.Now ? "a parcel met a partition" : "a parcel met a partition of one direction");
            return true;
        }
        if (!dice.PerMille(faults[Fault.Loss])) return false;
        var kind = parcel.Kind.ToString().ToLowerInvariant();
        sometimes.Note($"{(kind[0] == 'a' ? "an" : "a")} {kind} was lost");
        return true;
    }

    private static void RequireNeighbours(Shard to, in Parcel parcel)
    {
        var isDown = parcel.Kind is ParcelKind.Delivery or ParcelKind.SummaryConfirmation or ParcelKind.AscentConfirmation;
        var (upper, lower) = isDown ? (parcel.From, parcel.To) : (parcel.To, parcel.From);
        var parent = to.Find(upper);
        var isChild = parent is not null && parcel.ChildIndex >= 0 && Enumerable.Range(0, parent.ChildCount).Any(place => parent.ChildAt(place) == lower);
        BrokenInvariant.Require(isChild, 6, $"a {parcel.Kind} went from {parcel.From} to {parcel.To}, which are not parent and child");
    }
}
