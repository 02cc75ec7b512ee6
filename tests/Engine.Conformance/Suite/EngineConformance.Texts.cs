using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Records that commit with a command, expected versions, and texts that can be erased.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Records_are_written_with_the_accepted_command()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var answer = await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("nội dung")), new RecordChange("index/1", Bytes("x")));
        Assert.Equal(Verdict.Accepted, answer.Verdict);
        Assert.Equal("nội dung", Text((await desk.Engine.Records.GetAsync("text/1"))!));
        Assert.Equal("x", Text((await desk.Engine.Records.GetAsync("index/1"))!));

        await Rename(desk, root, "b", "Hai", new RecordChange("index/1", null), new RecordChange("text/1", Bytes("sửa lại")));
        Assert.Null(await desk.Engine.Records.GetAsync("index/1"));
        Assert.Equal("sửa lại", Text((await desk.Engine.Records.GetAsync("text/1"))!));
    }

    [Fact]
    public async Task A_refused_or_repeated_command_writes_no_record()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        Assert.Equal(Verdict.Refused, (await Rename(desk, root, "r", "", new RecordChange("text/r", Bytes("không")))).Verdict);
        Assert.Equal(Verdict.Refused, (await Rename(desk, new UnitId(999), "s", "Một", new RecordChange("text/r", Bytes("không")))).Verdict);
        Assert.Null(await desk.Engine.Records.GetAsync("text/r"));

        Assert.Equal(Verdict.Accepted, (await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("đầu")))).Verdict);
        Assert.Equal(Verdict.Repeated, (await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("sau")), new RecordChange("text/2", Bytes("sau")))).Verdict);
        Assert.Equal(RefusalCode.KeyReused, (await Rename(desk, root, "a", "Khác", new RecordChange("text/2", Bytes("sau")))).Refusal!.Code);
        Assert.Equal("đầu", Text((await desk.Engine.Records.GetAsync("text/1"))!));
        Assert.Null(await desk.Engine.Records.GetAsync("text/2"));
    }

    [Theory]
    [InlineData("", 1, 1, "RecordKeyLengthMax")]
    [InlineData("text/", 1, 1, "id")]
    [InlineData("text/Họ và tên", 1, 1, "id")]
    [InlineData("text/a b", 1, 1, "id")]
    [InlineData("text/a", -1, 1, "erased, never deleted")]
    [InlineData("big", Limits.RecordValueBytesMax + 1, 1, "RecordValueBytesMax")]
    [InlineData("sum", Limits.RecordValueBytesMax, 3, "RecordBytesPerCommandMax")]
    [InlineData("many", 1, Limits.RecordsPerCommandMax + 1, "RecordsPerCommandMax")]
    public async Task Records_that_break_a_rule_are_refused_with_their_command(string key, int bytes, int count, string rule)
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var before = await desk.View(root);
        RecordChange[] records = [.. Enumerable.Range(0, count).Select(i => new RecordChange(key.Length == 0 || count == 1 ? key : $"{key}{i}", bytes < 0 ? null : new byte[bytes]))];
        var refusal = (await Rename(desk, root, "a", "Một", records)).Refusal!;
        Assert.Equal(RefusalCode.Invalid, refusal.Code);
        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal(before.Name, (await desk.View(root)).Name);
        Assert.Empty(await desk.Engine.Records.ListAsync("", null, 10));
    }

    [Fact]
    public async Task A_write_may_expect_a_version()
    {
        var records = (await StartEmpty()).Engine.Records;
        Assert.Equal(new RecordOutcome(RecordVerdict.OtherVersion, 0), await records.PutAsync("a", Bytes("một"), 7));
        var first = await records.PutAsync("a", Bytes("một"), 0);
        Assert.True(first.IsWritten);
        Assert.Equal(first.Version, (await records.GetAsync("a"))!.Version);
        Assert.Equal(new RecordOutcome(RecordVerdict.OtherVersion, first.Version), await records.PutAsync("a", Bytes("hai"), 0));
        Assert.Equal("một", Text((await records.GetAsync("a"))!));

        var second = await records.PutAsync("a", Bytes("hai"), first.Version);
        Assert.True(second.IsWritten && second.Version > first.Version);
        Assert.Equal(RecordVerdict.OtherVersion, (await records.PutAsync("a", null, first.Version)).Verdict);
        Assert.Equal(new RecordOutcome(RecordVerdict.Written, 0), await records.PutAsync("a", null, second.Version));
        Assert.True((await records.PutAsync("a", Bytes("ba"), 0)).IsWritten);
    }

    [Fact]
    public async Task Of_writers_that_expect_the_same_version_one_writes()
    {
        var records = (await StartEmpty()).Engine.Records;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => records.PutAsync("a", Bytes($"{i}"), 0).AsTask()));
        Assert.Single(outcomes, outcome => outcome.IsWritten);
        var kept = (await records.GetAsync("a"))!;
        Assert.Equal(Text(kept), $"{Array.FindIndex(outcomes, outcome => outcome.IsWritten)}");
        Assert.All(outcomes, outcome => Assert.Equal(kept.Version, outcome.Version));
    }

    [Fact]
    public async Task An_erased_text_says_when_and_takes_no_other()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var records = desk.Engine.Records;
        await records.PutAsync("text/1", Bytes("ông A ở tổ 3"));
        var written = await records.PutAsync("text/1", Bytes("ông A ở tổ 4"));
        await desk.Advance(TimeSpan.FromMinutes(5));
        var at = Instant.From(Harness.Time.GetUtcNow());
        Assert.Equal(new Erasure(ErasureVerdict.Erased, at), await records.EraseAsync("text/1"));

        await desk.Advance(TimeSpan.FromMinutes(5));
        var record = (await records.GetAsync("text/1"))!;
        Assert.True(record.IsErased);
        Assert.Equal((at, 0), (record.ErasedAt, record.Value.Length));
        Assert.True(record.Version > written.Version);
        Assert.Equal(new Erasure(ErasureVerdict.ErasedBefore, at), await records.EraseAsync("text/1"));
        Assert.Equal(new RecordOutcome(RecordVerdict.Erased, record.Version, at), await records.PutAsync("text/1", Bytes("lại"), record.Version));
        var refused = await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("lại")), new RecordChange("other", Bytes("lại")));
        Assert.Equal(RefusalCode.Conflict, refused.Refusal!.Code);
        Assert.Contains($"{at}", refused.Refusal.Rule, StringComparison.Ordinal);
        Assert.NotEqual("Một", (await desk.View(root)).Name);
        Assert.Null(await records.GetAsync("other"));
        Assert.Equal(["text/1"], await Keys(records, "text/", null, 10));
    }

    [Fact]
    public async Task A_text_that_never_was_is_not_erased()
    {
        var records = (await StartEmpty()).Engine.Records;
        Assert.Equal(new Erasure(ErasureVerdict.NeverExisted, Instant.None), await records.EraseAsync("text/1"));
        Assert.Null(await records.GetAsync("text/1"));
        Assert.True((await records.PutAsync("text/1", Bytes("một"))).IsWritten);
        foreach (var key in (string[])["", "keys/a", "text/", "text/a b", "Text/a"])
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.EraseAsync(key));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutAsync("text/1", null));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutAsync("text/ô", Bytes("một")));
    }

    [Fact]
    public async Task A_retry_gets_its_first_answer_though_its_text_was_erased()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var first = await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("ông A")));
        await desk.Engine.Records.EraseAsync("text/1");
        var again = await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("ông A")));
        Assert.Equal((Verdict.Repeated, first.At), (again.Verdict, again.At));
        Assert.True((await desk.Engine.Records.GetAsync("text/1"))!.IsErased);
    }

    [Fact]
    public async Task Of_callers_who_erase_at_once_one_does_and_all_hear_the_same_time()
    {
        var records = (await StartEmpty()).Engine.Records;
        await records.PutAsync("text/1", Bytes("ông A"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => records.EraseAsync("text/1").AsTask()));
        Assert.Single(answers, answer => answer.Verdict == ErasureVerdict.Erased);
        Assert.Single(answers.Select(answer => answer.At).Distinct());
        Assert.All(answers, answer => Assert.NotEqual(ErasureVerdict.NeverExisted, answer.Verdict));
    }

    [Fact]
    public async Task Texts_and_erasures_survive_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        await Rename(desk, root, "a", "Một", new RecordChange("text/1", Bytes("ông A")), new RecordChange("text/2", Bytes("ông B")));
        var erased = await desk.Engine.Records.EraseAsync("text/1");
        await desk.Crash();

        Assert.Equal("Một", (await desk.View(root)).Name);
        Assert.Equal("ông B", Text((await desk.Engine.Records.GetAsync("text/2"))!));
        Assert.Equal(erased.At, (await desk.Engine.Records.GetAsync("text/1"))!.ErasedAt);
        Assert.Equal(new Erasure(ErasureVerdict.ErasedBefore, erased.At), await desk.Engine.Records.EraseAsync("text/1"));
    }

    private static async Task<CommandAnswer> Rename(Desk desk, UnitId unit, string key, string name, params RecordChange[] records) =>
        await desk.Engine.SubmitAsync(CommandIds.Create("texts", unit, key, Bytes(name)), unit, new RenameUnit(name), records);
}
