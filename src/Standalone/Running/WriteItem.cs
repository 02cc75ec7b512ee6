using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Running;

/// <summary>Waits for the commit of something that no shard has to do with.</summary>
internal sealed class WriteItem : DoorItem
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => source.Task;

    public override void Run(Shard shard)
    {
    }

    public override void Complete() => source.TrySetResult();

    public override void Fail(Refusal refusal) => source.TrySetException(new EngineUnavailableException(refusal));
}
