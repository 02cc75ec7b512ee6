using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>Texts of cases: who reads them, where they never appear, and that they can be erased.</summary>
public sealed class CaseTextTests
{
    private const string Contact = ", \"contact\": \"0912 000 111\"";

    [Fact]
    public async Task Without_a_holder_an_official_reads_as_itself_an_administrator_is_asked_and_others_are_refused()
    {
        await using var host = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = true });
        var (official, id) = (await host.RegisterAsync(GatewayHost.Group), await host.RaiseAsync());
        foreach (var (role, holder, status, field) in new[] { ("official", official, 200, ""), ("viewer", null, 403, "holder"), ("manager", null, 403, "holder"), ("administrator", null, 400, "holder") })
        {
            var token = await host.MakeTokenAsync(role, GatewayHost.Group, holder);
            var reply = await host.GetAsync($"/api/v1/cases/{id}/texts", ("Authorization", $"Bearer {token}"));
            Assert.Equal((role, status, field), (role, reply.Status, reply.Status == 200 ? "" : reply.Field));
            if (status == 400) Assert.Contains("it is required", reply.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Those_who_handle_a_case_read_what_was_written_on_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var people = await People.RegisterAsync(host);
        var id = await AnsweredAsync(host, people);
        foreach (var reader in new[] { people.AtOrigin, people.Assigned, people.AssignedTeam, people.AtCommune, people.AtDistrict })
        {
            var texts = await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}");
            Assert.Equal((200, "no-store", 3, people.Subject), (texts.Status, texts.Headers["Cache-Control"], texts.At("items").GetArrayLength(), texts.Text("subject")));
            Assert.Equal(("raised", "Đèn đường hỏng", "Ba bóng trước trường", "0912 000 111"), (texts.Text("items.0.act"), texts.Text("items.0.title"), texts.Text("items.0.description"), texts.Text("items.0.contact")));
            Assert.Equal(("referred", "Đường huyện", "answered", "Đã thay"), (texts.Text("items.1.act"), texts.Text("items.1.text"), texts.Text("items.2.act"), texts.Text("items.2.text")));
        }
    }

    [Fact]
    public async Task Others_do_not_and_whom_it_is_about_learns_nothing()
    {
        await using var host = await GatewayHost.StartAsync();
        var people = await People.RegisterAsync(host);
        var id = await AnsweredAsync(host, people);
        var details = new HashSet<string>();
        foreach (var reader in new[] { people.Subject, people.SubjectsTeam, people.Elsewhere, people.Above, "6-99", "ZZ-1" })
        {
            var refused = await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}");
            Assert.Equal((403, "not-a-handler", "holder"), (refused.Status, refused.Problem, refused.Field));
            details.Add(refused.Content);
        }
        Assert.Single(details);
        foreach (var query in new[] { "", "?holder=x", "?holder=" })
            Assert.Equal((400, "holder"), ((await host.GetAsync($"/api/v1/cases/{id}/texts{query}")).Status, (await host.GetAsync($"/api/v1/cases/{id}/texts{query}")).Field));
    }

    [Fact]
    public async Task The_subject_of_a_case_cannot_handle_it_and_must_exist()
    {
        await using var host = await GatewayHost.StartAsync();
        var people = await People.RegisterAsync(host);
        var id = await host.RaiseAsync(more: $", \"subject\": \"{people.Subject}\"");
        foreach (var by in new[] { people.Subject, people.SubjectsTeam })
        {
            var refused = await host.PostAsync($"/api/v1/cases/{id}/answer", $$"""{"text": "Không có gì", "by": "{{by}}"}""");
            Assert.Equal((409, "conflict", "by"), (refused.Status, refused.Problem, refused.Field));
        }
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{people.AtCommune}}"}""")).Status);
        var stranger = await host.PostAsync($"/api/v1/cases/{id}/answer", $$"""{"text": "Xong", "by": "{{people.Elsewhere}}"}""");
        Assert.Equal((404, "holder-not-found", "by"), (stranger.Status, stranger.Problem, stranger.Field));
        foreach (var nobody in new[] { "4-99", people.SubjectsTeam })
        {
            var refused = await host.PostAsync("/api/v1/units/6/cases", $$"""{"service_code": "land", "title": "T", "description": "D", "subject": "{{nobody}}"}""");
            Assert.Equal((404, "holder-not-found", "subject"), (refused.Status, refused.Problem, refused.Field));
        }
    }

    [Fact]
    public async Task No_other_answer_and_no_event_has_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var people = await People.RegisterAsync(host);
        var id = await AnsweredAsync(host, people);
        foreach (var path in new[] { $"cases/{id}", "units/6/cases?shelf=raised", "units/3/cases?shelf=held", "units/1/stuck", "units/1/case-summary" })
        {
            var reply = await host.GetAsync("/api/v1/" + path);
            Assert.Equal(200, reply.Status);
            Assert.DoesNotMatch("Đèn|bóng|0912|Đường huyện|Đã thay", reply.Content);
            Assert.DoesNotContain($"\"{people.Subject}\"", reply.Content, StringComparison.Ordinal);
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
        var (reader, id) = (await host.RegisterAsync(GatewayHost.Group), await AnsweredAsync(host));
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        Assert.Equal(204, (await EraseAsync(host, id, text)).Status);

        var texts = await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}");
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
        var (reader, id) = (await host.RegisterAsync(GatewayHost.Group), await AnsweredAsync(host));
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        host.Engine.ErasuresRemain = "a reader is at work";
        var reply = await EraseAsync(host, id, text);
        Assert.Equal((202, text, "2025-01-06T01:00:00Z", "a reader is at work"), (reply.Status, reply.Text("textId"), reply.Text("erasedAt"), reply.Text("remaining")));
        Assert.Equal("erased", (await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}")).Text("items.0.state"));
    }

    [Fact]
    public async Task Only_a_text_of_the_case_is_erased()
    {
        await using var host = await GatewayHost.StartAsync();
        var (id, other, reader) = (await AnsweredAsync(host), await host.RaiseAsync(unit: GatewayHost.OtherGroup), await host.RegisterAsync(GatewayHost.OtherGroup));
        var text = (await host.GetAsync($"/api/v1/cases/{other}")).Text("path.0.textId");
        foreach (var (at, what, status, problem) in new[]
        {
            (id, text, 404, "text-not-found"), (id, new string('0', 31) + "1", 404, "text-not-found"), (id, "abc", 400, "invalid-parameter"), ("x", text, 400, "invalid-parameter"),
        })
        {
            var reply = await EraseAsync(host, at, what);
            Assert.Equal((status, problem), (reply.Status, reply.Problem));
        }
        Assert.Equal("present", (await host.GetAsync($"/api/v1/cases/{other}/texts?holder={reader}")).Text("items.0.state"));
        // Nor does the other case's administrator learn that it was erased.
        Assert.Equal(204, (await EraseAsync(host, other, text)).Status);
        var elsewhere = await EraseAsync(host, id, text);
        Assert.Equal((404, "text-not-found"), (elsewhere.Status, elsewhere.Problem));
    }

    [Fact]
    public async Task Texts_can_be_erased_when_their_case_has_left_unit_state()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await AnsweredAsync(host);
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        host.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("answered", (await host.GetAsync($"/api/v1/cases/{id}")).Text("fineStatus"));
        Assert.Equal("case-not-found", (await host.PostAsync($"/api/v1/cases/{id}/confirm", null)).Problem);
        Assert.Equal("case-not-found", (await EraseAsync(host, "7-1", text)).Problem);
        Assert.Equal(204, (await EraseAsync(host, id, text)).Status);
    }

    [Fact]
    public async Task A_key_used_again_after_a_day_does_not_write_over_the_earlier_text()
    {
        await using var host = await GatewayHost.StartAsync();
        var reader = await host.RegisterAsync(GatewayHost.Group);
        Assert.Equal("6-1", (await host.PostAsync("/api/v1/units/6/cases", Raise("Một"), "k")).Text("service_request_id"));
        host.Time.Advance(TimeSpan.FromHours(25));
        // A unit forgets when something happens to it.
        await host.RaiseAsync();
        Assert.Equal("6-3", (await host.PostAsync("/api/v1/units/6/cases", Raise("Hai"), "k")).Text("service_request_id"));
        Assert.Equal("Một", (await host.GetAsync($"/api/v1/cases/6-1/texts?holder={reader}")).Text("items.0.title"));
        Assert.Equal("Hai", (await host.GetAsync($"/api/v1/cases/6-3/texts?holder={reader}")).Text("items.0.title"));
    }

    private static string Raise(string title) => $$"""{"service_code": "land", "title": "{{title}}", "description": "D"}""";

    private static async Task<string> AnsweredAsync(GatewayHost host, People? people = null)
    {
        var id = await host.RaiseAsync(more: Contact + (people is null ? "" : $", \"subject\": \"{people.Subject}\""));
        Assert.Equal(202, (await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "3", "reason": "Đường huyện"}""")).Status);
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "Đã thay"}""")).Status);
        return id;
    }

    private static Task<Reply> EraseAsync(GatewayHost host, string id, string text) =>
        host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/cases/{id}/texts/{text}"));

    /// <summary>
    /// Officials and teams around a case that was raised at the household group, received at the commune and referred to the
    /// district: those who handle it, the one it is about, and others.
    /// </summary>
    private sealed record People(
        string AtOrigin, string Assigned, string AssignedTeam, string AtCommune, string AtDistrict, string Subject, string SubjectsTeam, string Elsewhere, string Above)
    {
        public static async Task<People> RegisterAsync(GatewayHost host)
        {
            var (assigned, colleague, commune, subject) =
                (await host.RegisterAsync(GatewayHost.Province), await host.RegisterAsync(GatewayHost.Province), await host.RegisterAsync(GatewayHost.Commune), await host.RegisterAsync(GatewayHost.Commune));
            var team = await host.RegisterAsync(GatewayHost.Province, colleague);
            foreach (var holder in new[] { assigned, team }) await host.AssignAsync(holder, GatewayHost.Commune);
            return new People(
                await host.RegisterAsync(GatewayHost.Group), assigned, team, commune, await host.RegisterAsync(GatewayHost.District), subject,
                await host.RegisterAsync(GatewayHost.Commune, commune, subject), await host.RegisterAsync(GatewayHost.OtherGroup), await host.RegisterAsync(GatewayHost.Province));
        }
    }
}
