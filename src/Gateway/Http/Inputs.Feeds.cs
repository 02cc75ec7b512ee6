using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

// Reading the audit log and the event feed.
internal sealed partial class Inputs
{
    /// <summary>The unit that is named; else the only one at which the caller has a role, and the root where there is no only one.</summary>
    public UnitId UnitOrOwn(string field, string? text, Caller caller)
    {
        if (text is not null) return Unit(field, text);
        var own = caller.Roles.Select(role => role.Unit).Distinct().Take(2).ToArray();
        return own is [var only] ? only : UnitId.Root;
    }

    /// <summary>An id by which the audit log is searched.</summary>
    public string? AuditId(string field, string? text, int lengthMax, string limit)
    {
        if (text is null || (text.Length > 0 && text.Length <= lengthMax && text.All(c => c is > ' ' and <= '~'))) return text;
        return Fail<string?>(field, $"it has 1 to {lengthMax} visible ASCII characters ({limit})", "Take it from an entry of the log", null, limit);
    }

    /// <summary>An action by which the audit log is searched: the id of an operation there is.</summary>
    public string? AuditAction(string field, string? text, EndpointDataSource endpoints)
    {
        if (text is null || AuditTrail.OfTheCommandLine.Contains(text)) return text;
        if (endpoints.Endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == text)) return text;
        return Fail<string?>(field, "no operation has this id", "Take it from an entry of the log, or an operationId of /openapi/v1.json, such as issueDirective", null);
    }

    /// <summary>The time at which a span ends, which is after its beginning.</summary>
    public Instant TimeAfter(string field, string? text, Instant from, string beginning)
    {
        var at = TimeOrNone(field, text);
        return at.IsSet && from.IsSet && at <= from ? Fail(field, $"it is not after '{beginning}', so nothing can lie between", "Exchange the two, or correct one", at) : at;
    }

    /// <summary>Where a reader of events stands.</summary>
    public EventCursor EventsAfter(string list, string? after)
    {
        if (after is null) return EventCursor.Start;
        if (after == EventCursor.Latest.Text) return EventCursor.Latest;
        return Cursor.TryRead(list, after, out var text) ? new EventCursor(text)
            : Fail("after", "this is no cursor of this feed", "Take it unchanged from the Events-Next header, use 'latest', or leave it out to begin anew", EventCursor.Start);
    }

    /// <summary>How long to wait for the first event.</summary>
    public TimeSpan Wait(string? text)
    {
        if (text is null) return TimeSpan.Zero;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= GatewayLimits.EventsWaitSecondsMax
            ? TimeSpan.FromSeconds(seconds)
            : Fail("wait", $"a request waits 0 to {GatewayLimits.EventsWaitSecondsMax} seconds", "Give a whole number in between, and come again for more", TimeSpan.Zero);
    }
}
