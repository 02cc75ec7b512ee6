using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>What stands in front of cases at rest is what the engine lives by until they are read; verify holds it against the cases themselves.</summary>
public class RestingCasesTests
{
    [Fact]
    public async Task A_wrong_moment_in_front_of_resting_cases_is_found()
    {
        var folder = await WithSnapshotAsync(WithWrongMoment);
        var finding = Assert.Single(folder.Findings);
        Assert.Equal(("snapshot", "Unit 1 differs from the journal's replay. Delete the file."), (finding.Check, finding.What.Replace(UnitId.Root.ToString(), "1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_snapshot_of_an_earlier_version_is_passed_over_and_no_damage()
    {
        var report = await WithSnapshotAsync(chunk => [1, .. chunk[1..]]);
        Assert.Equal((0, true), (report.Snapshots, report.IsClean));
    }

    [Fact]
    public async Task A_snapshot_written_again_as_it_was_is_clean()
    {
        var report = await WithSnapshotAsync(chunk => chunk);
        Assert.Equal((1, true), (report.Snapshots, report.IsClean));
    }

    private static async Task<VerificationReport> WithSnapshotAsync(Func<byte[], byte[]> change)
    {
        await using var live = new LiveEngine();
        await live.Grow();
        await live.Accept(UnitId.Root, new RaiseCase("land", Reality.Actual, HolderId.None, new TextId(1, 1)));
        await live.Quiet();
        await live.Engine.SnapshotAsync();
        await live.Stop();
        using (var folder = DataFolder.OpenExisting(live.Folder)) Rewrite(new FileSnapshotStore(folder), change);
        return Verifier.Run(live.Folder);
    }

    private static void Rewrite(FileSnapshotStore store, Func<byte[], byte[]> change)
    {
        foreach (var info in store.List())
        {
            List<(long Position, byte[] Payload)> chunks;
            using (var file = store.Open(info)) chunks = [.. file.Chunks().Select(chunk => (chunk.Position, chunk.Payload.ToArray()))];
            using var writer = store.Begin(info.StartSequence);
            foreach (var (position, payload) in chunks) writer.WriteChunk(position, change(payload));
            writer.Complete(info.EndSequence);
        }
    }

    private static byte[] WithWrongMoment(byte[] chunk)
    {
        var writer = new SnapshotWriter();
        new SnapshotReader(LiveEngine.Scheme, new SharedValues()).Read(chunk, unit => writer.Write(unit.StoredCases is SnapshotCases cases ? WithWrongMoment(unit, cases) : unit));
        return writer.ToArray();
    }

    private static UnitState WithWrongMoment(UnitState unit, SnapshotCases cases)
    {
        // The moment is the last number before the cases: no limit runs at the root, so it is one byte, 0.
        var bytes = cases.Bytes.ToArray();
        var from = new ByteReader(bytes);
        _ = (from.Int32(), from.Int32(), from.Signed(), from.Signed());
        for (var left = from.Count(); left > 0; left--) from.Int32();
        Assert.Equal(0, bytes[from.Position]);
        bytes[from.Position] = 2;
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit, readsCases: false);
        laidOpen.StoredCases = SnapshotCases.Of(bytes, new SharedTerms());
        return laidOpen.Restore(LiveEngine.Scheme);
    }
}
