using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What importing a list of duties did. Immutable.</summary>
public sealed record HolderOutcome
{
    /// <summary><see cref="ImportState.Completed"/> when everything was asked for, whatever was refused on the way; else <see cref="ImportState.Interrupted"/>.</summary>
    public required ImportState State { get; init; }

    /// <summary>Officials registered.</summary>
    public int Registered { get; init; }

    /// <summary>Teams formed.</summary>
    public int Formed { get; init; }

    /// <summary>Officials and teams changed.</summary>
    public int Changed { get; init; }

    /// <summary>Assignments made.</summary>
    public int Assigned { get; init; }

    /// <summary>Assignments given an earlier last day.</summary>
    public int Ended { get; init; }

    /// <summary>What was refused while the list was carried out, at home units and at units held, and refusals of rows imported earlier; by line.</summary>
    public IReadOnlyList<RowProblem> Refused { get; init; } = [];

    /// <summary>Assignments whose units had not all answered in time. Running the list again tells what became of them.</summary>
    public int Unanswered { get; init; }

    /// <summary>Why it stopped before its end; null when it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>True when all of the list is in force or on its way as asked.</summary>
    public bool IsWhole => State == ImportState.Completed && Refused.Count == 0 && Unanswered == 0;
}
