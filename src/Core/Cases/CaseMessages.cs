namespace HierarchySim.Core;

/// <summary>
/// The custody of a case on its way. Without a way ahead it climbs to the first unit at or above <paramref name="Floor"/>; with one
/// it was referred, and if the way breaks it climbs from there.
/// </summary>
/// <param name="Spec">The case.</param>
/// <param name="Opening">1, and one more with every reopening.</param>
/// <param name="Acts">Acts on it so far.</param>
/// <param name="Status">Open, and why it travels.</param>
/// <param name="Floor">The lowest level that may take custody.</param>
/// <param name="To">The unit it was referred to, or <see cref="UnitId.None"/>.</param>
/// <param name="Ahead">The way to that unit.</param>
/// <param name="Behind">The way back to the case's origin.</param>
public sealed record CaseTransfer(
    CaseSpec Spec, int Opening, int Acts, CaseStatus Status, Level Floor, UnitId To, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);

/// <summary>What the origin is told of a step elsewhere; the answer is one of them.</summary>
/// <param name="Case">The case.</param>
/// <param name="Opening">The opening it belongs to.</param>
/// <param name="Step">What happened.</param>
/// <param name="Ahead">The way to the origin.</param>
/// <param name="Behind">The way back to the unit that tells.</param>
public sealed record CaseNotice(CaseId Case, int Opening, CaseStep Step, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);

/// <summary>The origin withdraws a case that another unit holds. Where it is not held any more, this ends without effect.</summary>
/// <param name="Case">The case.</param>
/// <param name="Opening">The opening meant.</param>
/// <param name="Ahead">The way to the unit that held it when the origin last heard.</param>
/// <param name="Behind">The way back to the origin.</param>
public sealed record CaseWithdrawal(CaseId Case, int Opening, Route Ahead, Route Behind) : RoutedMessage(Ahead, Behind);
