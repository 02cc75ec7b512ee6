using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

/// <summary>One event on the wire. Source: CloudEvents 1.0.2, JSON event format.</summary>
internal sealed record CloudEventJson(
    [property: JsonPropertyName("specversion"), Description("1.0.")] string SpecVersion,
    [property: Description("Names the event; the same at every reading.")] string Id,
    [property: Description("/units/ and the id of the unit at which it happened.")] string Source,
    [property: Description("What happened; docs/events.md lists all types.")] string Type,
    [property: Description("When it happened.")] DateTime Time,
    [property: Description("Id of what it is about.")] string Subject,
    [property: JsonPropertyName("datacontenttype"), Description("application/json.")] string DataContentType,
    [property: Description("Ids and facts. A member without a value is left out.")] IReadOnlyDictionary<string, object> Data)
{
    /// <summary>Source: CloudEvents 1.0.2, JSON batch format.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";
}
