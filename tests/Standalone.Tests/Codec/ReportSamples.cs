using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>Reports in every shape that has bytes. Golden files pin what these become; so nothing here may change, only be added to.</summary>
internal static class ReportSamples
{
    private static readonly HolderId By = new(new UnitId(9), 4);
    private static readonly TextId Note = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);

    public static readonly UnitEvent[] Events =
    [
        new ReportSubmitted("cell-meeting", 1, ReportPeriod.Parse("2025-01"), [4, 120, Limits.ReportValueMax], Note, By, 1, Samples.At.PlusMs(86_400_000)),
        new ReportSubmitted("cell-meeting", 1, ReportPeriod.Parse("2025-01"), [4, 121, 0], TextId.None, HolderId.None, 2, Samples.At.PlusMs(86_400_000)),
        new ReportSubmitted("week", 300, ReportPeriod.Parse("2025-W02"), [0], TextId.None, By, 1, Samples.At),
        new ReportSubmitted("quarter", 2, ReportPeriod.Parse("2024-Q4"), [], Note, HolderId.None, 1, Samples.At),
        new ReportSubmitted("year", 2, ReportPeriod.Parse("2024"), [7], TextId.None, HolderId.None, 1, Samples.At),
    ];

    public static byte[] Payload()
    {
        var writer = new TurnWriter();
        writer.Begin(new UnitId(300_000), Samples.At, Samples.Command, Events.Length);
        foreach (var fact in Events) writer.Event(fact);
        return writer.ToArray();
    }

    /// <summary>A unit whose reports are all that its desk has, and one without any behind it.</summary>
    public static byte[] Chunk()
    {
        var writer = new SnapshotWriter();
        writer.Write(Unit().Restore(Samples.Scheme));
        var bare = Unit();
        bare.Reports = [];
        writer.Write(bare.Restore(Samples.Scheme));
        return writer.ToArray();
    }

    public static UnitSnapshot Unit() => new()
    {
        Id = Samples.Group.Id,
        Place = new UnitPlace(new UnitId(9), 3, 5),
        Kind = Samples.Group.Kind,
        Name = Samples.Group.Name,
        Opened = Samples.Group.Opened,
        ReceivedFromParent = new LinkSequence(1),
        Reports =
        [
            new Report("cell-meeting", 1, ReportPeriod.Parse("2024-12"), [4, 120, 0], Note, By, 3, Samples.At, Samples.At.PlusMs(-5), Samples.At.PlusMs(7)),
            new Report("cell-meeting", 1, ReportPeriod.Parse("2025-01"), [1, 2, 3], TextId.None, HolderId.None, 1, Samples.At, Samples.At, Samples.At),
            new Report("year", 2, ReportPeriod.Parse("2024"), [7], TextId.None, HolderId.None, 1, Samples.At, Samples.At, Samples.At),
        ],
    };
}
