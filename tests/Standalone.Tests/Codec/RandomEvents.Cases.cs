using HierarchySim.Core;

namespace HierarchySim.Standalone.Tests.Codec;

// Events about cases.
internal sealed partial class RandomEvents
{
    private UnitEvent CaseEvent(int kind) => kind switch
    {
        16 => new MessagePassed(Step(), Sequence(), Step(), Message()),
        17 => new CaseRaised(Spec(cases, NewCase)),
        18 => new CaseReceived(Step(), Sequence(), Transfer(), Moment()),
        19 => new CaseTaken(Case(), Holder()),
        20 => new CaseScheduled(Case(), Holder(), Moment(), TextName()),
        21 => new CaseAnswered(Case(), Holder(), TextName()),
        22 => new CaseReferred(Case(), Holder(), Unit(), Way(), TextName()),
        23 => new CaseFoundDuplicate(Case(), Holder(), Case()),
        24 => new CaseEscalated(Case()),
        25 => new CaseWithdrawn(Step(), Sequence(), Case()),
        26 => new CaseNoted(Step(), Sequence(), Notice()),
        27 => new CaseConfirmed(Case()),
        28 => new CaseReopened(Case(), Level(), TextName()),
        29 => new CaseWithdrawalRequested(Case()),
        _ => new CaseRetired(new CaseFile(Spec(cases, NewCase), (CaseStatus)dice.Below(256), Number(), Unit(), Way(), Moment(), dice.Percent(50), [.. Many(CaseStep)])),
    };

    private RoutedMessage Message() => dice.Below(3) switch
    {
        0 => Transfer(),
        1 => Notice(),
        _ => new CaseWithdrawal(Case(), Number(), Way(), Way()),
    };

    private CaseTransfer Transfer() => new(Spec(cases, NewCase), Number(), Number(), (CaseStatus)dice.Below(256), Level(), Unit(), Way(), Way());

    private CaseNotice Notice() => new(
        Case(), Number(), CaseStep(), Way(), Way());

    private CaseStep CaseStep() => new(Moment(), (CaseAct)dice.Below(256), Unit(), Level(), Holder(), Moment(), Unit(), Case(), TextName());

    private CaseSpec NewCase() => new(Case(), Spec(terms, NewTerms), (Reality)dice.Below(256), Moment(), Holder(), TextName());

    private CategoryTerms NewTerms() =>
        new((byte)dice.Below(256), Number(), Text(), Level(), [.. Many(() => new TierLimit(Number(), (LimitUnit)dice.Below(256)))]);

    private T Spec<T>(List<T> known, Func<T> make)
    {
        if (known.Count > 0 && dice.Percent(50)) return dice.Pick(known);
        var one = make();
        known.Add(one);
        return one;
    }

    private Route Way() => Route.Of([.. Enumerable.Range(0, dice.Below(Limits.RouteMovesMax + 1)).Select(_ => Step())]);

    private Move Step() => dice.Percent(40) ? Move.Up : Move.Down(Number() % Limits.ChildrenPerUnitMax);

    private Level Level() => new((byte)dice.Below(256));

    private CaseId Case() => new(Unit(), Number());

    private HolderId Holder() => Unit() is { IsValid: true } home && dice.Percent(50) ? new HolderId(home, Number()) : HolderId.None;

    private TextId TextName() => dice.Percent(50) ? TextId.None : new TextId((ulong)Long(), (ulong)Long() | 1);
}
