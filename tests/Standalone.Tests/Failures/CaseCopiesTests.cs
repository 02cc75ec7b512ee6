using HierarchySim.Core;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>
/// A unit that raised a case and has custody of it knows it twice. Live both are one object, after a replay they are two; a
/// snapshot of either must be the same bytes, or a sound folder is called damaged.
/// </summary>
public class CaseCopiesTests
{
    [Fact]
    public async Task A_reopened_case_in_custody_of_its_origin_does_not_make_a_snapshot_differ()
    {
        await using var live = new LiveEngine();
        await live.Grow();
        var text = new TextId(1, 1);
        var raised = await live.Accept(UnitId.Root, new RaiseCase("land", Reality.Actual, HolderId.None, text));
        var id = new CaseId(UnitId.Root, raised.Number);
        await live.Accept(UnitId.Root, new AnswerCase(id, HolderId.None, text));
        await live.Accept(UnitId.Root, new ReopenCase(id, text));
        await live.Quiet();
        await live.Engine.SnapshotAsync();
        await live.Stop();

        var report = Verifier.Run(live.Folder);
        Assert.Equal(1, report.Snapshots);
        Assert.Empty(report.Findings);
    }
}
