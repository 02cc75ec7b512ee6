using System.ComponentModel;

namespace HierarchySim.Gateway;

internal sealed record AuditEntryJson(
    [property: Description("Id of the unit whose chain it is in; the root for what is outside units.")] string Unit,
    [property: Description("1, 2, 3 ... within the unit, without a gap.")] long Number,
    [property: Description("When it happened.")] DateTime At,
    [property: Description("Lasting id of the caller.")] string Caller,
    [property: Description("What was done: the id of the operation, as in the API description.")] string Action,
    [property: Description("Id of what it was done to, such as a case, a directive or an official.")] string Subject,
    [property: Description("done; begun, where a later entry says how it ended; or refused.")] string Outcome,
    [property: Description("Id of the official or team in whose name it was done; null when none was named.")] string? By,
    [property: Description("SHA-256 over the hash of the unit's entry before it and this entry, in hexadecimal; docs/audit.md says how.")] string Hash);

internal sealed record AuditPageJson(
    [property: Description("Entries, newest first. A page may be short, or empty, and not be the last.")] IReadOnlyList<AuditEntryJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
