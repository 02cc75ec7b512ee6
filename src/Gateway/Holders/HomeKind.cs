using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>A kind of thing that is kept at a home unit, under that unit's id and a number the unit gave it.</summary>
/// <param name="IdIn">Reads the id in an address.</param>
/// <param name="IdOf">The id of a home unit and a number.</param>
/// <param name="HomeOf">The home unit of an id.</param>
/// <param name="PathOf">Where one is read.</param>
/// <param name="FindAsync">One as callers see it on a day; null when its home unit has none of this id.</param>
/// <param name="Missing">The problem that there is none.</param>
/// <typeparam name="TId">What names one.</typeparam>
internal sealed record HomeKind<TId>(
    Func<Inputs, string, TId> IdIn, Func<UnitId, int, TId> IdOf, Func<TId, UnitId> HomeOf, Func<TId, string> PathOf,
    Func<IHierarchyEngine, TId, DateOnly, CancellationToken, Task<Found?>> FindAsync, Func<Problem> Missing)
    where TId : struct
{
    /// <summary>The status of having made one.</summary>
    public int Made { get; init; } = StatusCodes.Status201Created;

    /// <summary>The status of having changed one.</summary>
    public int Changed { get; init; } = StatusCodes.Status200OK;
}

/// <summary>The kinds of things that are kept at home units.</summary>
internal static class HomeKinds
{
    public static HomeKind<HolderId> Official { get; } = new(
        (inputs, id) => inputs.Holder("id", id), (home, number) => new HolderId(home, number), official => official.Home, Paths.Official,
        (engine, official, _, left) => HolderReading.OfficialAsync(engine, official, left), () => Missing.Official());

    public static HomeKind<HolderId> Team { get; } = new(
        (inputs, id) => inputs.Holder("id", id), (home, number) => new HolderId(home, number), team => team.Home, Paths.Team,
        (engine, team, _, left) => HolderReading.TeamAsync(engine, team, left), () => Missing.Team());

    /// <summary>What is made or ended here has still to reach the units held, and is therefore accepted but not done.</summary>
    public static HomeKind<AssignmentId> Assignment { get; } = new(
        (inputs, id) => inputs.Assignment("id", id), (home, number) => new AssignmentId(home, number), assignment => assignment.Home,
        Paths.Assignment, (engine, assignment, today, left) => HolderReading.AssignmentAsync(engine, assignment, today, left),
        () => Missing.Assignment())
    { Made = StatusCodes.Status202Accepted, Changed = StatusCodes.Status202Accepted };
}
