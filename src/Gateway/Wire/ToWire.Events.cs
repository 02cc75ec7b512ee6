using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Events of the feed.
internal static partial class ToWire
{
    public static CloudEventJson CloudEvent(CommittedEvent item, LevelScheme scheme)
    {
        var kind = EventTable.Of(item.Event);
        var (subject, data) = kind.Make(item, scheme);
        return new CloudEventJson(
            "1.0", item.Place.Text, $"/units/{item.Unit}", kind.Name!, Time(item.At), subject, "application/json",
            data.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value!));
    }
}
