namespace HierarchySim.Architecture.Tests;

/// <summary>The arrows as the project files draw them, and as the compiler left them.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Project_files_draw_only_allowed_arrows()
    {
        var projects = Project.ReadAll();
        Assert.Contains(projects, project => project.Path == "src/Core");
        Assert.Contains(projects, project => project.Path == "tests/Architecture.Tests");
        Assert.Equal([], Arrows.Check(projects));
    }

    [Fact]
    public void Compiled_assemblies_refer_only_along_allowed_arrows()
    {
        var compiled = Project.ReadAll().Where(project => project.Area == "src")
            .Select(project => (project.Name, Compiled: Compiled.Find(project.Assembly))).Where(pair => pair.Compiled is not null).ToList();
        Assert.Equal([], Arrows.Check(compiled.Select(pair => pair.Compiled!.AsProject(pair.Name))));
    }

    [Fact]
    public void Every_project_that_runs_on_one_machine_was_looked_at_in_its_compiled_form()
    {
        foreach (var project in Project.ReadAll().Where(project => project.Area == "src" && !Arrows.OrleansProjects.Contains(project.Name)))
            Assert.True(Compiled.Find(project.Assembly) is not null, $"{project.Path} is not in these tests' build; reference it, or what references it");
    }

    [Fact]
    public void No_allowed_arrow_closes_a_circle()
    {
        foreach (var (from, row) in Arrows.Allowed)
            foreach (var to in row)
                Assert.DoesNotContain(from, Reach(to));

        static IEnumerable<string> Reach(string project) => Arrows.Allowed[project].SelectMany(Reach).Append(project);
    }
}
