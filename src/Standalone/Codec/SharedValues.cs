using System.Collections.Concurrent;
using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// Values that many units hold alike, one instance of each over all payloads of a recovery: so a million receipts and cases read
/// back share what they shared when they were written.
/// </summary>
internal sealed class SharedValues
{
    private readonly ConcurrentDictionary<(DirectiveId, int), DirectiveSpec> directives = [];

    /// <summary>Terms of categories, apart: cases that rest keep them at hand long after the recovery.</summary>
    public SharedTerms Terms { get; } = new();

    public DirectiveSpec Share(DirectiveSpec spec)
    {
        var same = directives.GetOrAdd((spec.Id, spec.Revision), spec);
        return same == spec ? same : spec;
    }
}

/// <summary>Terms of categories, one instance of each.</summary>
internal sealed class SharedTerms
{
    private readonly ConcurrentDictionary<CategoryTerms, CategoryTerms> terms = [];

    public CategoryTerms Share(CategoryTerms value) => terms.GetOrAdd(value, value);
}
