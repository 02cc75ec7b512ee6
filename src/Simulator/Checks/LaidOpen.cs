using System.Collections;
using System.Globalization;
using System.Reflection;
using HierarchySim.Core;

namespace HierarchySim.Simulator.Checks;

/// <summary>A value with all it holds as text, arrays laid open, so that two compare by content.</summary>
internal static class LaidOpen
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance;

    public static string Text(object? value) => value switch
    {
        null => "null",
        Route route => $"<{route}>",
        string text => $"'{text}'",
        ReadOnlyMemory<Receipt> receipts => Text(receipts.ToArray()),
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Text))}]",
        ValueType plain when !HoldsReferences(plain.GetType()) => Convert.ToString(plain, CultureInfo.InvariantCulture)!,
        _ => $"{value.GetType().Name} {{{string.Join(", ", Parts(value))}}}",
    };

    private static bool HoldsReferences(Type type) =>
        type.GetFields(Own).Select(field => field.FieldType).Concat(type.GetProperties(Own).Select(property => property.PropertyType)).Any(part => !part.IsValueType);

    private static IEnumerable<string> Parts(object value) =>
        value.GetType().GetFields(Own).Select(field => $"{field.Name}: {Text(field.GetValue(value))}")
            .Concat(value.GetType().GetProperties(Own).Select(property => $"{property.Name}: {Text(property.GetValue(value))}"));
}
