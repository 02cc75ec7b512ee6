using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>How the demo acts: every command under a key that says what it is, so that doing it twice does it once. Several may use it at a time.</summary>
internal sealed class DemoHand(IHierarchyEngine engine)
{
    private const string Caller = "demo";
    private int turnedAway;
    private int acts;

    /// <summary>Acts accepted so far.</summary>
    public int Acts => Volatile.Read(ref acts);

    /// <summary>True when the engine had no room since this was last asked.</summary>
    public bool WasTurnedAway() => Interlocked.Exchange(ref turnedAway, 0) != 0;

    /// <summary>Asks a unit to do something; a refusal is part of life.</summary>
    public Task<bool> DoAsync(UnitId unit, string key, Command command, CancellationToken cancellation) =>
        SendAsync(IdOf(unit, key), unit, command, [], cancellation);

    /// <summary>Asks a unit for something that brings a text, which is written with the command's commit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="key">Says what it is.</param>
    /// <param name="text">The text.</param>
    /// <param name="command">The command, given the text's name.</param>
    /// <param name="cancellation">Stops before it is sent.</param>
    public Task<bool> WriteAsync(UnitId unit, string key, CaseText text, Func<TextId, Command> command, CancellationToken cancellation)
    {
        var id = IdOf(unit, key);
        var name = new TextId(id.High, id.Low);
        return SendAsync(id, unit, command(name), [new RecordChange(TextKeys.Of(name), text.ToBytes())], cancellation);
    }

    private async Task<bool> SendAsync(CommandId id, UnitId unit, Command command, RecordChange[] records, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answer = await engine.SubmitAsync(id, unit, command, records, CancellationToken.None).ConfigureAwait(false);
        if (answer.Refusal?.Code is RefusalCode.Overloaded or RefusalCode.StorageUnavailable or RefusalCode.Stopping) Volatile.Write(ref turnedAway, 1);
        if (answer.IsAccepted) Interlocked.Increment(ref acts);
        return answer.IsAccepted;
    }

    private static CommandId IdOf(UnitId unit, string key) => CommandIds.Create(Caller, unit, key, Encoding.UTF8.GetBytes(key));
}
