namespace HierarchySim.Core;

// The part of officials, teams and assignments.
public sealed partial class UnitSnapshot
{
    /// <summary>Number of the last official or team registered.</summary>
    public int LastHolderNumber { get; set; }

    /// <summary>Number of the last assignment made.</summary>
    public int LastAssignmentNumber { get; set; }

    /// <summary>See <see cref="UnitState.HomeDay"/>; default where the unit is no home.</summary>
    public DateOnly HomeDay { get; set; }

    /// <summary>Officials, by number.</summary>
    public Official[] Officials { get; set; } = [];

    /// <summary>Teams, by number.</summary>
    public Team[] Teams { get; set; } = [];

    /// <summary>Assignments made here, by number.</summary>
    public Assignment[] Assignments { get; set; } = [];

    /// <summary>See <see cref="UnitState.DutyDay"/>; default where the unit was never held.</summary>
    public DateOnly DutyDay { get; set; }

    /// <summary>Assignments under which the unit is held, in the order in which they came.</summary>
    public Duty[] Duties { get; set; } = [];

    private void FillHolders(UnitState unit)
    {
        LastHolderNumber = unit.desk?.Holders?.LastHolderNumber ?? 0;
        LastAssignmentNumber = unit.desk?.Holders?.LastAssignmentNumber ?? 0;
        HomeDay = unit.HomeDay;
        Officials = [.. unit.Officials];
        Teams = [.. unit.Teams];
        Assignments = [.. unit.Assignments];
        DutyDay = unit.DutyDay;
        Duties = [.. unit.Duties];
    }

    private void RestoreHolders(UnitState unit, LevelScheme scheme)
    {
        if (LastHolderNumber > 0)
        {
            var book = (unit.desk ??= new Desk()).Holders = new HolderBook(scheme.Offset);
            foreach (var official in Officials) book.Officials.Put(official);
            foreach (var team in Teams) book.Teams.Put(team);
            foreach (var assignment in Assignments) book.Assignments.Put(assignment);
            (book.LastHolderNumber, book.LastAssignmentNumber) = (LastHolderNumber, LastAssignmentNumber);
            book.RestoreDay(HomeDay);
        }
        if (DutyDay != default)
        {
            var book = (unit.desk ??= new Desk()).Duties = new DutyBook(scheme.Offset, unit.Level);
            book.Duties.AddRange(Duties);
            book.RestoreDay(DutyDay);
        }
    }
}
