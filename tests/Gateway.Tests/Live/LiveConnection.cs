using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// A client that speaks the hub's protocol by hand: what goes over the wire is seen as it is, it can stop reading, and it can be cut
/// off between any two messages.
/// </summary>
internal sealed class LiveConnection : IAsyncDisposable
{
    private const byte EndOfMessage = 0x1e;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket socket = new();
    private readonly MemoryStream received = new();
    private readonly Dictionary<string, Queue<JsonElement>> byStream = [];
    private readonly byte[] buffer = new byte[16 * 1024];
    private int lastStream;

    /// <summary>The close message, once it has come; its error is empty when it has none.</summary>
    public JsonElement? Closed { get; private set; }

    /// <summary>What the server called at this client.</summary>
    public List<string> Called { get; } = [];

    public static async Task<LiveConnection> OpenAsync(LiveHost host, params (string Name, string Value)[] headers)
    {
        var connection = new LiveConnection();
        foreach (var (name, value) in headers) connection.socket.Options.SetRequestHeader(name, value);
        // A small window, so that whoever does not read is soon known.
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { ConnectCallback = ConnectAsync });
        await connection.socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = HierarchyHub.Path }.Uri, invoker, TestContext.Current.CancellationToken);
        await connection.SendAsync("""{"protocol":"json","version":1}""");
        return connection;
    }

    /// <summary>Begins a stream and says its number.</summary>
    public async Task<string> BeginAsync(string method, string arguments)
    {
        var id = $"{++lastStream}";
        await SendAsync($$"""{"type":4,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""");
        return id;
    }

    /// <summary>Ends a stream from this side.</summary>
    public Task CancelAsync(string stream) => SendAsync($$"""{"type":5,"invocationId":"{{stream}}"}""");

    /// <summary>The next frame of a stream.</summary>
    public async Task<JsonElement> NextAsync(string stream)
    {
        var message = await MessageAsync(stream) ?? throw new Xunit.Sdk.XunitException($"The connection closed: {Closed}.");
        Assert.True(Type(message) == 2, $"the stream ended: {message}");
        return message.GetProperty("item");
    }

    /// <summary>Reads frames until one holds what is wanted.</summary>
    public async Task<JsonElement> UntilAsync(string stream, Func<JsonElement, bool> wanted)
    {
        while (true)
            if (await NextAsync(stream) is var frame && wanted(frame)) return frame;
    }

    /// <summary>The problem a stream ends with, frames before it left out.</summary>
    public async Task<JsonElement> ProblemAsync(string stream)
    {
        while (true)
        {
            var message = await MessageAsync(stream) ?? throw new Xunit.Sdk.XunitException($"The connection closed: {Closed}.");
            if (Type(message) == 2) continue;
            return ProblemIn(message);
        }
    }

    /// <summary>The problem at the end of an error that SignalR made a sentence of.</summary>
    public static JsonElement ProblemIn(JsonElement message)
    {
        var error = message.GetProperty("error").GetString()!;
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(error[error.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
        Assert.Contains(problem.GetProperty("type").GetString()!["/problems/".Length..], ProblemNames.All);
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }

    /// <summary>Reads to the end of the connection.</summary>
    public async Task UntilClosedAsync()
    {
        while (await ReadAsync() is { } message) Keep(message);
    }

    /// <summary>Sends a message as it is.</summary>
    public async Task SendAsync(string text)
    {
        await socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(text), EndOfMessage], WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Cut() => socket.Abort();

    public ValueTask DisposeAsync()
    {
        socket.Abort();
        socket.Dispose();
        received.Dispose();
        return default;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 16 * 1024 };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static int Type(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

    private async Task<JsonElement?> MessageAsync(string stream)
    {
        while (true)
        {
            if (byStream.TryGetValue(stream, out var waiting) && waiting.TryDequeue(out var first)) return first;
            if (await ReadAsync() is not { } message) return null;
            Keep(message);
        }
    }

    private void Keep(JsonElement message)
    {
        if (Type(message) == 1) Called.Add(message.GetProperty("target").GetString()!);
        // The first counts: a client leaves with it.
        if (Type(message) == 7) Closed ??= message;
        if (Type(message) is not (2 or 3)) return;
        var stream = message.GetProperty("invocationId").GetString()!;
        if (!byStream.TryGetValue(stream, out var waiting)) byStream[stream] = waiting = new Queue<JsonElement>();
        waiting.Enqueue(message);
    }

    /// <summary>The next message; null at the end of the connection.</summary>
    private async Task<JsonElement?> ReadAsync()
    {
        while (true)
        {
            var bytes = received.ToArray();
            var end = Array.IndexOf(bytes, EndOfMessage);
            if (end >= 0)
            {
                received.SetLength(0);
                received.Write(bytes.AsSpan(end + 1));
                return JsonDocument.Parse(bytes.AsMemory(0, end)).RootElement;
            }
            try
            {
                var read = await socket.ReceiveAsync((Memory<byte>)buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
                if (read.MessageType == WebSocketMessageType.Close) return null;
                received.Write(buffer.AsSpan(0, read.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }
}
