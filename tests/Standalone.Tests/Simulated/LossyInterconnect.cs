using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>
/// Parcels that get lost, come twice, wait and overtake each other, also between units of one shard. It looks at each parcel:
/// none may go between units that are not parent and child.
/// </summary>
internal sealed class LossyInterconnect(Dice dice, Sometimes sometimes) : IInterconnect
{
    private const int InFlightMax = 2_000;
    private readonly List<(Shard To, Parcel Parcel)> inFlight = [];

    public bool CarriesAll { get; init; } = true;

    /// <summary>A defect: what gets lost is confirmed all the same.</summary>
    public bool ConfirmsWhatItLoses { get; init; }

    /// <summary>A defect: what gets lost on its way up is confirmed all the same.</summary>
    public bool ConfirmsAscentsItLoses { get; init; }

    /// <summary>While false, nothing is lost, and everything comes once and in order.</summary>
    public bool HasFaults { get; set; } = true;

    public int InFlight => inFlight.Count;

    public bool TryPost(Shard to, in Parcel parcel)
    {
        RequireNeighbours(to, parcel);
        if (HasFaults && (dice.Percent(2) || inFlight.Count > InFlightMax))
        {
            sometimes.Note("a parcel found no room");
            return false;
        }
        if (HasFaults && dice.Percent(8)) return Lose(to, parcel);
        inFlight.Add((to, parcel));
        if (!HasFaults || !dice.Percent(8)) return true;
        inFlight.Add((to, parcel));
        sometimes.Note("a parcel was doubled");
        return true;
    }

    /// <summary>Hands over one parcel, any of those in flight; false when there is none.</summary>
    public bool Step()
    {
        if (inFlight.Count == 0) return false;
        var at = HasFaults ? dice.Below(inFlight.Count) : 0;
        var (to, parcel) = inFlight[at];
        if (inFlight.Take(at).Any(earlier => earlier.Parcel.From == parcel.From && earlier.Parcel.To == parcel.To)) sometimes.Note("a parcel was overtaken");
        inFlight.RemoveAt(at);
        to.TryReceive(parcel);
        return true;
    }

    public void Crash() => inFlight.Clear();

    private bool Lose(Shard to, in Parcel parcel)
    {
        var kind = parcel.Kind.ToString().ToLowerInvariant();
        sometimes.Note($"{(kind[0] == 'a' ? "an" : "a")} {kind} was lost");
        if (ConfirmsAscentsItLoses && parcel.Kind == ParcelKind.Ascent)
        {
            var child = to.Run.Shards[to.Run.Directory.ShardOf(parcel.From)];
            inFlight.Add((child, new Parcel(ParcelKind.AscentConfirmation, parcel.To, parcel.From, 0, default, parcel.Delivery.Sequence, null, default)));
        }
        if (!ConfirmsWhatItLoses || parcel.Kind != ParcelKind.Delivery) return true;
        var sender = to.Run.Shards[to.Run.Directory.ShardOf(parcel.From)];
        inFlight.Add((sender, new Parcel(ParcelKind.Confirmation, parcel.To, parcel.From, parcel.ChildIndex, default, parcel.Delivery.Sequence, null, default)));
        return true;
    }

    private static void RequireNeighbours(Shard to, in Parcel parcel)
    {
        var isDown = parcel.Kind is ParcelKind.Delivery or ParcelKind.SummaryConfirmation or ParcelKind.AscentConfirmation;
        var (upper, lower) = isDown ? (parcel.From, parcel.To) : (parcel.To, parcel.From);
        var parent = to.Find(upper);
        var isChild = parent is not null && Enumerable.Range(0, parent.ChildCount).Any(place => parent.ChildAt(place) == lower);
        BrokenInvariant.Require(isChild, 6, $"a {parcel.Kind} went from {parcel.From} to {parcel.To}, which are not parent and child");
    }
}
