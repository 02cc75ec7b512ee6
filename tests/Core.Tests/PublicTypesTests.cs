using System.Reflection;

namespace HierarchySim.Core.Tests;

/// <summary>
/// Every public type of Core is immutable, save those named here. What is immutable may be shared between units, threads and
/// snapshots; what is not has one owner.
/// </summary>
public sealed class PublicTypesTests
{
    // UnitState: the actor's memory, owned by one thread. UnitSnapshot: a carrier that is refilled. Receipt: a cell of a unit's
    // array, changed in place by its owner and handed out by value. UnitMachine: shared by threads, with one reference that is replaced whole.
    private static readonly Type[] Mutable = [typeof(UnitState), typeof(UnitSnapshot), typeof(Receipt), typeof(UnitMachine)];

    public static TheoryData<Type> Types => [.. typeof(UnitState).Assembly.GetExportedTypes()];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_public_type_is_immutable_or_listed_as_mutable(Type type) =>
        Assert.True(Mutable.Contains(type) != IsImmutable(type), $"{type.Name} is {(IsImmutable(type) ? "listed as mutable and is not" : "mutable and not listed")}");

    private static bool IsImmutable(Type type)
    {
        if (type.IsEnum || type.IsInterface) return true;
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetFields(All).All(field => field.IsInitOnly) && type.GetProperties(All).All(property => !IsSettable(property));
    }

    // A setter for initialisers only carries a mark; it is as good as none.
    private static bool IsSettable(PropertyInfo property) =>
        property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
