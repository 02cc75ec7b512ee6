namespace HierarchySim.Core;

/// <summary>A fact about one case.</summary>
public interface ICaseFact
{
    /// <summary>The case.</summary>
    CaseId Case { get; }
}
