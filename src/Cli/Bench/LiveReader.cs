using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace HierarchySim.Cli.Bench;

/// <summary>
/// A client of the hub over a WebSocket of its own. It speaks SignalR's JSON protocol by hand and reads no more of a frame than it
/// must, so that the machine's time goes to the server.
/// </summary>
internal sealed class LiveReader : IDisposable
{
    private const byte EndOfMessage = 0x1e;
    private static readonly byte[] Ping = [.. """{"type":6}"""u8, EndOfMessage];
    private static readonly byte[] Done = [.. "\"acknowledged\":1,"u8];
    private readonly ClientWebSocket socket = new();
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource rest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool isMeasured;
    private volatile bool isAsleep;
    private int doneBefore;

    private LiveReader(bool isMeasured) => this.isMeasured = isMeasured;

    /// <summary>Frames that came.</summary>
    public int Frames { get; private set; }

    /// <summary>When the frame came that first showed so many directives acknowledged since the first frame; index 0 is for one.</summary>
    public List<long> SeenAt { get; } = [];

    /// <summary>Ends when the connection does.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Connects, watches, and waits for the first frame.</summary>
    public static async Task<LiveReader> WatchAsync(Uri hub, string unit, int depth, bool isMeasured)
    {
        var reader = new LiveReader(isMeasured);
        reader.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await reader.socket.ConnectAsync(hub, CancellationToken.None).ConfigureAwait(false);
        await reader.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e" + $$$"""{"type":4,"invocationId":"1","target":"Watch","arguments":[{"unitId":"{{{unit}}}","depth":{{{depth}}}}]}""" + "\u001e").ConfigureAwait(false);
        reader.Running = reader.ReadAsync();
        await Task.WhenAny(reader.first.Task, reader.Running).ConfigureAwait(false);
        if (!reader.first.Task.IsCompleted) throw new InputRefusedException($"A watcher of {unit} was refused.");
        return reader;
    }

    /// <summary>True once it does not read any more.</summary>
    public bool IsAsleep => isAsleep;

    /// <summary>Stops reading for good; the connection stays.</summary>
    public void Sleep() => isAsleep = true;

    /// <summary>Says that it is still there.</summary>
    public async Task PingAsync()
    {
        try
        {
            if (socket.State == WebSocketState.Open) await socket.SendAsync(Ping, WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It is gone; who counts connections will say so.
        }
    }

    public void Dispose()
    {
        rest.TrySetResult();
        socket.Abort();
        socket.Dispose();
    }

    private Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task ReadAsync()
    {
        // Counting needs no whole messages; a group's own frames are short, and only they are looked into.
        var (buffer, length, messages) = (new byte[isMeasured ? 16 * 1024 : 4 * 1024], 0, 0);
        try
        {
            while (true)
            {
                if (isAsleep) await rest.Task.ConfigureAwait(false);
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                if (read.MessageType == WebSocketMessageType.Close) return;
                var now = Stopwatch.GetTimestamp();
                length += read.Count;
                int end;
                var start = 0;
                while ((end = buffer.AsSpan(start, length - start).IndexOf(EndOfMessage)) >= 0)
                {
                    Take(buffer.AsSpan(start, end), isFirst: messages++ == 0, now);
                    start += end + 1;
                }
                if (isMeasured) buffer.AsSpan(start, length - start).CopyTo(buffer);
                length = isMeasured ? length - start : 0;
                if (length == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private void Take(ReadOnlySpan<byte> message, bool isFirst, long now)
    {
        // The handshake's answer comes first, and pings in between.
        if (isFirst || message.SequenceEqual(Ping.AsSpan(..^1))) return;
        var done = isMeasured ? message.Count(Done) : 0;
        if (Frames++ == 0) doneBefore = done;
        while (SeenAt.Count < done - doneBefore) SeenAt.Add(now);
        first.TrySetResult();
    }
}
