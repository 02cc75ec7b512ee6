using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What the feed says of an event: ids and facts.</summary>
/// <param name="Subject">The id of what it is about.</param>
/// <param name="Data">Members by name; one without a value is left out.</param>
internal sealed record EventFacts(string Subject, params (string Name, object? Value)[] Data);

/// <summary>How one kind of event shows in the feed, or why it does not.</summary>
/// <param name="Fact">The core's event.</param>
/// <param name="Name">The CloudEvents type; null for one that stays inside.</param>
/// <param name="Meaning">What happened; for one that stays inside, why it does.</param>
/// <param name="Make">What the feed says of it.</param>
internal sealed record EventKind(Type Fact, string? Name, string Meaning, Func<CommittedEvent, LevelScheme, EventFacts> Make)
{
    private static readonly Func<CommittedEvent, LevelScheme, EventFacts> Nothing = (_, _) => throw new InvalidOperationException("It stays inside.");

    /// <summary>An event that everybody may see who may read its unit.</summary>
    /// <param name="name">Its name after <c>hierarchysim.</c> and before the version.</param>
    /// <param name="meaning">What happened.</param>
    /// <param name="make">What the feed says of it.</param>
    public static EventKind Public<T>(string name, string meaning, Func<T, UnitId, LevelScheme, EventFacts> make)
        where T : UnitEvent =>
        new(typeof(T), $"hierarchysim.{name}.v1", meaning, (item, scheme) => make((T)item.Event, item.Unit, scheme));

    /// <summary>An event that stays inside.</summary>
    /// <param name="reason">Why.</param>
    public static EventKind Internal<T>(string reason)
        where T : UnitEvent =>
        new(typeof(T), null, reason, Nothing);
}
