using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>Reads a watch frame by frame and checks of each what must hold of all: versions grow, and no unit comes twice in a frame.</summary>
public sealed class WatchReader : IAsyncDisposable
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
    private readonly IAsyncEnumerator<IReadOnlyList<UnitView>> frames;
    private readonly Dictionary<UnitId, SummaryVersion> versions = [];

    /// <summary>Begins a watch. It fails a test that would wait for ever after half a minute.</summary>
    public WatchReader(IHierarchyEngine engine, UnitId unit, int depth) => frames = engine.WatchAsync(unit, depth, patience.Token).GetAsyncEnumerator(patience.Token);

    /// <summary>Frames read so far.</summary>
    public int Frames { get; private set; }

    /// <summary>The next frame.</summary>
    public async Task<IReadOnlyList<UnitView>> Next()
    {
        Assert.True(await frames.MoveNextAsync(), "the watch ended");
        Frames++;
        Assert.NotEmpty(frames.Current);
        foreach (var view in frames.Current)
        {
            if (versions.TryGetValue(view.Id, out var last)) Assert.True(view.Version > last, $"{view.Id} came as {view.Version} after {last}");
            versions[view.Id] = view.Version;
        }
        return frames.Current;
    }

    /// <summary>Reads frames until one holds a wanted view.</summary>
    public async Task<UnitView> Until(Func<UnitView, bool> wanted)
    {
        while (true)
            if ((await Next()).FirstOrDefault(wanted) is { } view) return view;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await frames.DisposeAsync();
        patience.Dispose();
    }
}
