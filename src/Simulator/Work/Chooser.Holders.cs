using HierarchySim.Core;
using HierarchySim.Simulator.Truth;

namespace HierarchySim.Simulator.Work;

// Commands about officials, teams and leave. Few homes have many of them, so that they get into each other's way.
internal sealed partial class Chooser
{
    private const int HomesMost = 3;
    private static readonly string[][] Posts = [[], ["commune-official"], ["cell-secretary", "hamlet-head"], ["district-official", "province-official"]];
    private readonly List<LedgerUnit> homes = [];

    private (UnitId Unit, Command Command) DrawHolding(Instant now)
    {
        var (kind, today) = (dice.Below(100), ledger.DayOf(now));
        if (kind < 25) return Report(today);
        var home = PickHome();
        var officials = home.Holders.Where(holder => !holder.IsTeam).ToList();
        if (kind < 31 || officials.Count == 0) return (home.Id, new RegisterOfficial($"cán bộ {dice.Below(100)}", PickPosts(), dice.Below(5)));
        var official = Prefer(officials, holder => holder.IsActive);
        if (kind < 54) return (home.Id, Assign(home, today));
        if (kind < 62) return (home.Id, EndAssignment(home, today));
        return (home.Id, kind switch
        {
            < 64 => new ChangeOfficial(official.Id, $"cán bộ {dice.Below(100)}", PickPosts(), dice.Below(5)),
            < 67 => new EndOfficial(official.Id),
            < 77 => FormTeam(home, officials),
            < 79 => new EndTeam(PickTeam(home) ?? official.Id),
            < 94 => RecordLeave(official, today),
            _ => new CancelLeave(official.Id, official.Leaves.Count > 0 ? dice.Pick(official.Leaves).From : today),
        });
    }

    private LedgerUnit PickHome()
    {
        homes.RemoveAll(home => home.IsClosed);
        if (homes.Count > 0 && (homes.Count >= HomesMost || dice.Percent(80))) return dice.Pick(homes);
        var lawful = ledger.Units.Values.Where(unit => unit is { IsOpened: true, IsClosed: false } && unit.Children.Count > 0 && scheme.Levels[unit.Level].MayHold.Count > 0).ToList();
        var home = lawful.Count > 0 && dice.Percent(97) ? dice.Pick(lawful) : dice.Pick(ledger.Units.Values.ToList());
        if (!homes.Contains(home)) homes.Add(home);
        return home;
    }

    private string[] PickPosts() => dice.Percent(3) ? ["nobody"] : dice.Pick(Posts);

    private LedgerHolder Prefer(List<LedgerHolder> some, Func<LedgerHolder, bool> fits)
    {
        var fitting = some.FindAll(holder => fits(holder));
        return fitting.Count > 0 && dice.Percent(95) ? dice.Pick(fitting) : dice.Pick(some);
    }

    private HolderId? PickTeam(LedgerUnit home) =>
        home.Holders.Where(holder => holder.IsTeam).ToList() is { Count: > 0 } teams ? Prefer(teams, team => team.IsActive).Id : null;

    private Command FormTeam(LedgerUnit home, List<LedgerHolder> officials)
    {
        HolderId[] members = [.. officials.Where(official => (official.IsActive || dice.Percent(3)) && dice.Percent(40)).Select(official => official.Id)];
        return PickTeam(home) is { } team && dice.Percent(60) ? new ChangeTeam(team, $"tổ {dice.Below(100)}", members) : new RegisterTeam($"tổ {dice.Below(100)}", members);
    }

    private RecordLeave RecordLeave(LedgerHolder official, DateOnly today)
    {
        var from = today.AddDays(dice.Below(7) - 2);
        return new RecordLeave(official.Id, from, from.AddDays(dice.Below(7) - (dice.Percent(3) ? 3 : 0)));
    }
}
