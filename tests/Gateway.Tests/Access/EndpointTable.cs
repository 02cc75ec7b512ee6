namespace HierarchySim.Gateway.Tests;

/// <summary>One request for every operation of the API, about things that are there, and what it takes to make it.</summary>
/// <param name="Operation">The operation's id.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">The address below the API.</param>
/// <param name="Body">The body, or null.</param>
/// <param name="Enough">A role that is enough, with the unit and, for an official, who it is: <c>role@unit</c> or <c>role@unit/holder</c>.</param>
/// <param name="TooLittle">A role that reads it but may not do it; null where reading is all.</param>
/// <param name="Open">True where any caller gets an answer, about its own part of the tree.</param>
public sealed record EndpointCase(string Operation, string Method, string Path, string? Body, string Enough, string? TooLittle = null, bool Open = false);

/// <summary>The table, over the world that <see cref="SeedAsync"/> makes. A stranger is whoever has a role at group 7 only.</summary>
public static class EndpointTable
{
    public const string Stranger = "administrator@7";

    // Filled in for what the world itself gave a name: a text and a key.
    public const string TextId = "{textId}", KeyId = "{keyId}", GrantId = "{grantId}";

    public static IReadOnlyList<EndpointCase> All { get; } =
    [
        Open("getMe", "me"), Open("getScheme", "scheme"), Open("getCatalog", "catalog"), Open("listCategories", "catalog/categories"), Open("listForms", "catalog/forms"),
        Open("listRoles", "catalog/roles"), Open("listPosts", "catalog/posts"), Open("getCalendar", "catalog/calendar"), Open("findUnits", "units?code=026"),
        new("listKeys", "GET", "keys", null, "administrator@4", null, true), new("listGrants", "GET", "grants", null, "administrator@4", null, true),
        Read("getRoot", "units/root", "viewer@1"), Read("getStatus", "status", "viewer@1"), Read("listImports", "imports", "viewer@1"),
        Read("getImport", "imports/2025-a", "viewer@1"),
        Do("replaceCatalog", "PUT", "catalog", "{catalog}", "administrator@1", "manager@1"),

        Read("findUnitsInSubtree", "units/5/subtree"), Read("findOfficialsInSubtree", "units/4/subtree/officials"), Read("listIssuedDirectives", "units/6/issued"),
        Read("getUnit", "units/6"), Read("listChildren", "units/5/children"), Read("getRollup", "units/5/rollup"),
        Do("openUnits", "POST", "units", """{"parent": "5", "children": [{"kind": "to-nhan-dan-tu-quan", "name": "Tổ 3", "opened": "2024-01-01"}]}""", "administrator@5", "manager@5"),
        Do("renameUnit", "POST", "units/6/rename", """{"name": "Tổ số một"}""", "administrator@6", "manager@6"),
        Do("changeUnitCode", "POST", "units/4/code", """{"code": "00716", "validFrom": "2025-07-01"}""", "administrator@4", "manager@4"),
        Do("closeUnit", "POST", "units/6/close", """{"on": "2025-01-05"}""", "administrator@6", "manager@6"),

        Do("issueDirective", "POST", "units/6/directives", Directive, "manager@6", "official@6/6-1"),
        Read("getDirective", "directives/6-1", "viewer@6"), Read("getDirectiveProgress", "directives/6-1/progress"),
        Read("listDirectiveProgress", "directives/6-1/progress/children"),
        Do("updateDirective", "POST", "directives/6-1/update", """{"title": "B", "body": "C", "due": null, "urgency": "Future"}""", "manager@6", "official@6/6-1"),
        Do("cancelDirective", "POST", "directives/6-1/cancel", null, "manager@6", "official@6/6-1"),
        Read("listStandings", "units/6/directives"), Read("getStanding", "units/6/directives/6-1"),
        Do("acknowledgeDirective", "POST", "units/6/directives/6-1/acknowledge", null, "official@4/6-1", "viewer@6"),
        Do("completeDirective", "POST", "units/6/directives/6-1/complete", null, "official@6/6-1", "official@4/4-2"),

        Do("raiseCase", "POST", "units/6/cases", """{"service_code": "roads-lighting", "title": "Đèn", "description": "Hỏng"}""", "official@6/6-1", "viewer@6"),
        Read("listCases", "units/6/cases?shelf=raised"), Read("listStuckCases", "units/5/stuck"), Read("getCaseSummary", "units/5/case-summary"),
        Read("getCase", "cases/6-1", "viewer@6"),
        Do("takeCase", "POST", "cases/6-1/take", """{"by": "4-1"}""", "official@4/4-1", "official@6/6-1"),
        Do("answerCase", "POST", "cases/6-1/answer", """{"text": "Đã xong"}""", "official@4/4-1", "manager@6"),
        Do("referCase", "POST", "cases/6-1/refer", """{"to": "3", "reason": "Huyện quản lý"}""", "official@4/4-1", "viewer@4"),
        Do("scheduleCase", "POST", "cases/6-1/schedule", """{"until": "2025-02-03T17:00:00+07:00"}""", "manager@4", "viewer@4"),
        Do("closeDuplicateCase", "POST", "cases/6-1/duplicate", """{"of": "6-2"}""", "official@4/4-1", "viewer@4"),
        Do("confirmCase", "POST", "cases/6-2/confirm", null, "official@6/6-1", "viewer@6"),
        Do("reopenCase", "POST", "cases/6-2/reopen", """{"reason": "Lại hỏng"}""", "official@6/6-1", "viewer@6"),
        Do("withdrawCase", "POST", "cases/6-1/withdraw", null, "official@6/6-1", "official@4/4-1"),
        Do("listCaseTexts", "GET", "cases/6-1/texts?holder=4-1", null, "official@4/4-1", "official@4/4-2"),
        Do("eraseCaseText", "DELETE", "cases/6-1/texts/" + TextId, null, "administrator@6", "manager@6"),

        Do("registerOfficial", "POST", "units/4/officials", """{"name": "Cán bộ xã số 3", "posts": []}""", "manager@4", "official@4/4-1"),
        Read("listOfficials", "units/4/officials"), Read("getOfficial", "officials/4-1"),
        Do("changeOfficial", "POST", "officials/4-1/change", """{"name": "Cán bộ xã số 1b", "posts": []}""", "manager@4", "official@4/4-1"),
        Do("endOfficial", "POST", "officials/4-2/end", null, "manager@4", "official@4/4-2"),
        Do("recordLeave", "POST", "officials/4-1/leaves", """{"from": "2025-03-01", "to": "2025-03-02"}""", "manager@4", "official@4/4-1"),
        Do("cancelLeave", "POST", "officials/4-1/leaves/cancel", """{"from": "2025-02-01"}""", "manager@4", "official@4/4-1"),
        Do("registerTeam", "POST", "units/4/teams", """{"name": "Tổ 3", "members": ["4-1"]}""", "manager@4", "viewer@4"),
        Read("listTeams", "units/4/teams"), Read("getTeam", "teams/4-3"),
        Do("changeTeam", "POST", "teams/4-3/change", """{"name": "Tổ 3", "members": ["4-1", "4-2"]}""", "manager@4", "viewer@4"),
        Do("endTeam", "POST", "teams/4-4/end", null, "manager@4", "viewer@4"),

        Do("assignHolder", "POST", "units/4/assignments", """{"holder": "4-2", "role": "attends", "from": "2025-01-06", "units": ["5"]}""", "manager@4", "official@4/4-2"),
        Read("listAssignments", "units/4/assignments?heldBy=4-1"), Read("listUnitHolders", "units/5/holders"), Read("getAssignment", "assignments/4-1"),
        Do("endAssignment", "POST", "assignments/4-1/end", """{"on": "2025-06-30"}""", "manager@4", "official@4/4-1"),
        Read("getCoverage", "units/4/coverage"), Read("listUncovered", "units/4/uncovered"), Read("listOverlapping", "units/4/overlapping"),
        Read("listOverloaded", "units/4/overloaded"),

        Do("submitReport", "POST", "units/5/reports", Report, "official@4/4-1", "official@4/4-2"),
        Read("listReports", "units/5/reports"), Read("listDueReports", "units/5/reports/due"), Read("getReport", "units/5/reports/cell-meeting/2026-01"),
        Read("getReportStatus", "units/4/report-status?form=cell-meeting&period=2026-01"), Read("listMissingReports", "units/4/missing-reports?form=cell-meeting&period=2026-01"),
        Do("eraseReportNote", "DELETE", "units/5/reports/cell-meeting/2026-01/note", null, "administrator@5", "manager@5"),

        Do("listAudit", "GET", "audit?unit=5", null, "manager@5", "official@5/4-1"), Read("readEvents", "events?unit=5"),

        Do("makeKey", "POST", "keys", """{"name": "k", "roles": [{"role": "viewer", "unit": "5"}]}""", "administrator@5", "manager@1"),
        new("getKey", "GET", "keys/" + KeyId, null, "administrator@5", "manager@1"),
        Do("rotateKey", "POST", "keys/" + KeyId + "/rotate", "{}", "administrator@5", "manager@1"),
        Do("revokeKey", "POST", "keys/" + KeyId + "/revoke", null, "administrator@5", "manager@1"),
        Do("grantRoles", "POST", "grants", """{"issuer": "https://login.example.org", "subject": "s-2", "roles": [{"role": "viewer", "unit": "5"}]}""", "administrator@5", "manager@1"),
        new("getGrant", "GET", "grants/" + GrantId, null, "administrator@5", "manager@1"),
        Do("revokeGrant", "POST", "grants/" + GrantId + "/revoke", null, "administrator@5", "manager@1"),
    ];

    private const string Directive =
        """{"title": "A", "body": "B", "targetLevels": ["group"], "require": "complete", "urgency": "Expected", "status": "Actual", "due": null}""";

    private static string Report => ReportWorld.Meeting("2026-02", """ "holder": "4-1" """);

    /// <summary>True for what is about reports, which are due a year later than all else happens.</summary>
    public static bool IsLate(EndpointCase one) => one.Path.Contains("report", StringComparison.Ordinal);

    /// <summary>Everything the table speaks of; in the end it is February 2026 where reports are wanted.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> SeedAsync(GatewayHost host, bool late)
    {
        await host.SeedHoldersAsync();
        await host.RegisterAsync("6");
        await host.AcceptAsync(201, "units/6/directives", Directive);
        foreach (var _ in new[] { 1, 2 }) await host.RaiseAsync("6");
        await host.UntilAsync("/api/v1/cases/6-2", reply => reply.Text("custodian") == "4");
        await host.AcceptAsync(200, "cases/6-2/answer", """{"text": "Đã sửa"}""");
        var raised = await host.UntilAsync("/api/v1/cases/6-1", reply => reply.Text("custodian") == "4");
        await host.UntilAsync("/api/v1/cases/6-2", reply => reply.Text("fineStatus") == "answered");
        if (late) host.Time.Advance(TimeSpan.FromDays(393));
        if (late) await host.AcceptAsync(201, "units/5/reports", ReportWorld.Meeting("2026-01", """ "note": "Ghi chú" """));
        var import = new HierarchySim.Engine.ImportStatusRecord("2025-a", "a.csv", new(1), new(2), HierarchySim.Engine.ImportState.Completed, 1, 1, 0, 0, 0);
        await host.Engine.Records.PutAsync(HierarchySim.Engine.ImportStatusRecord.KeyOf(import.Id), import.ToBytes(), null, TestContext.Current.CancellationToken);
        var key = await host.AcceptAsync(201, "keys", """{"name": "k", "roles": [{"role": "viewer", "unit": "5"}]}""");
        var grant = await host.AcceptAsync(200, "grants", """{"issuer": "https://login.example.org", "subject": "s-1", "roles": [{"role": "viewer", "unit": "5"}]}""");
        return new Dictionary<string, string>
        {
            [TextId] = raised.Text("path.0.textId"),
            [KeyId] = key.Text("key.id"),
            [GrantId] = grant.Text("id"),
            ["{catalog}"] = (await host.GetAsync("/api/v1/catalog")).Content,
        };
    }

    /// <summary>Sends a case's request with a token, or without one.</summary>
    public static Task<Reply> SendAsync(this GatewayHost host, EndpointCase one, IReadOnlyDictionary<string, string> names, string? token, string key)
    {
        var (path, body) = names.Aggregate((one.Path, one.Body), (text, name) => (
            text.Path.Replace(name.Key, name.Value, StringComparison.Ordinal), text.Body?.Replace(name.Key, name.Value, StringComparison.Ordinal)));
        var request = new HttpRequestMessage(new HttpMethod(one.Method), "/api/v1/" + path);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        host.Token = token;
        return host.SendAsync(request, ("Idempotency-Key", key));
    }

    /// <summary>Makes the token of a role such as <c>official@4/4-1</c>.</summary>
    public static Task<string> TokenAsync(this GatewayHost host, string role)
    {
        var parts = role.Split('@', '/');
        return host.MakeTokenAsync(parts[0], parts[1], parts.Length > 2 ? parts[2] : null);
    }

    private static EndpointCase Open(string operation, string path) => new(operation, "GET", path, null, "viewer@4", null, true);

    private static EndpointCase Read(string operation, string path, string enough = "viewer@4") => new(operation, "GET", path, null, enough);

    private static EndpointCase Do(string operation, string method, string path, string? body, string enough, string tooLittle) => new(operation, method, path, body, enough, tooLittle);
}
