using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>The bytes of everything about officials, teams and assignments, checked in; see <see cref="GoldenTests"/>.</summary>
public class HolderGoldenTests
{
    [Fact]
    public void Events_about_holders_have_their_bytes() => GoldenTests.Check("holders-payload-v1.hex", HolderSamples.Payload());

    [Fact]
    public void Units_with_holders_have_their_bytes() => GoldenTests.Check("holders-chunk-v2.hex", HolderSamples.Chunk());

    [Fact]
    public void The_golden_payload_reads_back_to_its_events()
    {
        var turns = new List<Turn>();
        new TurnReader().Read(GoldenTests.Golden("holders-payload-v1.hex"), turns.Add);
        Assert.Equal(HolderSamples.Events.Select(LaidOpen.Text), Assert.Single(turns).Events.Select(LaidOpen.Text));
    }

    [Fact]
    public void The_golden_chunk_reads_back_to_its_units()
    {
        var units = new List<string>();
        new SnapshotReader(Samples.Scheme, new SharedValues()).Read(GoldenTests.Golden("holders-chunk-v2.hex"), unit => units.Add(LaidOpenText(unit)));
        Assert.Equal(HolderSamples.Units().Select(LaidOpen.Text), units);
    }

    [Fact]
    public void Every_shortening_of_the_bytes_is_refused_by_name()
    {
        var payload = HolderSamples.Payload();
        for (var length = 3; length < payload.Length; length++)
            Assert.Throws<CodecException>(() => new TurnReader().Read(payload.AsSpan(0, length), _ => { }));
    }

    private static string LaidOpenText(UnitState unit)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit);
        return LaidOpen.Text(snapshot);
    }
}
