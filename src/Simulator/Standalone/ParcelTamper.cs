using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Simulator.Standalone;

/// <summary>Where the bugs of links and of the post sit: it changes a parcel, or answers in its place.</summary>
internal sealed class ParcelTamper(Agenda agenda, Bugs bugs)
{
    private int seen;
    private UnitId cutOff;

    /// <summary>The parcel as the bug leaves it, or null when it goes no further.</summary>
    public Parcel? Change(Shard to, Parcel parcel)
    {
        var isNth = bugs.Present != Bug.None && ++seen % 40 == 0;
        return bugs.Present switch
        {
            Bug.LinkConfirmsWhatItLoses when isNth && parcel.Kind == ParcelKind.Delivery =>
                Answer(to, parcel with { Kind = ParcelKind.Confirmation, From = parcel.To, To = parcel.From, Delivery = default, Confirmed = parcel.Delivery.Sequence }),
            Bug.PostmanMixesAddresses when isNth && to.Find(parcel.To) is { Parent.IsValid: true } unit && unit.Parent != parcel.From && parcel.Kind == ParcelKind.Ascent => parcel with { To = unit.Parent },
            Bug.SummaryOutOfOrder when parcel.Summary is { Directives.Length: > 0 } => parcel with { Summary = Raise(parcel.Summary, progress => progress with { Acknowledged = progress.Delivered + 1 }) },
            Bug.SummaryTooHigh when parcel.Summary is { Directives.Length: > 0 } =>
                parcel with { Summary = Raise(parcel.Summary, progress => progress with { Targets = progress.Targets + 1, Delivered = progress.Delivered + 1 }) },
            Bug.SummaryConfirmedWhenLost when parcel.Summary is not null && seen % 10 == 0 =>
                Answer(to, parcel with { Kind = ParcelKind.SummaryConfirmation, From = parcel.To, To = parcel.From, Summary = null, Version = parcel.Summary.Version }),
            Bug.UnitCutOff when parcel.Kind == ParcelKind.Delivery && IsCutOff(parcel.To) => null,
            _ => parcel,
        };
    }

    private static Summary Raise(Summary summary, Func<Progress, Progress> how) =>
        summary with { Directives = [.. summary.Directives.Select(one => one with { Progress = how(one.Progress) })] };

    private bool IsCutOff(UnitId unit)
    {
        if (!cutOff.IsValid && seen > 200) cutOff = unit;
        return cutOff == unit;
    }

    private Parcel? Answer(Shard from, Parcel answer)
    {
        var to = from.Run.Shards[from.Run.Directory.ShardOf(answer.To)];
        agenda.In(1, () => to.TryReceive(answer));
        return null;
    }
}
