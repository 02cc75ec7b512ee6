namespace HierarchySim.Gateway;

/// <summary>Every kind of error there is. One table: the answers, the pages and the API description read it.</summary>
internal static class ProblemTypes
{
    // ----- what the engine refuses -----

    public static readonly ProblemType Invalid = new(
        "invalid", 400, "A value breaks a rule", "A member of the body is missing, has the wrong type, or breaks a rule.",
        "Read 'detail', correct the member named in 'field' and send again. The Idempotency-Key may be kept: a refused command is not remembered.");

    public static readonly ProblemType UnitNotFound = new(
        "unit-not-found", 404, "No such unit", "No unit has this id. Official codes are not ids: a code may belong to another unit at another time.",
        "Find the unit by its code (GET /api/v1/units?code=…), or list the children of its parent.");

    public static readonly ProblemType DirectiveNotFound = new(
        "directive-not-found", 404, "No such directive",
        "The directive was never issued, has not reached this unit, or left the unit's state 30 days after it ended.",
        "List the directives of the unit (GET /api/v1/units/{id}/directives).");

    public static readonly ProblemType AlreadyExists = new(
        "already-exists", 409, "It exists already", "A unit with this id, or the root, is there already.", "Read it before changing anything.");

    public static readonly ProblemType UnitClosed = new(
        "unit-closed", 409, "The unit is closed", "A closed unit keeps its history and takes no commands.", "See 'successors' of the unit.");

    public static readonly ProblemType Conflict = new(
        "conflict", 409, "Its state does not allow it",
        "The command is well formed, but the unit or directive is in a state that does not allow it; for instance it was done before.",
        "Read the thing concerned and decide anew.");

    public static readonly ProblemType LimitReached = new(
        "limit-reached", 409, "A limit is reached", "A bound of the system is met; 'limit' names it. Bounds keep one unit from slowing all others.",
        "Do as 'detail' says: wait, shorten, or split.");

    public static readonly ProblemType KeyReused = new(
        "idempotency-key-reused", 422, "The key belongs to another request",
        "The same Idempotency-Key was used at this unit for another operation or another body. The earlier command keeps its answer.",
        "Send a new command under a new key; to repeat the earlier one, send exactly the same request.");

    public static readonly ProblemType Overloaded = new(
        "overloaded", 429, "Too much to do", "The engine has too much to do. Nothing was accepted.",
        "Send the same request with the same Idempotency-Key after the seconds in Retry-After.");

    public static readonly ProblemType StorageUnavailable = new(
        "storage-unavailable", 503, "Storage takes no writes", "Storage does not take writes, for instance because the disk is full. Nothing was accepted.",
        "Reads go on. An operator must see GET /api/v1/status; then send the same request with the same Idempotency-Key.");

    public static readonly ProblemType Stopping = new(
        "stopping", 503, "The engine is stopping", "The engine is stopping and takes no new work.",
        "Send the same request with the same Idempotency-Key after the seconds in Retry-After.");

    public static readonly ProblemType CaseNotFound = new(
        "case-not-found", 404, "No such case", "There is no such case, or it is not for the caller to read; or it closed more than 30 days ago, and then it can be read but not acted on.",
        "List the cases of the unit that raised it (GET /api/v1/units/{id}/cases).");

    public static readonly ProblemType CaseNotHeld = new(
        "case-not-held", 409, "The unit does not have the case",
        "Only the unit that has custody of a case can act on it. Custody has moved on, or the case is closed.",
        "Read the case (GET /api/v1/cases/{id}) to see who has it, and decide anew.");

    public static readonly ProblemType HolderNotFound = new(
        "holder-not-found", 404, "No such official or team",
        "The home unit has registered no official or team of this id, or it left the unit's state 30 days after it ended.",
        "List the officials (GET /api/v1/units/{id}/officials) or teams (GET /api/v1/units/{id}/teams) of the home unit.");

    public static readonly ProblemType AssignmentNotFound = new(
        "assignment-not-found", 404, "No such assignment", "The home unit made no assignment of this id, or it left the unit's state 30 days after it ended.",
        "List the assignments of the home unit (GET /api/v1/units/{id}/assignments).");

    // ----- what the gateway refuses -----

    public static readonly ProblemType ReportNotFound = new(
        "report-not-found", 404, "No such report", "The unit has submitted no report on this form for this period, or it is too old to be kept.",
        "List the reports of the unit (GET /api/v1/units/{id}/reports), or what it owes (GET /api/v1/units/{id}/reports/due).");

    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests", 429, "Too many requests of one caller", "One caller asks more often than it may for long. Nothing was begun.",
        "Send the same request again after the seconds in Retry-After. To follow something, watch it instead of asking again and again.");

    public static readonly ProblemType PreconditionFailed = new(
        "precondition-failed", 412, "It has changed", "If-Match names a version of the thing that is no longer the latest. Nothing was changed.",
        "Read it again, decide anew, and send the new ETag; the Idempotency-Key may be kept.");

    public static readonly ProblemType PreconditionRequired = new(
        "precondition-required", 428, "Say which version you saw",
        "The command replaces a thing as a whole. Without If-Match it would undo a change that its sender never saw.",
        "Send 'If-Match' with the ETag of the answer last read, or 'If-Match: *' to replace the thing whatever it is.");

    public static readonly ProblemType CaseInTransit = new(
        "case-in-transit", 409, "The case travels", "The case is on its way from one unit to another. Only reads are accepted until it has arrived.",
        "Send the same request with the same Idempotency-Key after the seconds in Retry-After.");

    public static readonly ProblemType NotAHandler = new(
        "not-a-handler", 403, "Not for this reader",
        "Texts of a case may carry personal data. Officials and teams of the unit that raised it, of the unit that has custody, and of units that acted "
        + "on it may read them; the official it is about may not.",
        "Ask an official who handles the case.");

    public static readonly ProblemType TextNotFound = new(
        "text-not-found", 404, "No such text", "The case has no text of this id, or the report has no note.",
        "Take the id from the path of the case (GET /api/v1/cases/{id}), or read the report.");

    public static readonly ProblemType TextErased = new(
        "text-erased", 410, "The text was erased", "The text is gone for good; only the time of its erasure is kept.", "Nothing to do.");

    public static readonly ProblemType CursorTooOld = new(
        "cursor-too-old", 410, "The cursor is too old",
        "What came before the cursor is not in this data any more: it was restored from a backup or cut back, or it is another data set.",
        "Read what you need anew, then follow GET /api/v1/events?after=latest.");

    public static readonly ProblemType BadRequest = new(
        "bad-request", 400, "The request cannot be read", "The request breaks HTTP, or its body broke off.", "Send it again.");

    public static readonly ProblemType MalformedJson = new(
        "malformed-json", 400, "The body is not JSON", "The body is not well-formed UTF-8 JSON, or nests too deep.",
        "Correct the place named in 'detail'; comments and trailing commas are not JSON.");

    public static readonly ProblemType UnknownField = new(
        "unknown-field", 400, "The body has a member that is not known",
        "Members that are not known are refused, not skipped: a misspelt member would otherwise be lost without a word.",
        "Remove or correct the member named in 'field'; /openapi/v1.json lists what each body may have.");

    public static readonly ProblemType InvalidParameter = new(
        "invalid-parameter", 400, "A parameter is wrong", "Something in the address or in a header breaks a rule, or a query parameter is not known.",
        "Correct the parameter named in 'field'. Take ids and cursors from answers of this server; do not make them up.");

    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large", 413, "The body is too large", "A body has at most 1 MiB.", "Split the command.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "Nothing is here", "No resource has this address.", "See /openapi/v1.json for what there is.");

    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed", 405, "Not with this method", "The resource exists but does not take this HTTP method.", "Use a method of the Allow header.");

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The body must be JSON", "Bodies are JSON in UTF-8.", "Send 'Content-Type: application/json'.");

    public static readonly ProblemType KeyMissing = new(
        "idempotency-key-missing", 400, "An Idempotency-Key is required",
        "Every POST carries an Idempotency-Key of your choice, 1 to 200 visible ASCII characters. With it a retry, after a time-out or a crash on "
        + "either side, gets the first answer instead of doing the thing twice. Keys are remembered for 24 hours.",
        "Add the header with a fresh value for each new command, such as 'Idempotency-Key: 2f1c9c2e-7a51-4d0b-9a43-0c6a6c1d7f10', and keep it for retries.");

    public static readonly ProblemType KeyInFlight = new(
        "idempotency-key-in-flight", 409, "The same command is at work", "A request with the same Idempotency-Key at the same unit has not been answered yet.",
        "Wait the seconds in Retry-After and send the same request again; it gets the first answer.");

    public static readonly ProblemType Unauthenticated = new(
        "unauthenticated", 401, "A good token is missing", "The request has no token where one is required, or one that is unknown, expired or revoked.",
        "Send 'Authorization: Bearer TOKEN' with an API key or a token of the issuer this server trusts. An administrator makes keys (POST /api/v1/keys).");

    public static readonly ProblemType Forbidden = new(
        "forbidden", 403, "Not with your roles",
        "You may see this but not do it. A role at a unit reaches that unit's subtree: viewers read; officials act at their home unit and at units "
        + "they hold today; managers act and manage; administrators do everything.",
        "See what you are (GET /api/v1/me). An administrator of the unit, or of a unit above it, grants roles.");

    public static readonly ProblemType NotReady = new(
        "not-ready", 503, "Not ready", "The engine takes no work now; 'detail' says why.", "Wait, and ask again; see GET /api/v1/status.");

    public static readonly ProblemType Reconnect = new(
        "reconnect", 503, "Watch again", "A watch of the live hub ended because the engine ended its run, for instance to read its data again.",
        "Watch again on the same connection; the first frames are a fresh snapshot.");

    public static readonly ProblemType Moved = new(
        "moved", 503, "Connect anew", "This server is stopping and ends its live connections.",
        "Connect anew after a short random time, to wherever the address then leads; the first frames are a fresh snapshot.");

    public static readonly ProblemType SessionEnded = new(
        "session-ended", 401, "The caller's time is over", "A live connection goes on only as long as its caller's token.", "Connect anew with a new token.");

    public static readonly ProblemType ForeignOrigin = new(
        "foreign-origin", 403, "Not from a page of another site", "A browser's page may act without a token, and open a live connection, only at the server it came from: same scheme, name and port.",
        "Open the page from this server; programs that are no browsers send no Origin.");

    public static readonly ProblemType Internal = new(
        "internal", 500, "An error of this server", "This is a defect of the server, not of the request. Its log has the details.",
        "Send the same request with the same Idempotency-Key again; if it keeps failing, report it with the time.");

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        Invalid, UnitNotFound, DirectiveNotFound, AlreadyExists, UnitClosed, Conflict, LimitReached, KeyReused, Overloaded, StorageUnavailable, Stopping,
        CaseNotFound, CaseNotHeld, HolderNotFound, AssignmentNotFound, ReportNotFound, PreconditionFailed, PreconditionRequired, TooManyRequests, CaseInTransit, NotAHandler, TextNotFound, TextErased, CursorTooOld,
        BadRequest, MalformedJson, UnknownField, InvalidParameter, BodyTooLarge, NotFound, MethodNotAllowed, UnsupportedMediaType, KeyMissing, KeyInFlight,
        Unauthenticated, Forbidden, NotReady, Internal,
        Reconnect, Moved, SessionEnded, ForeignOrigin,
    ];

    /// <summary>The type with a name, or null.</summary>
    public static ProblemType? Find(string name) => All.FirstOrDefault(type => type.Name == name);
}
