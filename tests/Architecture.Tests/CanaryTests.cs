namespace HierarchySim.Architecture.Tests;

/// <summary>The checker against arrows it must refuse: a check that lets these through protects nothing.</summary>
public sealed class CanaryTests
{
    [Theory]
    [InlineData("src", "Core", "Engine")]
    [InlineData("src", "Engine", "Standalone")]
    [InlineData("src", "Gateway", "Standalone")]
    [InlineData("src", "Gateway", "Import")]
    [InlineData("src", "Standalone", "Gateway")]
    [InlineData("src", "Standalone", "Engine.Conformance")]
    [InlineData("src", "Core", "Core.Tests")]
    [InlineData("tests", "Engine.Conformance", "Standalone")]
    [InlineData("tests", "Core.Tests", "Gateway.Tests")]
    public void A_forbidden_arrow_is_found(string area, string from, string to)
    {
        var project = Project.Read(area, from, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><ProjectReference Include="..\..\src\{to}\{to}.csproj" /></ItemGroup>
            </Project>
            """);
        Assert.Contains($"{area}/{from} references {to}, which", Assert.Single(Arrows.Check([project])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src", "Cli", "Gateway")]
    [InlineData("src", "Silo", "Grains")]
    [InlineData("tests", "Gateway.Tests", "Standalone")]
    [InlineData("tests", "Standalone.Tests", "Engine.Conformance")]
    [InlineData("bench", "Bench", "Standalone")]
    public void An_allowed_arrow_is_let_through(string area, string from, string to) =>
        Assert.Equal([], Arrows.Check([new Project(area, from, [to], [])]));

    [Fact]
    public void A_project_without_a_row_is_found() =>
        Assert.Contains("src/Shiny has no row", Assert.Single(Arrows.Check([new Project("src", "Shiny", ["Core"], [])])), StringComparison.Ordinal);

    [Theory]
    [InlineData("Gateway", "Microsoft.Orleans.Client", true)]
    [InlineData("Cli", "Orleans.Core.Abstractions", true)]
    [InlineData("Grains", "Microsoft.Orleans.Sdk", false)]
    [InlineData("Silo", "Microsoft.Orleans.Server", false)]
    [InlineData("Gateway", "Microsoft.AspNetCore.OpenApi", false)]
    public void Orleans_outside_of_its_engine_is_found(string project, string package, bool found) =>
        Assert.Equal(found, Arrows.Check([new Project("src", project, [], [package])]).Count == 1);
}
