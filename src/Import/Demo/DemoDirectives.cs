using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

/// <summary>Directives of a demo: at each desk one is issued when it is time, and some units answer those in force.</summary>
internal sealed class DemoDirectives(IHierarchyEngine engine, SplitMix64 random, int actsPerStepMax)
{
    private const string Caller = "demo";
    private readonly DemoAnswers answers = new(engine, random);
    private List<DemoDesk> desks = [];

    /// <summary>True when the engine had no room for an answer since this was last asked.</summary>
    public bool WereTurnedAway() => answers.WereTurnedAway();

    /// <summary>Issues and answers; false when a directive was not taken.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (desks.Count == 0) desks = await FindDesksAsync(cancellation).ConfigureAwait(false);
        var acts = actsPerStepMax;
        foreach (var desk in desks)
        {
            if (await engine.QueryAsync(new GetUnit(desk.Unit), cancellation).ConfigureAwait(false) is not { Closed: null } view) continue;
            var issued = desk.IssuedBy(view);
            if (desk.IsTime(issued, view.AsOf) && !await IssueAsync(desk, issued, view, cancellation).ConfigureAwait(false)) return false;
            foreach (var standing in issued.Where(IsInForce))
                acts -= await answers.GiveAsync(desk.Unit, standing, acts, view.AsOf, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<bool> IssueAsync(DemoDesk desk, DirectiveStanding[] issued, UnitView view, CancellationToken cancellation)
    {
        var number = issued.Length == 0 ? 1 : issued[^1].Spec.Id.Number + 1;
        DirectiveId[] inForce = [.. issued.Where(IsInForce).Select(standing => standing.Spec.Id)];
        var oldest = inForce.Length >= DemoDesk.InForceMax ? inForce[0] : DirectiveId.None;
        var supersedes = random.Below(2) == 0 ? oldest : DirectiveId.None;
        if (oldest != supersedes && !await SubmitAsync(desk.Unit, $"end/{oldest}", new WithdrawDirective(oldest), cancellation).ConfigureAwait(false))
            return false;
        var command = new IssueDirective(
            DrawTargets(view.Level), random.Below(3) == 0 ? Requirement.Acknowledge : Requirement.Complete,
            view.AsOf.PlusMs((long)desk.DueAfter.TotalMilliseconds), random.Below(4) == 0 ? Urgency.Immediate : Urgency.Expected, Reality.Actual,
            DemoTexts.Draw(random.Below(DemoTexts.Count)), supersedes);
        var key = string.Create(CultureInfo.InvariantCulture, $"issue/{number}/{view.AsOf.Milliseconds}");
        return await SubmitAsync(desk.Unit, key, command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Mostly all groups; sometimes the communes, the cells, or all three.</summary>
    private LevelSet DrawTargets(Level issuer)
    {
        string[][] choices = [["group"], ["group"], ["group"], ["commune"], ["cell"], ["commune", "cell", "group"]];
        var set = default(LevelSet);
        foreach (var code in choices[random.Below(choices.Length)])
            if (engine.Scheme.FindLevel(code) is { } level && level.Index > issuer.Index) set = set.With(level);
        return set.IsEmpty ? set.With(issuer) : set;
    }

    /// <summary>From the root down, the first unit of each level that issues.</summary>
    private async Task<List<DemoDesk>> FindDesksAsync(CancellationToken cancellation)
    {
        var found = new List<DemoDesk>();
        var unit = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false);
        while (unit is not null && DemoDesk.At(engine.Scheme.Levels[unit.Level.Index].Code, unit.Id) is { } desk)
        {
            found.Add(desk);
            var page = await engine.QueryAsync(new GetChildren(unit.Id, 0, 1), cancellation).ConfigureAwait(false);
            unit = page is { Items: [var first, ..] } ? first : null;
        }

        return found;
    }

    private async Task<bool> SubmitAsync(UnitId unit, string key, Command command, CancellationToken cancellation)
    {
        var id = CommandIds.Create(Caller, unit, key, Encoding.UTF8.GetBytes(key));
        return (await engine.SubmitAsync(id, unit, command, cancellation).ConfigureAwait(false)).IsAccepted;
    }

    private static bool IsInForce(DirectiveStanding standing) => (standing.Flags & (ReceiptFlags.Cancelled | ReceiptFlags.Superseded)) == 0;
}
