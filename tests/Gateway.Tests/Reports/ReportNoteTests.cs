using System.Text;

namespace HierarchySim.Gateway.Tests;

/// <summary>Notes of reports: kept apart, replaced with the revision they belong to, and erasable by callers.</summary>
public sealed class ReportNoteTests
{
    private const string Path = "/api/v1/units/5/reports";
    private const string Report = Path + "/cell-meeting/2026-01";

    [Fact]
    public async Task A_note_is_erased_over_the_API_and_the_counts_stay()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, Noted("Anh Ba hỏi về đèn đường"));
        Assert.Equal("no-store", (await host.GetAsync(Report)).Headers["Cache-Control"]);
        Assert.Equal(204, (await EraseAsync(host)).Status);
        var left = await host.GetAsync(Report);
        Assert.Equal((200, null, "2026-02-03T01:00:00Z", 40), (left.Status, left.At("note").GetString(), left.Text("noteErasedAt"), left.Number("values.members-present")));
        Assert.Equal([""], await TextsAsync(host));
        var again = await EraseAsync(host);
        Assert.Equal((410, "text-erased", "period"), (again.Status, again.Problem, again.Field));
    }

    [Fact]
    public async Task An_erasure_that_files_have_yet_to_follow_says_so()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, Noted("Ghi chú"));
        host.Engine.ErasuresRemain = "a reader is at work";
        var reply = await EraseAsync(host);
        Assert.Equal((202, "2026-02-03T01:00:00Z", "a reader is at work"), (reply.Status, reply.Text("erasedAt"), reply.Text("remaining")));
        Assert.DoesNotContain("Ghi chú", (await host.GetAsync(Report)).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/units/5/reports/cell-meeting/2026-01/note", 404, "text-not-found", "period")]
    [InlineData("/api/v1/units/5/reports/cell-meeting/2025-12/note", 404, "report-not-found", "period")]
    [InlineData("/api/v1/units/ZZ/reports/cell-meeting/2026-01/note", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/5/reports/cell-meeting/2026-13/note", 400, "invalid-parameter", "period")]
    public async Task A_note_that_is_not_there_is_named(string path, int status, string problem, string field)
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, ReportWorld.Meeting());
        var reply = await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task The_note_of_a_revision_that_was_replaced_is_left_nowhere()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, Noted("Một"), "first");
        var corrected = await host.PostAsync(Path, Noted("Hai", corrects: 1), "second");
        Assert.Equal((201, "Hai"), (corrected.Status, corrected.Text("note")));
        Assert.Equal(["Hai"], await TextsAsync(host));
        foreach (var (body, key, status) in new[] { (Noted("Một"), "first", 201), (Noted("Hai", corrects: 1), "second", 201), (Noted("Ba", corrects: 1), "third", 409) })
        {
            Assert.Equal(status, (await host.PostAsync(Path, body, key)).Status);
            Assert.Equal(["Hai"], await TextsAsync(host));
        }
        Assert.Equal(201, (await host.PostAsync(Path, ReportWorld.Meeting(more: "\"corrects\": 2"))).Status);
        Assert.Equal([""], await TextsAsync(host));
        Assert.Null((await host.GetAsync(Report)).At("note").GetString());
    }

    [Fact]
    public async Task A_correction_after_an_erasure_has_a_note_of_its_own()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.PostAsync(Path, Noted("Một"));
        Assert.Equal(204, (await EraseAsync(host)).Status);
        Assert.Equal("Hai", (await host.PostAsync(Path, Noted("Hai", corrects: 1))).Text("note"));
        Assert.Equal(["", "Hai"], (await TextsAsync(host)).Order(StringComparer.Ordinal));
        Assert.Equal(204, (await EraseAsync(host)).Status);
        Assert.Equal(201, (await host.PostAsync(Path, ReportWorld.Meeting(more: "\"corrects\": 2"))).Status);
    }

    private static string Noted(string note, int corrects = 0) => ReportWorld.Meeting(more: $"\"note\": \"{note}\"{(corrects > 0 ? $", \"corrects\": {corrects}" : "")}");

    private static Task<Reply> EraseAsync(GatewayHost host) => host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Report + "/note"));

    private static async Task<List<string>> TextsAsync(GatewayHost host) =>
        [.. (await host.Engine.Records.ListAsync("text/", null, 10, TestContext.Current.CancellationToken)).Select(text => Encoding.UTF8.GetString(text.Value))];
}
