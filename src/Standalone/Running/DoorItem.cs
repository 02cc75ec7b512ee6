using System.Threading.Tasks.Sources;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// Something that came in at a shard's door and waits for its answer. It is run by the shard, travels with the shard's batch to
/// the writer, and is completed after the commit of everything it saw.
/// </summary>
internal abstract class DoorItem
{
    /// <summary>Bytes of records that it keeps in memory while it waits at the door.</summary>
    public virtual int RecordBytes => 0;

    /// <summary>Runs on the shard's thread.</summary>
    public abstract void Run(Shard shard);

    /// <summary>Everything it saw is durable. Whoever waits goes on elsewhere.</summary>
    public abstract void Complete();

    /// <summary>As <see cref="Complete"/>, but whoever waits goes on right here: for threads that may run callers' code.</summary>
    public virtual void CompleteHere() => Complete();

    /// <summary>It did not take effect.</summary>
    public abstract void Fail(Refusal refusal);
}

/// <summary>A command and its waiting caller. Reused, because a nation acknowledges a directive in a million of them.</summary>
internal sealed class CommandItem : DoorItem, IValueTaskSource<CommandAnswer>
{
    private static readonly ItemPool<CommandItem> Pool = new(() => new CommandItem());
    private ManualResetValueTaskSourceCore<CommandAnswer> core;
    private int recordBytes;

    public CommandId Id { get; private set; }

    public UnitId Unit { get; private set; }

    public Command Command { get; private set; } = null!;

    /// <summary>What is written in the commit of the command, should it be accepted.</summary>
    public IReadOnlyList<RecordWrite> Records { get; private set; } = [];

    /// <summary>Why the records cannot be written; a command that would be accepted is refused with it.</summary>
    public Refusal? RecordsRefusal { get; private set; }

    /// <summary>The entry of the audit log that is written in the same commit; null for none.</summary>
    public AuditNote? Audit { get; private set; }

    /// <summary>The span of the caller; the default when nobody traces.</summary>
    public System.Diagnostics.ActivityContext Origin { get; private set; }

    public override int RecordBytes => recordBytes;

    public CommandAnswer Answer { get; set; }

    public static CommandItem Rent(CommandId id, UnitId unit, Command command, IReadOnlyList<RecordWrite> records, Refusal? recordsRefusal, AuditNote? audit)
    {
        var item = Pool.Rent();
        (item.Id, item.Unit, item.Command, item.Audit, item.Origin) = (id, unit, command, audit, EngineTelemetry.Origin);
        (item.Records, item.RecordsRefusal, item.recordBytes) = (records, recordsRefusal, records.Count == 0 ? 0 : records.Sum(Batch.BytesOf));
        return item;
    }

    public ValueTask<CommandAnswer> Task => new(this, core.Version);

    public override void Run(Shard shard) => shard.RunCommand(this);

    public override void Complete() => Set(Answer, elsewhere: true);

    public override void CompleteHere() => Set(Answer, elsewhere: false);

    public override void Fail(Refusal refusal) => Set(CommandAnswer.Refused(refusal), elsewhere: true);

    public CommandAnswer GetResult(short token)
    {
        var answer = core.GetResult(token);
        core.Reset();
        Command = null!;
        Records = [];
        Audit = null;
        Pool.Return(this);
        return answer;
    }

    private void Set(in CommandAnswer answer, bool elsewhere)
    {
        core.RunContinuationsAsynchronously = elsewhere;
        core.SetResult(answer);
    }

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}

/// <summary>A read of one shard's units.</summary>
internal sealed class ReadItem<T>(Func<Shard, T> read) : DoorItem
{
    private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T result = default!;

    public Task<T> Task => source.Task;

    public override void Run(Shard shard) => result = read(shard);

    public override void Complete() => source.TrySetResult(result);

    public override void Fail(Refusal refusal) => source.TrySetException(new EngineUnavailableException(refusal));
}
