using System.Text.Json.Nodes;

namespace HierarchySim.Gateway;

/// <summary>
/// Examples for the API description: of every body a request has, and of the main answers. A test reads each into its type, so that
/// none of them grows old. A request type without one fails that test.
/// </summary>
internal static class WireExamples
{
    /// <summary>The example of a type; null where there is none.</summary>
    public static JsonNode? Of(Type type) => Texts.TryGetValue(type, out var text) ? JsonNode.Parse(text) : null;

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> Texts { get; } = new Dictionary<Type, string>
    {
        // ----- requests -----
        [typeof(OpenUnitsRequest)] = """{"parent": "5", "children": [{"kind": "to-nhan-dan-tu-quan", "name": "Tổ 3", "opened": "2026-01-01"}]}""",
        [typeof(RenameUnitRequest)] = """{"name": "Thôn Lô Lô Chải"}""",
        [typeof(ChangeCodeRequest)] = """{"code": "00716", "validFrom": "2026-07-01"}""",
        [typeof(CloseUnitRequest)] = """{"on": "2026-06-30", "successors": ["6"]}""",
        [typeof(IssueDirectiveRequest)] = """
            {"title": "Rà soát hộ nghèo", "body": "Rà soát và báo cáo trước ngày 30.", "targetLevels": ["group"], "require": "acknowledge",
             "urgency": "Expected", "status": "Actual", "due": "2026-12-01T17:00:00+07:00"}
            """,
        [typeof(UpdateDirectiveRequest)] = """{"title": "Rà soát hộ nghèo", "body": "Gia hạn một tuần.", "due": "2026-12-08T17:00:00+07:00", "urgency": "Expected"}""",
        [typeof(NothingRequest)] = "{}",
        [typeof(RaiseCaseRequest)] = """{"service_code": "roads-lighting", "title": "Đèn đường hỏng", "description": "Ba bóng trước trường không sáng."}""",
        [typeof(TakeCaseRequest)] = """{"by": "4-1"}""",
        [typeof(AnswerCaseRequest)] = """{"text": "Đã thay ba bóng đèn.", "by": "4-1"}""",
        [typeof(ReferCaseRequest)] = """{"to": "3", "reason": "Đường do huyện quản lý.", "by": "4-1"}""",
        [typeof(ScheduleCaseRequest)] = """{"until": "2026-12-03T17:00:00+07:00", "text": "Thợ đến ngày 3.", "by": "4-1"}""",
        [typeof(DuplicateCaseRequest)] = """{"of": "6-1", "by": "4-1"}""",
        [typeof(ReopenCaseRequest)] = """{"reason": "Một bóng vẫn chưa sáng."}""",
        [typeof(OfficialRequest)] = """{"name": "Cán bộ xã số 1", "posts": ["commune-official"], "loadLimit": 5}""",
        [typeof(TeamRequest)] = """{"name": "Tổ công tác số 1", "members": ["4-1", "4-2"]}""",
        [typeof(RecordLeaveRequest)] = """{"from": "2026-12-01", "to": "2026-12-05"}""",
        [typeof(CancelLeaveRequest)] = """{"from": "2026-12-01"}""",
        [typeof(AssignRequest)] = """{"holder": "4-1", "role": "in-charge", "from": "2026-12-01", "units": ["5"]}""",
        [typeof(EndAssignmentRequest)] = """{"on": "2026-12-31"}""",
        [typeof(SubmitReportRequest)] = """
            {"form": "cell-meeting", "period": "2026-10", "values": {"meetings-held": 1, "members-present": 42, "officials-attending": 1,
             "households-informed": 38, "questions-raised": 3, "questions-answered": 2}}
            """,
        [typeof(MakeKeyRequest)] = """{"name": "Hệ thống một cửa", "roles": [{"role": "manager", "unit": "4"}], "expiresAt": "2027-11-22T00:00:00+07:00"}""",
        [typeof(RotateKeyRequest)] = """{"graceSeconds": 3600}""",
        [typeof(GrantRequest)] = """
            {"issuer": "https://login.example.org/realm", "subject": "248289761001", "roles": [{"role": "official", "unit": "4"}], "holder": "4-1"}
            """,

        // ----- answers -----
        [typeof(ProblemResponse)] = """
            {"type": "/problems/invalid", "title": "A value breaks a rule", "status": 400, "detail": "name: at most 200 characters (UnitNameLengthMax). Shorten it.",
             "field": "name", "limit": "UnitNameLengthMax"}
            """,
        [typeof(UnitJson)] = """
            {"id": "4", "parent": "3", "level": "commune", "kind": "xa", "name": "Xã Lũng Cú", "opened": "2024-01-01", "closed": null, "synthetic": false,
             "codes": [{"value": "00715", "validFrom": "2024-01-01", "validTo": null}], "predecessors": [], "successors": [], "childCount": 1,
             "directiveCount": 1, "incarnation": 3, "version": 12, "asOf": "2026-11-22T01:00:00Z"}
            """,
        [typeof(UnitsOpenedJson)] = """{"parent": "5", "at": "2026-11-22T01:00:00Z", "children": ["8"], "href": "/api/v1/units/5/children"}""",
        [typeof(RollupJson)] = """
            {"unit": "5", "unitsByLevel": [{"level": "cell", "units": 1}, {"level": "group", "units": 2}], "units": 3,
             "directives": [{"directive": "1-1", "state": "active", "progress": {"targets": 2, "delivered": 2, "acknowledged": 1, "acknowledgedLate": 0,
             "completed": 0, "completedLate": 0, "counting": false}}], "incarnation": 3, "version": 12, "asOf": "2026-11-22T01:00:00Z"}
            """,
        [typeof(DirectiveJson)] = """
            {"id": "1-1", "issuer": "1", "revision": 1, "title": "Rà soát hộ nghèo", "body": "Rà soát và báo cáo trước ngày 30.", "state": "active",
             "targetLevels": ["group"], "require": "acknowledge", "due": "2026-12-01T10:00:00Z", "urgency": "Expected", "status": "Actual", "supersedes": null,
             "issuedAt": "2026-11-22T01:00:00Z", "endedAt": null, "fulfilledAt": null, "progress": {"targets": 2, "delivered": 2, "acknowledged": 1,
             "acknowledgedLate": 0, "completed": 0, "completedLate": 0, "counting": false}, "progressHref": "/api/v1/directives/1-1/progress",
             "incarnation": 3, "version": 12, "asOf": "2026-11-22T01:00:00Z"}
            """,
        [typeof(StandingJson)] = """
            {"unit": "6", "directive": "1-1", "revision": 1, "state": "active", "targetLevels": ["group"], "require": "acknowledge", "due": "2026-12-01T10:00:00Z",
             "urgency": "Expected", "status": "Actual", "issuedAt": "2026-11-22T01:00:00Z", "isTarget": true, "acknowledgedAt": "2026-11-22T02:00:00Z",
             "acknowledgedLate": false, "completedAt": null, "completedLate": false, "overdue": false, "progress": {"targets": 1, "delivered": 1,
             "acknowledged": 1, "acknowledgedLate": 0, "completed": 0, "completedLate": 0, "counting": false}, "directiveHref": "/api/v1/directives/1-1",
             "incarnation": 3, "version": 7, "asOf": "2026-11-22T02:00:00Z"}
            """,
        [typeof(CaseJson)] = """
            {"service_request_id": "6-1", "service_code": "roads-lighting", "service_name": "Roads and lighting", "status": "open",
             "status_notes": "Somebody took it up.", "fineStatus": "investigating", "requested_datetime": "2026-11-22T01:00:00Z",
             "updated_datetime": "2026-11-22T02:00:00Z", "expected_datetime": "2026-11-27T10:00:00Z", "agency_responsible": "Xã Lũng Cú", "custodian": "4",
             "inTransit": false, "overdue": false, "reality": "Actual", "opening": 1, "origin": "6", "closedAt": null, "withdrawalRequested": false,
             "href": "/api/v1/cases/6-1", "path": [{"at": "2026-11-22T01:00:00Z", "act": "raised", "unit": "6", "unitName": "Tổ 1", "level": "group",
             "by": null, "due": null, "to": null, "toName": null, "other": null, "textId": "00000000000000000000000000000001"}]}
            """,
        [typeof(OfficialJson)] = """
            {"id": "4-1", "home": "4", "name": "Cán bộ xã số 1", "posts": ["commune-official"], "state": "active", "endedAt": null, "load": 1, "loadLimit": 5,
             "overloaded": false, "onLeave": false, "leaves": [{"from": "2026-12-01", "to": "2026-12-05"}], "teams": ["4-3"], "assignments": [],
             "day": "2026-11-22"}
            """,
        [typeof(TeamJson)] = """
            {"id": "4-3", "home": "4", "name": "Tổ công tác số 1", "members": [{"official": "4-1", "name": "Cán bộ xã số 1"}], "state": "active",
             "endedAt": null, "load": 0, "onLeave": false, "assignments": [], "day": "2026-11-22"}
            """,
        [typeof(AssignmentJson)] = """
            {"id": "4-1", "home": "4", "holder": "4-1", "holderName": "Cán bộ xã số 1", "role": "in-charge", "exclusive": true, "from": "2026-12-01",
             "to": null, "setName": null, "state": "coming", "endedAt": null,
             "units": [{"unit": "5", "name": "Thôn Lô Lô Chải", "status": "coming", "reason": null, "detail": null}]}
            """,
        [typeof(CaseActJson)] = """{"service_request_id": "6-1", "act": "take", "unit": "4", "at": "2026-11-22T01:00:00Z", "href": "/api/v1/cases/6-1"}""",
        [typeof(StatusJson)] = """{"engine": "standalone", "condition": "ready", "reason": null, "units": 1131368, "waiting": 0, "readModelsAsOf": "2026-11-22T01:00:00Z"}""",
        [typeof(HealthJson)] = """{"status": "ready", "condition": "ready", "reason": null}""",
    };
}
