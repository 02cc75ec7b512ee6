namespace HierarchySim.Core.Tests;

// Units with cases: a household group (6) in a cell (5) of a commune (4). The group's first case is Raised; roads are the commune's.
internal static partial class States
{
    public static readonly UnitId OwnDistrict = new(3);
    public static readonly UnitId Commune = new(4);
    public static readonly UnitId Cell = new(5);
    public static readonly UnitId Group = new(6);
    public static readonly CaseId Raised = new(Group, 1);
    public static readonly CaseId Unknown = new(Group, 9);
    public static readonly CaseId OwnCase = new(Commune, 1);
    public static readonly HolderId Official = new(Commune, 1);
    public static readonly TextId Words = new(1, 2);

    /// <summary>From the commune to the group, and from the group to the commune.</summary>
    public static readonly Route ToGroup = Route.Of(Move.Down(0), Move.Down(0));

    public static RaiseCase Raise(string category = "roads-lighting", Reality reality = Reality.Actual, HolderId subject = default) =>
        new(category, reality, subject, Words);

    public static CaseSpec Case(int number = 1, HolderId subject = default, string category = "roads-lighting") =>
        new(new CaseId(Group, number), Actor.Machine.Catalog.FindCategory(category)!.Terms, Reality.Actual, Actor.Noon, subject, Words);

    /// <summary>A case of the group as it climbs into the commune's child, the cell having passed it on.</summary>
    public static CaseTransfer Climbing(CaseSpec spec, int acts = 0) =>
        new(spec, 1, acts, CaseStatus.Received, spec.Terms.Competent, UnitId.None, Route.Here, Route.Of(Move.Down(0)));

    /// <summary>What the group is told, as it reaches the cell's child; the cell is told by the commune.</summary>
    public static CaseNotice Told(CaseAct act, int opening = 1, int number = 1, Level? level = null) =>
        new(new CaseId(Group, number), opening, new CaseStep(Actor.Noon, act, Commune, level ?? Actor.Scheme.FindLevel("commune")!.Value, HolderId.None,
            Instant.None, UnitId.None, CaseId.None, TextId.None), Route.Here, Route.Of(Move.Up));

    public static Actor NewCommune() => Actor.Born(Actor.Define(4, "xa", "Xã An Bình"), OwnDistrict)
        .Do(new OpenChildren([Actor.Define(5, "ap", "Ấp 1"), Actor.Define(8, "ap", "Ấp 2")])).Confirmed();

    public static Actor NewCell() => Actor.Born(Actor.Define(5, "ap", "Ấp 1"), Commune)
        .Do(new OpenChildren([Actor.Define(6, "to-nhan-dan-tu-quan", "Tổ 1")])).Confirmed();

    public static Actor Holding(int acts = 0, HolderId subject = default) => NewCommune().HearFrom(0, Climbing(Case(subject: subject), acts));

    public static Actor Waiting() => NewGroup().Do(Raise()).Confirmed().Hear(Told(CaseAct.Received));

    public static Actor Answered() => Waiting().Hear(Told(CaseAct.Answered));

    private static Dictionary<string, Func<UnitState?>> AboutCases => new()
    {
        ["a closed group"] = () => NewGroup().Do(CloseNow).State,
        ["a group that raised a case"] = () => NewGroup().Do(Raise()).State,
        ["a group whose case a commune has"] = () => Waiting().State,
        ["a group whose case was answered"] = () => Answered().State,
        ["a group whose case was referred"] = () => Waiting().Hear(Told(CaseAct.Referred)).State,
        ["a group whose case is resolved"] = () => Answered().Do(new ConfirmCase(Raised)).State,
        ["a group whose case is a duplicate"] = () => Waiting().Hear(Told(CaseAct.Duplicate)).State,
        ["a group whose case was withdrawn"] = () => Waiting().Hear(Told(CaseAct.Withdrawn)).State,
        ["a group that reopened its case"] = () => Answered().Do(new ReopenCase(Raised, Words)).State,
        ["a group that asked for its case back"] = () => Waiting().Do(new WithdrawCase(Raised)).State,
        ["a group whose case has retired"] = () => Answered().Wait(Limits.ClosedItemsKeptMs).State,
        ["a closed group whose case was answered"] = () => Answered().Do(CloseNow).State,
        ["a group whose case was answered 5 times"] = () => AnsweredTimes(Limits.CaseOpeningsMax),
        ["a group whose case was answered 4 times"] = () => AnsweredTimes(Limits.CaseOpeningsMax - 1),
        ["a group that raised 1000 cases"] = () => Raising(Limits.CasesRaisedPerUnitMax),
        ["a group that raised 999 cases"] = () => Raising(Limits.CasesRaisedPerUnitMax - 1),
        ["a cell whose parent hears nothing"] = () => Deaf(NewCell()).State,
        ["a cell with a case whose parent hears nothing"] = () => Deaf(NewCell().Do(Raise())).State,
        ["a cell with an answered case whose parent hears nothing"] = () => Deaf(NewCell().Do(Raise()).Hear(ToldCell(CaseAct.Answered))).State,
        ["a cell that a deaf parent told of its case"] = () => Deaf(NewCell().Do(Raise()).Hear(ToldCell(CaseAct.Received))).State,
        ["a cell above a closed group with a message on its way up"] = AboveClosedGroup,
        ["a commune"] = () => NewCommune().State,
        ["a commune that raised a case"] = () => NewCommune().Do(Raise()).State,
        ["a commune that answered its own case"] = () => NewCommune().Do(Raise()).Do(new AnswerCase(OwnCase, HolderId.None, Words)).State,
        ["a commune that holds a case"] = () => Holding().State,
        ["a commune that took a case"] = () => Holding().Do(new TakeCase(Raised, HolderId.None)).State,
        ["a commune that scheduled a case"] = () => Holding().Do(new ScheduleCase(Raised, HolderId.None, InTwoDays, Words)).State,
        ["a commune that holds a case about its official"] = () => Holding(subject: Official).Do(new RegisterOfficial("Cán bộ xã số 1", [], 0)).State,
        ["a commune that holds a case with 60 acts"] = () => Holding(Limits.CaseActsMax).State,
        ["a commune that holds a case with 59 acts"] = () => Holding(Limits.CaseActsMax - 1).State,
        ["a commune that answered a case"] = () => Holding().Do(new AnswerCase(Raised, HolderId.None, Words)).State,
        ["a commune that holds 200000 cases"] = () => Full(Limits.CasesHeldPerUnitMax),
        ["a commune that holds 199999 cases"] = () => Full(Limits.CasesHeldPerUnitMax - 1),
        ["a commune with a case whose cell hears nothing"] = () => DeafBelow(Holding()).State,
        ["a commune with a case whose parent hears nothing"] = () => Deaf(Holding()).State,
        ["the nation with a case"] = () => Actor.Born(Actor.Define(1, "quoc-gia", "Việt Nam"), UnitId.None).Do(Raise()).State,
    };

    private static CaseNotice ToldCell(CaseAct act) => Told(act) with { Case = new CaseId(Cell, 1) };

    private static UnitState AboveClosedGroup()
    {
        var cell = NewCell().Do(Raise());
        cell.State.Observe(0, NewGroup().Do(CloseNow).State.TakeSummary(1));
        return cell.State;
    }

    private static UnitState AnsweredTimes(int times)
    {
        var group = Answered();
        for (var opening = 2; opening <= times; opening++)
            group.Do(new ReopenCase(Raised, Words)).Hear(Told(CaseAct.Received, opening)).Hear(Told(CaseAct.Answered, opening));
        return group.Confirmed().State;
    }

    private static UnitState Raising(int cases)
    {
        var group = NewGroup();
        for (var i = 0; i < cases; i++) group.Do(Raise()).Confirmed();
        return group.State;
    }

    // Messages that the first child sends on their way up, and nobody confirms.
    private static Actor Deaf(Actor unit)
    {
        var passed = Climbing(Case(category: "official-conduct"));
        while (unit.State.PendingForParent < Limits.OutboxPerLinkMax) unit.HearFrom(0, passed);
        return unit;
    }

    private static Actor DeafBelow(Actor unit)
    {
        while (unit.State.PendingFor(0) < Limits.OutboxPerLinkMax) unit.Hear(Told(CaseAct.Taken) with { Ahead = ToGroup });
        return unit;
    }

    private static UnitState Full(int cases)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(NewCommune().State);
        laidOpen.HeldCases = [.. Enumerable.Range(1, cases).Select(number => new HeldCase(
            Case(number), 1, 0, CaseStatus.Received, ToGroup, Actor.Noon, InTwoDays, HolderId.None))];
        return laidOpen.Restore(Actor.Scheme);
    }
}
