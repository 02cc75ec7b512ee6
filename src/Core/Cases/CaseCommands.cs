namespace HierarchySim.Core;

/// <summary>Raises a case at the unit (phản ánh, kiến nghị). It climbs to the lowest unit above that its category names as competent.</summary>
/// <param name="Category">Code of a category of the catalogue.</param>
/// <param name="Reality">Actual, exercise or test.</param>
/// <param name="Subject">The official it is about, or <see cref="HolderId.None"/>.</param>
/// <param name="Text">Names the text, which is written with this command's commit.</param>
public sealed record RaiseCase(string Category, Reality Reality, HolderId Subject, TextId Text) : Command;

/// <summary>Somebody at the unit that has custody takes the case up.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who; <see cref="HolderId.None"/> for the unit itself.</param>
public sealed record TakeCase(CaseId Case, HolderId By) : Command;

/// <summary>Work on the case is given a day; that day is the clock from now on.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Until">When the work is to be done.</param>
/// <param name="Text">What is told to the origin, or <see cref="TextId.None"/>.</param>
public sealed record ScheduleCase(CaseId Case, HolderId By, Instant Until, TextId Text) : Command;

/// <summary>The unit that has custody answers; the answer goes back the way the case came.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Text">The answer.</param>
public sealed record AnswerCase(CaseId Case, HolderId By, TextId Text) : Command;

/// <summary>The unit that has custody is not competent, and names who is.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="To">The unit it goes to.</param>
/// <param name="Way">The way there.</param>
/// <param name="Text">The reason.</param>
public sealed record ReferCase(CaseId Case, HolderId By, UnitId To, Route Way, TextId Text) : Command;

/// <summary>The unit that has custody closes the case because another is about the same.</summary>
/// <param name="Case">The case.</param>
/// <param name="By">Who.</param>
/// <param name="Of">The other case.</param>
public sealed record CloseDuplicate(CaseId Case, HolderId By, CaseId Of) : Command;

/// <summary>The origin confirms the answer.</summary>
/// <param name="Case">The case.</param>
public sealed record ConfirmCase(CaseId Case) : Command;

/// <summary>The origin is not satisfied with how the case was closed; it climbs again, to the level that closed it at least.</summary>
/// <param name="Case">The case.</param>
/// <param name="Text">The reason.</param>
public sealed record ReopenCase(CaseId Case, TextId Text) : Command;

/// <summary>The origin takes the case back. Where another unit has custody this takes effect there, unless an answer comes first.</summary>
/// <param name="Case">The case.</param>
public sealed record WithdrawCase(CaseId Case) : Command;
