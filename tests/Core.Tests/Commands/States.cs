namespace HierarchySim.Core.Tests;

/// <summary>
/// The units that the tables of commands speak of, by the words they use. The province is Bến Tre (83), opened on the first day
/// of 2024; the directive from above is <see cref="Given"/>, the province's own first one <see cref="Own"/>.
/// </summary>
internal static partial class States
{
    public static readonly UnitId Province = new(2);
    public static readonly DirectiveId Given = new(UnitId.Root, 7);
    public static readonly DirectiveId Own = new(Province, 1);
    public static readonly LevelSet Groups = SetOf("group");
    public static readonly Instant InTwoDays = Actor.Noon.PlusMs(2 * 24 * 3_600_000L);
    public static readonly CloseUnit CloseNow = new(new DateOnly(2025, 1, 5), []);

    public static IReadOnlyDictionary<string, Func<UnitState?>> All { get; } = new Dictionary<string, Func<UnitState?>>(Holders)
    {
        ["no unit"] = () => null,
        ["the nation"] = () => Actor.Born(Actor.Define(1, "quoc-gia", "Việt Nam"), UnitId.None).State,
        ["a province"] = () => NewProvince().State,
        ["a closed province"] = () => NewProvince().Do(CloseNow).State,
        ["a province without a code"] = () => Actor.Born(Actor.Define(2, "tinh", "Tỉnh mới"), UnitId.Root).State,
        ["a province that had 16 codes"] = () => WithCodes(Limits.OfficialCodesPerUnitMax),
        ["a province with an open district"] = () => WithDistrict(open: true),
        ["a province with a closed district"] = () => WithDistrict(open: false),
        ["a province whose district was not told yet"] = () => NewProvince().Do(OpenDistricts(1)).State,
        ["a province whose district has not reported yet"] = () => NewProvince().Do(OpenDistricts(1)).Confirmed().State,
        ["a province with 10000 districts"] = () => WithDistricts(Limits.ChildrenPerUnitMax),
        ["a province with 9999 districts"] = () => WithDistricts(Limits.ChildrenPerUnitMax - 1),
        ["a province with a full outbox"] = WithFullOutbox,
        ["a province that issued a directive"] = () => Issuing().State,
        ["a province that issued a drill"] = () => NewProvince().Do(Issue(Groups, reality: Reality.Exercise)).State,
        ["a province that cancelled its directive"] = () => Issuing().Do(new WithdrawDirective(Own)).State,
        ["a province that superseded its directive"] = () => Issuing().Do(Issue(Groups, supersedes: Own)).State,
        ["a province whose cancelled directive has retired"] = () => Issuing().Do(new WithdrawDirective(Own)).Wait(Limits.ClosedItemsKeptMs).State,
        ["a closed province that issued a directive"] = () => Issuing().Do(CloseNow).State,
        ["a province that issued 100 directives"] = () => Issuing(Limits.DirectivesIssuedPerUnitMax).State,
        ["a province that issued 99 directives"] = () => Issuing(Limits.DirectivesIssuedPerUnitMax - 1).State,
        ["a province that accepted 100000 commands today"] = () => Busy(Actor.Noon),
        ["a province that accepted 100000 commands the day before yesterday"] = () => Busy(Actor.Noon.PlusMs(-2 * Limits.RecentCommandsKeptMs)),
        ["a province that reported"] = () => NewProvince().Do(Forms.Submit()).State,
        ["a province that corrected its report 98 times"] = () => Correcting(98),
        ["a province that corrected its report 99 times"] = () => Correcting(99),
        ["a group"] = () => NewGroup().State,
        ["a group told to acknowledge"] = () => Told(Requirement.Acknowledge).State,
        ["a group told to complete"] = () => Told(Requirement.Complete).State,
        ["a group that acknowledged"] = () => Told(Requirement.Complete).Do(new AcknowledgeDirective(Given)).State,
        ["a group that completed"] = () => Told(Requirement.Complete).Do(new CompleteDirective(Given)).State,
        ["a group whose directive was cancelled"] = () => Told(Requirement.Complete).Hear(new CancelDirective(Given)).State,
        ["a group whose directive was superseded"] = () => Told(Requirement.Complete)
            .Hear(new DeliverDirective(Spec(Requirement.Complete) with { Id = new DirectiveId(UnitId.Root, 8), Supersedes = Given })).State,
        ["a group whose directive has retired"] = () => Told(Requirement.Complete).Hear(new RetireDirective(Given)).State,
        ["a closed group told to complete"] = () => Told(Requirement.Complete).Do(CloseNow).State,
        ["a cell that passes a directive on"] = () => Actor.Born(Actor.Define(5, "ap", "Ấp 1"), Province, Spec(Requirement.Complete)).State,
    };

    public static DirectiveSpec Spec(Requirement requirement) =>
        new(Given, 1, Groups, requirement, InTwoDays, Urgency.Expected, Reality.Actual, Actor.Noon, DirectiveId.None);

    public static LevelSet SetOf(params string[] codes) => codes.Aggregate(default(LevelSet), (set, code) => set.With(Actor.Scheme.FindLevel(code)!.Value));

    public static IssueDirective Issue(
        LevelSet targets, Instant? due = null, Reality reality = Reality.Actual, DirectiveId supersedes = default, string title = "Chỉ thị", string body = "") =>
        new(targets, Requirement.Acknowledge, due ?? InTwoDays, Urgency.Expected, reality, new DirectiveText(title, body), supersedes);

    public static OpenChildren OpenDistricts(int count, int from = 100) =>
        new([.. Enumerable.Range(from, count).Select(id => Actor.Define(id, "huyen", $"Huyện {id}"))]);

    public static Actor NewProvince() => Actor.Born(Actor.Define(2, "tinh", "Tỉnh Bến Tre", "83"), UnitId.Root);

    public static Actor NewGroup() => Actor.Born(Actor.Define(6, "to-nhan-dan-tu-quan", "Tổ 1"), new UnitId(5));

    public static Actor Told(Requirement requirement) => NewGroup().Hear(new DeliverDirective(Spec(requirement)));

    public static Actor Issuing(int directives = 1)
    {
        var province = NewProvince();
        for (var i = 0; i < directives; i++) province.Do(Issue(SetOf("province")));
        return province;
    }

    private static UnitState Correcting(int times)
    {
        var province = NewProvince().Do(Forms.Submit());
        for (var i = 1; i <= times; i++) province.Do(Forms.Submit(corrects: i));
        return province.State;
    }

    private static UnitState WithCodes(int count)
    {
        var province = NewProvince();
        for (var i = 1; i < count; i++) province.Do(new ChangeUnitCode($"{i:00}", Actor.FirstDay.AddDays(i)));
        return province.State;
    }

    // A parent's knowledge of its child comes from the child's own summary.
    private static UnitState WithDistrict(bool open)
    {
        var province = NewProvince().Do(OpenDistricts(1)).Confirmed();
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), Province);
        if (!open) district.Do(CloseNow);
        province.State.Observe(0, district.State.TakeSummary(1));
        return province.State;
    }

    private static UnitState WithDistricts(int count)
    {
        var province = NewProvince();
        for (var opened = 0; opened < count; opened += Limits.ChildrenPerCommandMax)
            province.Do(OpenDistricts(Math.Min(Limits.ChildrenPerCommandMax, count - opened), 100 + opened));
        return province.State;
    }

    private static UnitState WithFullOutbox()
    {
        var province = Issuing().Do(OpenDistricts(1));
        while (province.State.PendingFor(0) < Limits.OutboxPerLinkMax)
            province.Do(new UpdateDirective(Own, InTwoDays, Urgency.Expected, new DirectiveText("Sửa", "")));
        return province.State;
    }

    private static UnitState Busy(Instant at)
    {
        var province = NewProvince().State;
        for (var i = 0; i < Limits.RecentCommandsPerUnitMax; i++) UnitMachine.Remember(province, new RecentCommand(new CommandId(1, (ulong)i, 0), at, 0));
        return province;
    }
}
