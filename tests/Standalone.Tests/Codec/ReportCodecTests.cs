using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>The bytes of reports: pinned, read back, and refused where no writer can have written them.</summary>
public class ReportCodecTests
{
    [Fact]
    public void Reports_in_the_journal_have_their_bytes_and_read_back()
    {
        GoldenTests.Check("reports-v1.hex", ReportSamples.Payload());
        var turns = new List<Turn>();
        new TurnReader().Read(GoldenTests.Golden("reports-v1.hex"), turns.Add);
        Assert.Equal(ReportSamples.Events.Select(LaidOpen.Text), Assert.Single(turns).Events.Select(LaidOpen.Text));
    }

    [Fact]
    public void Reports_in_a_snapshot_have_their_bytes_and_read_back()
    {
        GoldenTests.Check("reports-chunk-v2.hex", ReportSamples.Chunk());
        var units = ReadUnits(GoldenTests.Golden("reports-chunk-v2.hex"));
        Assert.Equal(ReportSamples.Unit().Reports, units[0].Reports);
        Assert.Empty(units[1].Reports);
        Assert.Equal(ReportSamples.Unit().Restore(Samples.Scheme).Tally, units[0].Tally);
    }

    [Fact]
    public void Reports_read_back_share_the_code_of_their_form()
    {
        var reports = ReadUnits(ReportSamples.Chunk())[0].Reports;
        Assert.Same(reports[0].Form, reports[1].Form);
    }

    [Fact]
    public void A_report_of_no_period_and_parts_of_a_desk_nobody_knows_refuse_to_load()
    {
        var payload = ReportSamples.Payload();
        // The kind of the first report's period lies behind its form's code and version.
        var kind = payload.AsSpan().IndexOf("cell-meeting"u8) + "cell-meeting".Length + 1;
        payload[kind] = 9;
        Assert.Contains("no kind of period", Assert.Throws<CodecException>(() => new TurnReader().Read(payload, _ => { })).Message, StringComparison.Ordinal);

        var chunk = ReportSamples.Chunk();
        // The parts lie before the count of reports, the length of the first one's code and the code.
        chunk[chunk.AsSpan().IndexOf("cell-meeting"u8) - 3] = 0x81;
        Assert.Contains("written by a newer one", Assert.Throws<CodecException>(() => ReadUnits(chunk)).Message, StringComparison.Ordinal);
    }

    private static List<UnitState> ReadUnits(byte[] chunk)
    {
        var units = new List<UnitState>();
        new SnapshotReader(Samples.Scheme, new SharedValues()).Read(chunk, units.Add);
        return units;
    }
}
