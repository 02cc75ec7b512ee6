namespace HierarchySim.Gateway.Tests;

/// <summary>The names clients may rely on, written out a second time: a renamed one must fail a test.</summary>
public static class ProblemNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "invalid", "unit-not-found", "directive-not-found", "already-exists", "unit-closed", "conflict", "limit-reached", "idempotency-key-reused", "overloaded",
        "storage-unavailable", "stopping", "bad-request", "malformed-json", "unknown-field", "invalid-parameter", "body-too-large", "not-found",
        "method-not-allowed", "unsupported-media-type", "idempotency-key-missing", "idempotency-key-in-flight", "not-ready", "internal",
        "case-not-found", "case-not-held", "case-in-transit", "holder-not-found", "assignment-not-found", "report-not-found", "not-a-handler", "text-not-found", "text-erased", "cursor-too-old",
        "precondition-failed", "precondition-required", "too-many-requests",
        "unauthenticated", "forbidden",
        "reconnect", "moved", "session-ended", "foreign-origin",
    ];
}
