namespace HierarchySim.Core;

/// <summary>What every unit that handles a case must know of it. Immutable. Its texts are records outside the journal; here are their names.</summary>
/// <param name="Id">The case.</param>
/// <param name="Terms">Competent level and limits, as they were when it was raised.</param>
/// <param name="Reality">Actual, exercise or test.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Subject">The official it is about, who can neither hold it nor read who raised it; or <see cref="HolderId.None"/>.</param>
/// <param name="Text">What was raised, and the contact where one was left.</param>
public sealed record CaseSpec(CaseId Id, CategoryTerms Terms, Reality Reality, Instant RaisedAt, HolderId Subject, TextId Text);

/// <summary>What one unit's step in a case's life was. Immutable.</summary>
/// <param name="At">When.</param>
/// <param name="Act">What.</param>
/// <param name="Unit">Where.</param>
/// <param name="Level">That unit's level.</param>
/// <param name="By">Who acted, or <see cref="HolderId.None"/> for the unit itself.</param>
/// <param name="Due">The clock that runs since: by when this unit is to answer; <see cref="Instant.None"/> for no limit.</param>
/// <param name="To">Where it was referred to.</param>
/// <param name="Other">The case it duplicates.</param>
/// <param name="Text">The answer or reason, where one was written.</param>
public readonly record struct CaseStep(
    Instant At, CaseAct Act, UnitId Unit, Level Level, HolderId By, Instant Due, UnitId To, CaseId Other, TextId Text);
