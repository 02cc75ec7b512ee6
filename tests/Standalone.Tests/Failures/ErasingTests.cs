using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;
using HierarchySim.Standalone.Tests.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>Erasing through a live engine, on good days and on bad ones, and what a verification says of it.</summary>
public sealed class ErasingTests
{
    private static byte[] Text(string mark) => Encoding.UTF8.GetBytes(Traces.Text(mark, 6_000));

    private static RecordChange[] Change(string id, string mark) => [new("text/" + id, Text(mark))];

    private static async Task<LiveEngine> WithTexts()
    {
        var live = new LiveEngine();
        var units = await live.Grow(2, 2);
        for (var i = 0; i < units.Count; i++)
            Assert.True((await live.Engine.SubmitAsync(new CommandId(1, (ulong)i, 1), units[i], new RenameUnit($"tên {i}"), Change($"{i}", $"văn bản {i}"), LiveEngine.Token)).IsAccepted);
        return live;
    }

    [Fact]
    public async Task No_byte_is_left_once_the_erasure_has_completed()
    {
        await using var live = await WithTexts();
        await live.Engine.SnapshotAsync();
        var erasure = await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token);
        Assert.Equal((ErasureVerdict.Erased, null), (erasure.Verdict, erasure.Remaining));
        Assert.Empty(Traces.Of("văn bản 1", live.Folder));
        Assert.NotEmpty(Traces.Of("văn bản 2", live.Folder));
        await live.Stop();
        Assert.Empty(Traces.Of("văn bản 1", live.Folder));
        var report = Verifier.Run(live.Folder);
        Assert.True(report.IsClean, string.Join("; ", report.Findings));
        Assert.Equal((6, 1), (report.Texts, report.Erasures));
    }

    [Fact]
    public async Task A_commit_that_fails_after_the_note_leaves_the_erasure_to_be_finished()
    {
        await using var live = await WithTexts();
        live.Disk.MakeReadOnly();
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token));
        Assert.Equal("text/1", Assert.Single(live.Disk.UnfinishedErasures).Key);
        Assert.False((await live.Engine.Records.GetAsync("text/1", LiveEngine.Token))!.IsErased);
        await live.Crash();

        var found = Assert.Single(Verifier.Run(live.Folder).Findings, finding => finding.Check == "erasures");
        Assert.Contains("the text is there", found.What, StringComparison.Ordinal);
        live.Open();
        Assert.True((await live.Engine.Records.GetAsync("text/1", LiveEngine.Token))!.IsErased);
        Assert.Empty(Traces.Of("văn bản 1", live.Folder));
        await live.Stop();
        Assert.True(Verifier.Run(live.Folder).IsClean);
    }

    [Fact]
    public async Task Cleaning_that_a_reader_held_up_is_finished_while_the_engine_runs()
    {
        await using var live = await WithTexts();
        using (var reader = JournalSchema.OpenForReading(Path.Combine(live.Folder, "journal.db")))
        {
            reader.Execute("BEGIN");
            reader.Scalar("SELECT count(*) FROM records");
            var erasure = await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token);
            Assert.Equal(ErasureVerdict.Erased, erasure.Verdict);
            Assert.Contains("reads the journal", erasure.Remaining, StringComparison.Ordinal);
        }
        var again = await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token);
        Assert.Equal((ErasureVerdict.ErasedBefore, null), (again.Verdict, again.Remaining));
        Assert.Empty(Traces.Of("văn bản 1", live.Folder));
    }

    [Fact]
    public async Task Erasing_beside_a_steady_load_holds_nobody_up_and_leaves_nothing()
    {
        await using var live = await WithTexts();
        var root = UnitId.Root;
        using var done = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            for (var i = 0UL; !done.IsCancellationRequested; i++)
                Assert.Null((await live.Engine.SubmitAsync(new CommandId(2, i, 1), root, new RenameUnit($"lần {i}"), Change($"load-{i}", $"tải {i}"), LiveEngine.Token)).Refusal);
        }, LiveEngine.Token);
        for (var i = 0; i < 7; i++) Assert.Equal((ErasureVerdict.Erased, null), await live.Engine.Records.EraseAsync($"text/{i}", LiveEngine.Token) is var e ? (e.Verdict, e.Remaining) : default);
        await done.CancelAsync();
        await load;
        for (var i = 0; i < 7; i++) Assert.Empty(Traces.Of($"văn bản {i}", live.Folder));
    }

    [Fact]
    public async Task A_damaged_record_of_a_text_is_refused_to_its_own_callers_and_holds_nobody_else_up()
    {
        await using var live = await WithTexts();
        // An erasure is noted and not committed, and then the record is damaged.
        live.Disk.MakeReadOnly();
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token));
        await live.Crash();
        using (var database = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db")))
            database.Execute("UPDATE records SET value = x'00' WHERE key LIKE '%text/1'");
        live.Open();

        Func<Task>[] asked =
        [
            async () => await live.Engine.Records.GetAsync("text/1", LiveEngine.Token),
            async () => await live.Engine.Records.ListAsync("text/", null, 10, LiveEngine.Token),
            async () => await live.Engine.Records.PutAsync("text/1", Text("mới"), null, LiveEngine.Token),
            async () => await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token),
        ];
        foreach (var ask in asked)
        {
            var refusal = (await Assert.ThrowsAsync<EngineUnavailableException>(ask)).Refusal;
            Assert.Equal((RefusalCode.StorageUnavailable, "'journal.db' is damaged"), (refusal.Code, refusal.Rule));
        }
        await live.Engine.Records.PutAsync("text/2", Text("mới"), null, LiveEngine.Token);
        live.Time.Advance(TimeSpan.FromSeconds(10));
        await live.Quiet();
        await live.Engine.Records.PutAsync("a", [1], null, LiveEngine.Token);
        Assert.Equal((EngineCondition.Ready, null), (live.Engine.Status.Condition, live.Engine.Status.Reason));
        await live.Stop();
        Assert.Contains(Verifier.Run(live.Folder).Findings, finding => finding is { Check: "texts", Where: "text/1" });
    }

    [Fact]
    public async Task A_verification_names_a_damaged_text_and_a_damaged_list()
    {
        await using var live = await WithTexts();
        await live.Engine.Records.EraseAsync("text/1", LiveEngine.Token);
        await live.Stop();
        File.AppendAllText(Path.Combine(live.Folder, "erasures"), "no line of ours\n");
        using (var database = SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db")))
            database.Execute("UPDATE texts SET value = zeroblob(length(value)) WHERE place = 1");
        var report = Verifier.Run(live.Folder);
        Assert.Contains(report.Findings, finding => finding is { Check: "erasures", Where: "erasures, line 3" });
        Assert.Contains(report.Findings, finding => finding is { Check: "texts", Where: "text/0" });
        Assert.Equal(5, report.Texts);
    }
}
