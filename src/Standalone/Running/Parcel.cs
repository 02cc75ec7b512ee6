using HierarchySim.Core;

namespace HierarchySim.Standalone.Running;

/// <summary>What a parcel carries.</summary>
internal enum ParcelKind : byte
{
    /// <summary>A message from parent to child.</summary>
    Delivery,

    /// <summary>The child's high-water mark, back to the parent.</summary>
    Confirmation,

    /// <summary>A message from child to parent.</summary>
    Ascent,

    /// <summary>The parent's high-water mark, back to the child.</summary>
    AscentConfirmation,

    /// <summary>A child's numbers, to the parent.</summary>
    Summary,

    /// <summary>The version the parent has, back to the child.</summary>
    SummaryConfirmation,
}

/// <summary>What travels between units of different shards. It may be lost, doubled or overtaken: the links see to it.</summary>
internal readonly record struct Parcel(
    ParcelKind Kind, UnitId From, UnitId To, int ChildIndex, LinkDelivery Delivery, LinkSequence Confirmed, Summary? Summary, SummaryVersion Version);

/// <summary>
/// Carries parcels between shards. A seam: the real one puts them into the other shard's inbox; a simulator's loses, doubles
/// and reorders them, and asks for parcels between units of one shard too.
/// </summary>
internal interface IInterconnect
{
    /// <summary>True when parcels go through here even within a shard.</summary>
    bool CarriesAll { get; }

    /// <summary>Hands a parcel over; false when there is no room, and the sender keeps what it holds.</summary>
    bool TryPost(Shard to, in Parcel parcel);
}

/// <summary>Parcels go straight into the other shard's inbox.</summary>
internal sealed class DirectInterconnect : IInterconnect
{
    public bool CarriesAll => false;

    public bool TryPost(Shard to, in Parcel parcel) => to.TryReceive(parcel);
}
