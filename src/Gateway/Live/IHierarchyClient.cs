namespace HierarchySim.Gateway;

/// <summary>What the hub calls at its clients, beside the streams they asked for.</summary>
public interface IHierarchyClient
{
    /// <summary>This server is stopping: the connection closes right after. Connect anew, to wherever the address then leads.</summary>
    /// <param name="problem">The problem <c>moved</c>, as the streams end with it.</param>
    Task Moved(LiveProblem problem);
}
