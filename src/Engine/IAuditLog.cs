using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Who did what: a chain of entries for each unit, to which entries are only added. Those of commands come with the command, in
/// its own commit (see <see cref="IHierarchyEngine.SubmitAsync"/>); this is for all else, and for reading.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Adds an entry for what is no command: a read of personal data, or a change outside units, which belongs to the root. Completes
    /// after the commit, so that what must not happen without its entry can wait for it.
    /// </summary>
    /// <param name="unit">The unit whose chain it goes into; it need not be open.</param>
    /// <param name="note">Who did what.</param>
    /// <param name="cancellation">Stops waiting; the entry may be written all the same.</param>
    /// <exception cref="ArgumentException">The note breaks a limit.</exception>
    /// <exception cref="EngineUnavailableException">Storage does not take writes; nothing was written.</exception>
    ValueTask AppendAsync(UnitId unit, AuditNote note, CancellationToken cancellation = default);

    /// <summary>Committed entries, newest first.</summary>
    /// <exception cref="EngineUnavailableException">The page's size is not allowed, or storage refused.</exception>
    ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default);
}
