using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HierarchySim.Engine;

/// <summary>
/// Which commit a view came from, noted beside it while somebody traces, so that whoever hands the view on can link to it. Nothing is
/// kept when nobody traces, and nothing longer than the view.
/// </summary>
public static class ViewTraces
{
    private static readonly ConditionalWeakTable<object, StrongBox<ActivityContext>> Causes = [];

    /// <summary>Notes the span that is current as the cause of a view; nothing when there is none.</summary>
    public static void Note(object view)
    {
        if (Activity.Current is { } current) Causes.AddOrUpdate(view, new StrongBox<ActivityContext>(current.Context));
    }

    /// <summary>The span that a view came from; the default when nobody traced.</summary>
    public static ActivityContext CauseOf(object view) => Causes.TryGetValue(view, out var cause) ? cause.Value : default;
}
