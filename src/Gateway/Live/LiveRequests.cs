namespace HierarchySim.Gateway;

// What the hub's methods take: one object each, with the rules of a REST body.

/// <summary>Asks for a unit and the levels below it.</summary>
/// <param name="UnitId">The unit at the top.</param>
/// <param name="Depth">Levels below it; 0 when left out.</param>
internal sealed record WatchRequest(string UnitId, int Depth = 0);

/// <summary>Asks for a directive's progress.</summary>
/// <param name="DirectiveId">The directive.</param>
/// <param name="UnitId">The unit at the top; the issuer when left out.</param>
/// <param name="Depth">1 for the unit and its children, 0 for the unit alone; 1 when left out.</param>
internal sealed record WatchDirectiveRequest(string DirectiveId, string? UnitId = null, int Depth = 1);

/// <summary>Asks for a case.</summary>
/// <param name="CaseId">The case.</param>
internal sealed record WatchCaseRequest(string CaseId);
