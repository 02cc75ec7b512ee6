using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Simulator.Cluster;

/// <summary>
/// Where callers come in: the engine port of a gateway. It asks the host that it believes a unit lives on, and asks again when no
/// answer comes; after some attempts it says that it does not know.
/// </summary>
internal sealed class Door(ClusterContext context, int place)
{
    private const int AttemptsMax = 4;
    private const int AttemptUs = 3_000_000;
    private int day;

    /// <summary>As <see cref="IHierarchyEngine.SubmitAsync"/>; cancelled when nobody knows.</summary>
    public ValueTask<CommandAnswer> SubmitAsync(CommandId id, UnitId unit, Command command)
    {
        var answer = new TaskCompletionSource<CommandAnswer>();
        Try(new Attempt(id, unit, command, answer, day), 1);
        return new ValueTask<CommandAnswer>(answer.Task);
    }

    /// <summary>A command is known again for a day: nobody goes on asking after that.</summary>
    public void PassDays() => day++;

    private void Try(Attempt attempt, int number)
    {
        if (attempt.Answer.Task.IsCompleted) return;
        if (number > AttemptsMax || attempt.Day != day)
        {
            attempt.Answer.SetCanceled();
            return;
        }
        // What comes too late is not begun: no two attempts are ever decided side by side.
        var expiresUs = context.Agenda.Now + AttemptUs;
        if (context.Membership.HostOf(place, attempt.Unit) is >= 0 and var host)
            context.Network.Carry(place, host, "a command", () => context.Hosts[host].Receive(attempt.Ask(expiresUs, number > 1, answer => Bring(host, attempt, answer))));
        context.Agenda.In(AttemptUs, () => Try(attempt, number + 1));
    }

    private void Bring(int host, Attempt attempt, CommandAnswer answer) => context.Network.Carry(host, place, "an answer", () => attempt.Answer.TrySetResult(answer));

    private sealed record Attempt(CommandId Id, UnitId Unit, Command Command, TaskCompletionSource<CommandAnswer> Answer, int Day)
    {
        public Ask Ask(long expiresUs, bool isRetry, Action<CommandAnswer> answer) => new(Unit, Id, Command, expiresUs, isRetry, answer);
    }
}
