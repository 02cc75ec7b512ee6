using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>Texts of cases: who reads them, where they never appear, and that they can be erased.</summary>
public sealed class CaseTextTests
{
    private const string Contact = ", \"contact\": \"0912 000 111\", \"subject\": \"4-7\"";

    [Fact]
    public async Task Those_who_handle_a_case_read_what_was_written_on_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        foreach (var reader in new[] { "6-1", "4-1", "3-1" })
        {
            var texts = await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}");
            Assert.Equal((200, "no-store", 3, "4-7"), (texts.Status, texts.Headers["Cache-Control"], texts.At("items").GetArrayLength(), texts.Text("subject")));
            Assert.Equal(("raised", "Đèn đường hỏng", "Ba bóng trước trường", "0912 000 111"), (texts.Text("items.0.act"), texts.Text("items.0.title"), texts.Text("items.0.description"), texts.Text("items.0.contact")));
            Assert.Equal(("referred", "Đường huyện", "answered", "Đã thay"), (texts.Text("items.1.act"), texts.Text("items.1.text"), texts.Text("items.2.act"), texts.Text("items.2.text")));
        }
    }

    [Theory]
    [InlineData("7-1", 403, "not-a-handler")] // a household group that has nothing to do with it
    [InlineData("2-1", 403, "not-a-handler")] // a province that was only passed by
    [InlineData("4-7", 403, "not-a-handler")] // whom it is about, although of a unit that acted on it
    [InlineData("x", 400, "invalid-parameter")]
    [InlineData(null, 400, "invalid-parameter")]
    public async Task Others_do_not(string? reader, int status, string problem)
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        var refused = await host.GetAsync($"/api/v1/cases/{id}/texts{(reader is null ? "" : "?holder=" + reader)}");
        Assert.Equal((status, problem, "holder"), (refused.Status, refused.Problem, refused.Field));
        Assert.DoesNotContain("0912", refused.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subject_of_a_case_cannot_handle_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync(more: Contact);
        var refused = await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Không có gì", "by": "4-7"}""");
        Assert.Equal((409, "conflict", "by"), (refused.Status, refused.Problem, refused.Field));
    }

    [Fact]
    public async Task No_other_answer_and_no_event_has_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        foreach (var path in new[] { $"cases/{id}", "units/6/cases?shelf=raised", "units/3/cases?shelf=held", "units/1/stuck", "units/1/case-summary" })
        {
            var reply = await host.GetAsync("/api/v1/" + path);
            Assert.Equal(200, reply.Status);
            Assert.DoesNotMatch("Đèn|bóng|0912|Đường huyện|Đã thay|4-7", reply.Content);
        }
        var events = await host.Engine.EventsAsync(Engine.EventCursor.Start, Limits.PageItemsMax, TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("Đèn|bóng|0912|Đường huyện|Đã thay", string.Join('\n', events.Items.Select(item => item.ToString())));
        var refused = await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "0912 000 111"}""");
        Assert.Equal(409, refused.Status);
        Assert.DoesNotContain("0912", refused.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_text_is_gone_and_the_case_stays()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        Assert.Equal(204, (await EraseAsync(host, id, text)).Status);

        var texts = await host.GetAsync($"/api/v1/cases/{id}/texts?holder=6-1");
        Assert.Equal(("erased", "2025-01-06T01:00:00Z", "", "", ""), (texts.Text("items.0.state"), texts.Text("items.0.erasedAt"), texts.Text("items.0.title"), texts.Text("items.0.description"), texts.Text("items.0.contact")));
        Assert.Equal("present", texts.Text("items.1.state"));
        Assert.Equal("answered", (await host.GetAsync($"/api/v1/cases/{id}")).Text("fineStatus"));
        var again = await EraseAsync(host, id, text);
        Assert.Equal((410, "text-erased"), (again.Status, again.Problem));
        Assert.Contains("2025-01-06T01:00:00.000Z", again.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_that_files_have_yet_to_follow_says_so()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        host.Engine.ErasuresRemain = "a reader is at work";
        var reply = await EraseAsync(host, id, text);
        Assert.Equal((202, text, "2025-01-06T01:00:00Z", "a reader is at work"), (reply.Status, reply.Text("textId"), reply.Text("erasedAt"), reply.Text("remaining")));
        Assert.Equal("erased", (await host.GetAsync($"/api/v1/cases/{id}/texts?holder=6-1")).Text("items.0.state"));
    }

    [Fact]
    public async Task Only_a_text_of_the_case_is_erased()
    {
        await using var host = await GatewayHost.StartAsync();
        var (id, other) = (await AnsweredAsync(host), await host.RaiseAsync(unit: GatewayHost.OtherGroup));
        var text = (await host.GetAsync($"/api/v1/cases/{other}")).Text("path.0.textId");
        foreach (var (at, what, status, problem) in new[]
        {
            (id, text, 404, "text-not-found"), (id, new string('0', 31) + "1", 404, "text-not-found"), (id, "abc", 400, "invalid-parameter"), ("x", text, 400, "invalid-parameter"),
        })
        {
            var reply = await EraseAsync(host, at, what);
            Assert.Equal((status, problem), (reply.Status, reply.Problem));
        }
        Assert.Equal("present", (await host.GetAsync($"/api/v1/cases/{other}/texts?holder=7-1")).Text("items.0.state"));
    }

    [Fact]
    public async Task Texts_can_be_erased_when_their_case_has_left_unit_state()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        host.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(404, (await host.GetAsync($"/api/v1/cases/{id}")).Status);
        Assert.Equal("text-not-found", (await EraseAsync(host, "7-1", text)).Problem);
        Assert.Equal(204, (await EraseAsync(host, id, text)).Status);
    }

    [Fact]
    public async Task A_key_used_again_after_a_day_does_not_write_over_the_earlier_text()
    {
        await using var host = await GatewayHost.StartAsync();
        Assert.Equal("6-1", (await host.PostAsync("/api/v1/units/6/cases", Raise("Một"), "k")).Text("service_request_id"));
        host.Time.Advance(TimeSpan.FromHours(25));
        // A unit forgets when something happens to it.
        await host.RaiseAsync();
        Assert.Equal("6-3", (await host.PostAsync("/api/v1/units/6/cases", Raise("Hai"), "k")).Text("service_request_id"));
        Assert.Equal("Một", (await host.GetAsync("/api/v1/cases/6-1/texts?holder=6-1")).Text("items.0.title"));
        Assert.Equal("Hai", (await host.GetAsync("/api/v1/cases/6-3/texts?holder=6-1")).Text("items.0.title"));
    }

    private static string Raise(string title) => $$"""{"service_code": "land", "title": "{{title}}", "description": "D"}""";

    private static async Task<string> AnsweredAsync(GatewayHost host)
    {
        var id = await host.RaiseAsync(more: Contact);
        Assert.Equal(202, (await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "3", "reason": "Đường huyện"}""")).Status);
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Đã thay"}""")).Status);
        return id;
    }

    private static Task<Reply> EraseAsync(GatewayHost host, string id, string text) =>
        host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/cases/{id}/texts/{text}"));
}
