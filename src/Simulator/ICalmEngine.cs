using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Simulator;

/// <summary>An engine to which nothing happens but what it is asked for, and whose clock stands while it works.</summary>
internal interface ICalmEngine : IDisposable
{
    /// <summary>Which engine it is, for a message.</summary>
    string Name { get; }

    /// <summary>Lets the clock show a later time and runs until nothing is left to do.</summary>
    void Wait(DateTimeOffset until);

    /// <summary>Sends one command and runs until nothing is left to do.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="unit">Where it is sent.</param>
    /// <param name="command">What is asked.</param>
    CommandAnswer Ask(CommandId id, UnitId unit, Command command);

    /// <summary>Every unit, parents before their children.</summary>
    IEnumerable<UnitState> Units { get; }
}
