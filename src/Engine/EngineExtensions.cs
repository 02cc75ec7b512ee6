using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Shorter forms of the port's calls.</summary>
public static class EngineExtensions
{
    /// <summary>Asks a unit to do something, with no record written beside it.</summary>
    /// <inheritdoc cref="IHierarchyEngine.SubmitAsync"/>
    public static ValueTask<CommandAnswer> SubmitAsync(
        this IHierarchyEngine engine, CommandId id, UnitId unit, Command command, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.SubmitAsync(id, unit, command, [], null, cancellation);
    }

    /// <summary>Asks a unit to do something, with no entry in the audit log: for what is no caller's doing, such as a rehearsal.</summary>
    /// <inheritdoc cref="IHierarchyEngine.SubmitAsync"/>
    public static ValueTask<CommandAnswer> SubmitAsync(
        this IHierarchyEngine engine, CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.SubmitAsync(id, unit, command, records, null, cancellation);
    }

    /// <summary>Writes a record whatever version it has.</summary>
    /// <inheritdoc cref="IRecords.PutAsync"/>
    public static ValueTask<RecordOutcome> PutAsync(this IRecords records, string key, byte[]? value, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        return records.PutAsync(key, value, null, cancellation);
    }
}
