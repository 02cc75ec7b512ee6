using System.Runtime.CompilerServices;
using HierarchySim.Core;

namespace HierarchySim.Gateway.Tests;

/// <summary>Every command has a subject for the audit log.</summary>
public sealed class AuditSubjectTests
{
    public static TheoryData<Type> Commands => [.. typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_a_subject(Type type)
    {
        // A blank command will do: a case or a directive that is none still has a form.
        var command = type == typeof(OpenChildren) ? new OpenChildren([])
            : type == typeof(WhenUnchanged) ? new WhenUnchanged([], new RenameUnit("x"))
            : (Command)RuntimeHelpers.GetUninitializedObject(type);
        Assert.NotEmpty(AuditSubjects.Of(UnitId.Root, command).Subject);
    }
}
