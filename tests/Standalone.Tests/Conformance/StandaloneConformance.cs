using HierarchySim.Engine.Conformance;

namespace HierarchySim.Standalone.Tests;

/// <summary>The suite on one shard: every link lies within a thread.</summary>
public sealed class OneShardConformance : EngineConformance
{
    protected override IEngineHarness CreateHarness() => new StandaloneHarness(shards: 1);
}

/// <summary>The suite on three shards: links cross threads, and what crosses may be overtaken.</summary>
public sealed class ThreeShardConformance : EngineConformance
{
    protected override IEngineHarness CreateHarness() => new StandaloneHarness(shards: 3);
}
