using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Small durable records that belong to the gateway.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_record_is_written_read_written_again_and_deleted()
    {
        var records = (await StartEmpty()).Engine.Records;
        Assert.Null(await records.GetAsync("keys/a"));
        await records.PutAsync("keys/a", Bytes("một"));
        var first = (await records.GetAsync("keys/a"))!;
        Assert.Equal(("keys/a", "một"), (first.Key, Text(first)));

        await records.PutAsync("keys/a", Bytes("hai"));
        var second = (await records.GetAsync("keys/a"))!;
        Assert.Equal("hai", Text(second));
        Assert.True(second.Version > first.Version);

        await records.PutAsync("keys/a", null);
        Assert.Null(await records.GetAsync("keys/a"));
        await records.PutAsync("keys/a", null);
        await records.PutAsync("keys/a", []);
        var third = (await records.GetAsync("keys/a"))!;
        Assert.Empty(third.Value);
        Assert.True(third.Version > second.Version, "a version must grow over a deletion too");
    }

    [Fact]
    public async Task Records_are_listed_by_prefix_in_the_order_of_their_keys()
    {
        var records = (await StartEmpty()).Engine.Records;
        foreach (var key in (string[])["b/2", "a/1", "b/10", "b/1", "c/1", "b", "B/1"]) await records.PutAsync(key, Bytes(key));

        Assert.Equal(["b/1", "b/10", "b/2"], await Keys(records, "b/", null, 10));
        Assert.Equal(["b/1", "b/10"], await Keys(records, "b/", null, 2));
        Assert.Equal(["b/2"], await Keys(records, "b/", "b/10", 2));
        Assert.Equal(["b/10"], await Keys(records, "b/", "b/1", 1));
        Assert.Empty(await Keys(records, "b/", "b/2", 2));
        Assert.Empty(await Keys(records, "d/", null, 2));
        Assert.Equal(["B/1", "a/1", "b", "b/1", "b/10", "b/2", "c/1"], await Keys(records, "", null, 10));
    }

    [Fact]
    public async Task A_prefix_means_itself_and_not_a_pattern()
    {
        var records = (await StartEmpty()).Engine.Records;
        foreach (var key in (string[])["a%b", "axb", "a_b", "a*b", "a[b"]) await records.PutAsync(key, Bytes(key));
        foreach (var key in (string[])["a%", "a_", "a*", "a["]) Assert.Equal([key + "b"], await Keys(records, key, null, 10));
    }

    [Fact]
    public async Task Records_that_break_a_limit_are_refused_and_those_at_the_limit_are_kept()
    {
        var records = (await StartEmpty()).Engine.Records;
        var key = new string('k', Limits.RecordKeyLengthMax);
        await records.PutAsync(key, new byte[Limits.RecordValueBytesMax]);
        Assert.Equal(Limits.RecordValueBytesMax, (await records.GetAsync(key))!.Value.Length);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutAsync(key + "k", []));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutAsync("", []));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutAsync("big", new byte[Limits.RecordValueBytesMax + 1]));
        Assert.Null(await records.GetAsync("big"));
    }

    [Fact]
    public async Task What_a_caller_does_to_its_bytes_later_does_not_reach_the_record()
    {
        var records = (await StartEmpty()).Engine.Records;
        var bytes = Bytes("một");
        await records.PutAsync("a", bytes);
        bytes[0] = 0;
        (await records.GetAsync("a"))!.Value[0] = 1;
        Assert.Equal("một", Text((await records.GetAsync("a"))!));
    }

    [Fact]
    public async Task Records_written_together_are_all_written_or_none_of_them()
    {
        var records = (await StartEmpty()).Engine.Records;
        await records.PutAsync("beside/gone", Bytes("một"));
        var first = await records.PutTogetherAsync(new RecordChange("first", Bytes("một")), 0, [new RecordChange("beside/new", Bytes("hai")), new RecordChange("beside/gone", null)]);
        Assert.True(first.IsWritten);
        Assert.Equal(["beside/new"], await Keys(records, "beside/", null, 10));

        var second = await records.PutTogetherAsync(new RecordChange("first", Bytes("ba")), 0, [new RecordChange("beside/new", null), new RecordChange("beside/more", Bytes("ba"))]);
        Assert.Equal((RecordVerdict.OtherVersion, first.Version), (second.Verdict, second.Version));
        Assert.Equal("một", Text((await records.GetAsync("first"))!));
        Assert.Equal(["beside/new"], await Keys(records, "beside/", null, 10));

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await records.PutTogetherAsync(new RecordChange("first", null), null, [new RecordChange(TextKeys.Prefix + "a", Bytes("a"))]));
        Assert.Equal("một", Text((await records.GetAsync("first"))!));
    }

    [Fact]
    public async Task Records_survive_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        await desk.Engine.Records.PutAsync("kept", Bytes("một"));
        await desk.Engine.Records.PutAsync("gone", Bytes("hai"));
        await desk.Engine.Records.PutAsync("gone", null);
        var before = (await desk.Engine.Records.GetAsync("kept"))!;
        await desk.Crash();

        var after = (await desk.Engine.Records.GetAsync("kept"))!;
        Assert.Equal(("một", before.Version), (Text(after), after.Version));
        Assert.Null(await desk.Engine.Records.GetAsync("gone"));
        await desk.Engine.Records.PutAsync("kept", Bytes("ba"));
        Assert.True((await desk.Engine.Records.GetAsync("kept"))!.Version > before.Version);
    }

    private static async Task<IEnumerable<string>> Keys(IRecords records, string prefix, string? after, int take) =>
        (await records.ListAsync(prefix, after, take)).Select(record => record.Key);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(EngineRecord record) => Encoding.UTF8.GetString(record.Value);
}
