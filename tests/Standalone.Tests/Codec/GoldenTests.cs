using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>
/// The bytes of every tag, checked in. A difference here is a journal that older or newer programs read wrongly: add a tag and a
/// golden file instead of changing one.
/// </summary>
public class GoldenTests
{
    [Fact]
    public void A_payload_with_every_event_has_its_bytes() => Check("payload-v1.hex", Samples.Payload());

    [Fact]
    public void A_snapshot_chunk_with_every_part_and_message_has_its_bytes() => Check("chunk-v2.hex", Samples.Chunk());

    [Fact]
    public void A_payload_with_every_event_of_cases_has_its_bytes() => Check("payload-v1-cases.hex", CaseSamples.Payload());

    [Fact]
    public void A_snapshot_chunk_with_cases_has_its_bytes() => Check("chunk-v2-cases.hex", CaseSamples.Chunk());

    [Fact]
    public void The_golden_payload_of_cases_reads_back_to_its_events()
    {
        var turns = new List<Turn>();
        new TurnReader().Read(Golden("payload-v1-cases.hex"), turns.Add);
        Assert.Equal(CaseSamples.Events.Select(LaidOpen.Text), Assert.Single(turns).Events.Select(LaidOpen.Text));
    }

    [Fact]
    public void The_golden_chunk_of_cases_reads_back_to_its_units()
    {
        var units = new List<UnitState>();
        new SnapshotReader(Samples.Scheme, new SharedValues()).Read(Golden("chunk-v2-cases.hex"), units.Add);
        foreach (var (unit, expected) in units.Zip([CaseSamples.Passing(), CaseSamples.Full()]))
        {
            var read = new UnitSnapshot();
            read.Fill(unit);
            Assert.Equal(LaidOpen.Text(expected), LaidOpen.Text(read));
        }
    }

    [Fact]
    public void The_golden_payload_reads_back_to_its_events()
    {
        var turns = new List<Turn>();
        new TurnReader().Read(Golden("payload-v1.hex"), turns.Add);
        Assert.Equal(2, turns.Count);
        Assert.Equal((new UnitId(300_000), Samples.At, Samples.Command), (turns[0].Unit, turns[0].At, turns[0].Command));
        Assert.Equal((new UnitId(2), Samples.At.PlusMs(3_600_000), null), (turns[1].Unit, turns[1].At, turns[1].Command));
        Assert.Equal(Samples.Events.Select(LaidOpen.Text), turns[0].Events.Select(LaidOpen.Text));
        Assert.Equal(new DirectiveDelivered(new LinkSequence(5), Samples.First), Assert.Single(turns[1].Events));
    }

    [Fact]
    public void The_golden_chunk_reads_back_to_its_units()
    {
        var units = new List<UnitState>();
        new SnapshotReader(Samples.Scheme, new SharedValues()).Read(Golden("chunk-v2.hex"), units.Add);
        var read = new UnitSnapshot();
        read.Fill(units[1]);
        Assert.Equal(LaidOpen.Text(Samples.Full()), LaidOpen.Text(read));
        read.Fill(units[0]);
        Assert.Equal((Samples.Group.Id, "Tổ 1", new LinkSequence(1)), (read.Id, read.Name, read.ReceivedFromParent));
    }

    [Fact]
    public void Every_event_and_every_message_is_among_the_samples()
    {
        Assert.Equal(Kinds<UnitEvent>(), Samples.Events.Concat(ReportSamples.Events).Concat(HolderSamples.Events).Concat(CaseSamples.Events).Select(fact => fact.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Kinds<LinkMessage>(), Samples.Messages.Concat(HolderSamples.Messages).Concat(CaseSamples.Messages).Select(message => message.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Kinds<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).Select(type => type.Name).Order(StringComparer.Ordinal);

    internal static void Check(string name, byte[] bytes)
    {
        var lines = string.Join('\n', Convert.ToHexStringLower(bytes).Chunk(64).Select(line => new string(line)));
        Assert.True(Convert.ToHexStringLower(Golden(name)) == Convert.ToHexStringLower(bytes), $"{name} should hold:\n{lines}");
    }

    internal static byte[] Golden(string name) =>
        Convert.FromHexString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)).ReplaceLineEndings(""));
}
