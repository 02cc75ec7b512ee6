using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>The words of the API for the values of a core type, both ways. Words are part of the API; core names are not.</summary>
internal sealed class Words<T>(params (T Value, string Word)[] pairs)
    where T : struct, Enum
{
    /// <summary>The word for a value.</summary>
    public string Of(T value) => pairs.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    /// <summary>The value for a word in exactly this spelling.</summary>
    public bool TryRead(string word, out T value)
    {
        foreach (var pair in pairs)
        {
            if (pair.Word != word) continue;
            value = pair.Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>All words, for messages.</summary>
    public override string ToString() => string.Join(", ", pairs.Select(pair => pair.Word));
}

/// <summary>All words of the API.</summary>
internal static partial class Words
{
    /// <summary>Source: OASIS CAP 1.2, urgency.</summary>
    public static readonly Words<Urgency> Urgency = new(
        (Core.Urgency.Immediate, "Immediate"), (Core.Urgency.Expected, "Expected"), (Core.Urgency.Future, "Future"), (Core.Urgency.Past, "Past"),
        (Core.Urgency.Unknown, "Unknown"));

    /// <summary>Source: OASIS CAP 1.2, status.</summary>
    public static readonly Words<Reality> Status = new((Reality.Actual, "Actual"), (Reality.Exercise, "Exercise"), (Reality.Test, "Test"));

    public static readonly Words<Requirement> Require = new((Requirement.Acknowledge, "acknowledge"), (Requirement.Complete, "complete"));

    public static readonly Words<DirectiveState> State = new(
        (DirectiveState.Active, "active"), (DirectiveState.Cancelled, "cancelled"), (DirectiveState.Superseded, "superseded"));

    public static readonly Words<ListScope> Scope = new((ListScope.Unit, "unit"), (ListScope.Subtree, "subtree"));

    public static readonly Words<EngineCondition> Condition = new(
        (EngineCondition.Ready, "ready"), (EngineCondition.Reloading, "reloading"), (EngineCondition.ReadOnly, "readOnly"), (EngineCondition.Stopping, "stopping"));

    public static readonly Words<Right> Right = new(
        (Gateway.Right.Read, "read"), (Gateway.Right.Act, "act"), (Gateway.Right.Manage, "manage"), (Gateway.Right.Administer, "administer"));

    public static readonly Words<Role> Role = new(
        (Gateway.Role.Viewer, "viewer"), (Gateway.Role.Official, "official"), (Gateway.Role.Manager, "manager"), (Gateway.Role.Administrator, "administrator"));
}

/// <summary>How far a list reaches.</summary>
internal enum ListScope
{
    /// <summary>Those the unit itself issued.</summary>
    Unit,

    /// <summary>Those of every unit of its subtree.</summary>
    Subtree,
}
