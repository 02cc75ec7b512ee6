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
        var attempts = new Attempts { Id = id, Unit = unit, Command = command, Day = day };
        Try(attempts);
        return new ValueTask<CommandAnswer>(attempts.Answer.Task);
    }

    /// <summary>A command is known again for a day: nobody goes on asking after that.</summary>
    public void PassDays() => day++;

    private void Try(Attempts attempts)
    {
        if (attempts.Answer.Task.IsCompleted) return;
        if (++attempts.Made > AttemptsMax || attempts.Day != day)
        {
            attempts.Answer.SetCanceled();
            return;
        }
        // What comes too late is not begun: no two attempts are ever decided side by side.
        var (number, expiresUs) = (attempts.Made, context.Agenda.Now + AttemptUs);
        if (context.Membership.HostOf(place, attempts.Unit) is >= 0 and var host)
            context.Network.Carry(place, host, "a command", () => context.Hosts[host].Receive(new Ask(
                attempts.Unit, attempts.Id, attempts.Command, expiresUs, number > 1, answer => context.Network.Carry(host, place, "an answer", () => Hear(attempts, number, answer)))));
        context.Agenda.In(AttemptUs, () => Try(attempts));
    }

    // A yes holds whenever it was said. A no says nothing of an attempt that was made after it.
    private static void Hear(Attempts attempts, int number, CommandAnswer answer)
    {
        if (answer.IsAccepted || number == attempts.Made) attempts.Answer.TrySetResult(answer);
    }

    private sealed class Attempts
    {
        public required CommandId Id { get; init; }

        public required UnitId Unit { get; init; }

        public required Command Command { get; init; }

        public required int Day { get; init; }

        public TaskCompletionSource<CommandAnswer> Answer { get; } = new();

        public int Made { get; set; }
    }
}
