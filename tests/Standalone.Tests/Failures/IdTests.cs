using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Tests.Failures;

public class IdTests
{
    [Fact]
    public async Task An_id_that_a_unit_has_is_not_given_out()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        var next = (await live.Engine.ReserveIdsAsync(1, LiveEngine.Token)).Value + 1;
        await live.Accept(UnitId.Root, new OpenChildren([LiveEngine.Define(new UnitId(next + 2), 1), LiveEngine.Define(new UnitId(next + 7), 1)]));
        Assert.Equal(next + 8, (await live.Engine.ReserveIdsAsync(5, LiveEngine.Token)).Value);
        await live.Restart();
        Assert.Equal(next + 13, (await live.Engine.ReserveIdsAsync(1, LiveEngine.Token)).Value);
    }
}
