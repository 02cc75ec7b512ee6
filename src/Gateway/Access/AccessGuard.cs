using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>How far a caller gets with something it asks for.</summary>
internal enum Reach
{
    /// <summary>It may not know that there is such a thing.</summary>
    Hidden,

    /// <summary>It may read about it, but not do this.</summary>
    Refused,

    /// <summary>It may.</summary>
    Allowed,
}

/// <summary>
/// Decides, in one place for REST, hub and feed, whether a caller may do something at a unit. A role at a unit reaches that unit's
/// subtree and nothing else. What a caller may not read is answered as if it did not exist; what it may read but not do is
/// answered 'forbidden', with the right it takes.
/// </summary>
internal sealed class AccessGuard(IHierarchyEngine engine, UnitLines lines)
{
    /// <summary>Why a caller may not; null when it may. What a caller may not see is answered as if it did not exist.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="right">For what.</param>
    /// <param name="unit">Where.</param>
    /// <param name="left">Stops waiting.</param>
    /// <param name="field">What the caller knows the unit by.</param>
    public async ValueTask<Problem?> CheckAsync(Caller caller, Right right, UnitId unit, CancellationToken left, string field = "id") =>
        Answer(await ReachAsync(caller, right, unit, left), caller, right, field, Missing.Unit(field));

    /// <summary>The same for a thing that a unit keeps, which may be missing in its own words.</summary>
    public async ValueTask<Problem?> CheckAsync(Caller caller, Right right, UnitId unit, Problem missing, CancellationToken left) =>
        Answer(await ReachAsync(caller, right, unit, left), caller, right, missing.Field ?? "id", missing);

    /// <summary>How far a caller gets at a unit.</summary>
    public async ValueTask<Reach> ReachAsync(Caller caller, Right right, UnitId unit, CancellationToken left)
    {
        // Whoever has it everywhere needs no look at the tree; nor does whoever has nothing.
        if (caller.Roles.Any(held => held.Unit == UnitId.Root && Gives(held.Role, right))) return Reach.Allowed;
        if (caller.Roles.Count == 0 || await lines.OfAsync(unit, left) is not { } line) return Reach.Hidden;
        var here = caller.Roles.Where(held => line.Contains(held.Unit)).ToList();
        if (here.Count == 0) return Reach.Hidden;
        if (here.Exists(held => Gives(held.Role, right))) return Reach.Allowed;
        return right == Right.Act && here.Exists(held => held.Role == Role.Official) && await engine.StandsForAsync(caller.Holder, unit, left)
            ? Reach.Allowed : Reach.Refused;
    }

    /// <summary>True when a caller may read at a unit; for lists, which show nothing else.</summary>
    public async ValueTask<bool> MayReadAsync(Caller caller, UnitId unit, CancellationToken left) =>
        await ReachAsync(caller, Right.Read, unit, left) == Reach.Allowed;

    /// <summary>
    /// The same for a case: its origin decides, and beside it every unit that has it or has handled it. For an act on it the unit that
    /// is to act is checked once more when it is known.
    /// </summary>
    public async ValueTask<Problem?> CheckCaseAsync(Caller caller, Right right, CaseId id, CancellationToken left, string field = "id")
    {
        var reach = await ReachAsync(caller, right, id.Origin, left);
        if (reach == Reach.Allowed) return null;
        if (caller.Roles.Count > 0 && await engine.QueryAsync(new GetCase(id), left) is { } file)
        {
            foreach (var unit in file.Handlers())
            {
                var there = await ReachAsync(caller, right, unit, left);
                if (there == Reach.Allowed) return null;
                if (there > reach) reach = there;
            }
        }
        return Answer(reach, caller, right, field, Missing.Case(field));
    }

    /// <summary>
    /// The unit from which a caller sees a directive: its issuer, or else the first unit the caller has a role at that the directive has
    /// reached. Whoever is to act on a directive must be able to read it. <see cref="UnitId.None"/> when it may not.
    /// </summary>
    public async ValueTask<UnitId> StandpointAsync(Caller caller, DirectiveId directive, CancellationToken left)
    {
        if (await MayReadAsync(caller, directive.Issuer, left)) return directive.Issuer;
        foreach (var held in caller.Roles)
            if (await engine.QueryAsync(new GetStanding(held.Unit, directive), left) is not null) return held.Unit;
        return UnitId.None;
    }

    /// <summary>Why a caller may not act under a holder's name at a unit; null when it may. Only managers lend their hand to others.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="by">The official or team named; <see cref="HolderId.None"/> for the unit itself.</param>
    /// <param name="unit">The unit that acts.</param>
    /// <param name="field">Where the holder is named.</param>
    /// <param name="left">Stops waiting.</param>
    public ValueTask<Problem?> CheckNameAsync(Caller caller, HolderId by, UnitId unit, string field, CancellationToken left) =>
        CheckNameAsync(caller, by, Right.Manage, unit, field, left);

    /// <summary>The same where it takes more than a manager to speak for others.</summary>
    public async ValueTask<Problem?> CheckNameAsync(Caller caller, HolderId by, Right right, UnitId unit, string field, CancellationToken left)
    {
        if (!by.IsValid || await ReachAsync(caller, right, unit, left) == Reach.Allowed || await engine.IsOwnAsync(caller.Holder, by, left)) return null;
        return Problem.Of(
            ProblemTypes.Forbidden, field,
            $"a caller names its own official or a team of its own, and to name others it needs the right '{Words.Right.Of(right)}'",
            "Name yourself; GET /api/v1/me says who that is");
    }

    /// <summary>True when some role of a caller gives a right somewhere.</summary>
    public static bool HasSomewhere(Caller caller, Right right) =>
        caller.Roles.Any(held => Gives(held.Role, right) || (right == Right.Act && held.Role == Role.Official));

    /// <summary>The problem of a right that a caller lacks.</summary>
    public static Problem Forbidden(Caller caller, Right right, string field) => Problem.Of(
        ProblemTypes.Forbidden, field,
        right == Right.Act && caller.Roles.Any(held => held.Role == Role.Official)
            ? "this needs the right 'act', and an official acts at its home unit and at units it holds today"
            : $"this needs the right '{Words.Right.Of(right)}', which your roles do not give here",
        "An administrator of the unit, or of a unit above it, grants it; GET /api/v1/me says what you have");

    // What a role gives wherever it reaches. That an official also acts at some units depends on what it holds.
    private static bool Gives(Role role, Right right) => role switch
    {
        Role.Administrator => true,
        Role.Manager => right <= Right.Manage,
        _ => right == Right.Read,
    };

    private static Problem? Answer(Reach reach, Caller caller, Right right, string field, Problem missing) => reach switch
    {
        Reach.Allowed => null,
        Reach.Refused => Forbidden(caller, right, field),
        _ => missing,
    };
}
