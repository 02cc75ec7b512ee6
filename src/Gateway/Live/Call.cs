using System.Text.Json;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

/// <summary>
/// The one argument of a hub method, or what is wrong with it. SignalR alone would answer a malformed argument with a sentence that
/// names nothing; so every argument is taken, and the method itself refuses it in our words.
/// </summary>
/// <param name="Value">The argument; null when it is wrong.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
[JsonConverter(typeof(CallConverterFactory))]
internal sealed record Call<T>(T? Value, Problem? Fault)
    where T : class;

/// <summary>Reads arguments by the rules of REST bodies.</summary>
internal sealed class CallConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Call<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Call<T>>
        where T : class
    {
        // A null is an argument too, and a wrong one.
        public override bool HandleNull => true;

        public override Call<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return BodyFaults.Find(document.RootElement, typeof(T)) is { } fault
                ? new Call<T>(null, fault with { Detail = fault.Detail.Replace(BodyFaults.NextStep, "Correct it as docs/live.md describes it", StringComparison.Ordinal) })
                : new Call<T>(document.RootElement.Deserialize<T>(WireJson.Options), null);
        }

        public override void Write(Utf8JsonWriter writer, Call<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Calls are read, never written.");
    }
}
