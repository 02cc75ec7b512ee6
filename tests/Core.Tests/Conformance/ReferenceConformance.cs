using HierarchySim.Engine.Conformance;

namespace HierarchySim.Core.Tests;

/// <summary>The reference engine passes the suite it is the oracle of.</summary>
public sealed class ReferenceConformance : EngineConformance
{
    protected override IEngineHarness CreateHarness() => new ReferenceHarness();
}
