using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What an operator asks for. Immutable, except that preparing it adds the synthetic levels to the list.</summary>
/// <param name="FileName">The file's name; a folder in front of it is dropped, because the name is shown to others.</param>
/// <param name="Reading">The file as read; it must hold a list.</param>
public sealed record ImportRequest(string FileName, UnitListReading Reading)
{
    /// <summary>Whether bad rows and refused changes stop the import or are set aside; as the file was read.</summary>
    public BadRows BadRows { get; init; }

    /// <summary>Cells to synthesise below the communes; 0 for none.</summary>
    public int Cells { get; init; }

    /// <summary>Household groups to synthesise below the cells; 0 for none.</summary>
    public int Groups { get; init; }

    /// <summary>Seed of the synthesis.</summary>
    public ulong Seed { get; init; }

    /// <summary>First day of the units opened and of their codes; null for today at the scheme's offset.</summary>
    public DateOnly? Opened { get; init; }
}

/// <summary>An import ready to run: its plan, and what its run needs beside it. Immutable.</summary>
public sealed class PreparedImport
{
    internal PreparedImport(string id, ImportRequest request, ImportTerms terms, DateOnly opened, ImportPlan plan, int generation)
    {
        Id = id;
        FileName = Path.GetFileName(request.FileName.Replace('\\', '/'));
        BadRowsRefused = request.Reading.RefusedRows.Rows.Count;
        Terms = terms;
        Opened = opened;
        Plan = plan;
        Generation = generation;
    }

    /// <summary>The import's id: a new one, or that of the import it takes up again.</summary>
    public string Id { get; }

    /// <summary>The file's name without its folder.</summary>
    public string FileName { get; }

    /// <summary>What makes it the same import as an earlier one.</summary>
    public ImportTerms Terms { get; }

    /// <summary>First day of the units it opens.</summary>
    public DateOnly Opened { get; }

    /// <summary>What running it will do.</summary>
    public ImportPlan Plan { get; }

    /// <summary>True when it goes on with an import that stopped before its end.</summary>
    public bool Resumes => Earlier is not null;

    internal int BadRowsRefused { get; }

    internal int Generation { get; }

    internal ImportTermsRecord? Earlier { get; init; }

    internal ImportStatusRecord? EarlierStatus { get; init; }
}
