namespace HierarchySim.Core;

/// <summary>
/// A message was passed on: it came by one link and left by another. The unit keeps nothing of it but the marks of both links.
/// </summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="To">The link it left by.</param>
/// <param name="Message">What was passed on, as it left.</param>
public sealed record MessagePassed(Move From, LinkSequence Sequence, Move To, RoutedMessage Message) : UnitEvent;

/// <summary>A case was raised here. It climbs, unless this unit is competent: then <see cref="CaseReceived"/> follows in the same turn.</summary>
/// <param name="Spec">The case.</param>
public sealed record CaseRaised(CaseSpec Spec) : UnitEvent, ICaseFact
{
    /// <inheritdoc/>
    public CaseId Case => Spec.Id;
}

/// <summary>The unit has custody of a case, with a fresh clock.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there; default when the case was raised or reopened here.</param>
/// <param name="Transfer">The custody.</param>
/// <param name="Due">By when to answer; <see cref="Instant.None"/> for no limit.</param>
public sealed record CaseReceived(Move From, LinkSequence Sequence, CaseTransfer Transfer, Instant Due) : UnitEvent, ICaseFact
{
    /// <inheritdoc/>
    public CaseId Case => Transfer.Spec.Id;
}

/// <summary>Somebody here took the case up.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
public sealed record CaseTaken(CaseId Case, HolderId By) : UnitEvent, ICaseFact;

/// <summary>Work on the case has a day.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Until">The clock from now on.</param>
/// <param name="Text">What is told to the origin.</param>
public sealed record CaseScheduled(CaseId Case, HolderId By, Instant Until, TextId Text) : UnitEvent, ICaseFact;

/// <summary>The unit answered, and gave custody up.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Text">The answer.</param>
public sealed record CaseAnswered(CaseId Case, HolderId By, TextId Text) : UnitEvent, ICaseFact;

/// <summary>The unit was not competent and gave custody to another.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="To">The other unit.</param>
/// <param name="Way">The way there.</param>
/// <param name="Text">The reason.</param>
public sealed record CaseReferred(CaseId Case, HolderId By, UnitId To, Route Way, TextId Text) : UnitEvent, ICaseFact;

/// <summary>The unit closed the case as a duplicate.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Of">The other case.</param>
public sealed record CaseFoundDuplicate(CaseId Case, HolderId By, CaseId Of) : UnitEvent, ICaseFact;

/// <summary>The unit's limit lapsed; custody moved up.</summary>
/// <param name="Case">The case.</param>
public sealed record CaseEscalated(CaseId Case) : UnitEvent, ICaseFact;

/// <summary>The unit that had custody closed the case because its origin withdrew it.</summary>
/// <param name="From">The link the withdrawal came by.</param>
/// <param name="Sequence">Its number there; default when the origin itself had custody.</param>
/// <param name="Case">The case.</param>
public sealed record CaseWithdrawn(Move From, LinkSequence Sequence, CaseId Case) : UnitEvent, ICaseFact;

/// <summary>The origin was told of a step elsewhere.</summary>
/// <param name="From">The link the notice came by.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="Notice">What it was told; its way behind leads to the unit that told.</param>
public sealed record CaseNoted(Move From, LinkSequence Sequence, CaseNotice Notice) : UnitEvent, ICaseFact
{
    /// <inheritdoc/>
    public CaseId Case => Notice.Case;
}

/// <summary>The origin confirmed the answer.</summary>
/// <param name="Case">The case.</param>
public sealed record CaseConfirmed(CaseId Case) : UnitEvent, ICaseFact;

/// <summary>The origin reopened the case. It climbs, unless this unit is to answer: then <see cref="CaseReceived"/> follows in the same turn.</summary>
/// <param name="Case">The case.</param>
/// <param name="Floor">The lowest level that may take custody now.</param>
/// <param name="Text">The reason.</param>
public sealed record CaseReopened(CaseId Case, Level Floor, TextId Text) : UnitEvent, ICaseFact;

/// <summary>The origin asked whoever has custody to close the case.</summary>
/// <param name="Case">The case.</param>
public sealed record CaseWithdrawalRequested(CaseId Case) : UnitEvent, ICaseFact;

/// <summary>A closed case left the origin's state. The event is its last copy there: lists of what is closed are made from it.</summary>
/// <param name="File">The case as it was kept.</param>
public sealed record CaseRetired(CaseFile File) : UnitEvent, ICaseFact
{
    /// <inheritdoc/>
    public CaseId Case => File.Spec.Id;
}
