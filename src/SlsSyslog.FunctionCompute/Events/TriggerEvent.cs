using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Represents the event of an SLS trigger. Properties that are not needed are not read.</summary>
internal sealed class TriggerEvent
{
    private const string Invalid = "The event is not a valid event of an SLS trigger.";

    [JsonPropertyName("source")]
    public TriggerSource? Source { get; init; }

    /// <exception cref="InvalidEventException">The JSON is not a valid event. The message specifies why.</exception>
    public static TriggerSource ParseSource(ReadOnlySpan<byte> json)
    {
        TriggerEvent? parsed;
        try
        {
            ReadOnlySpan<byte> bom = [0xEF, 0xBB, 0xBF];
            parsed = JsonSerializer.Deserialize(json.StartsWith(bom) ? json[bom.Length..] : json, TriggerEventJson.Default.TriggerEvent);
        }
        catch (JsonException exception)
        {
            string place = exception.Path is { Length: > 1 } path ? $" at {path}" : "";

            // The message for a wrong type names types of .NET, which mean nothing to the sender of the event.
            string problem = exception.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
                ? "the value has the wrong type."
                : exception.Message;
            throw new InvalidEventException($"{Invalid} The JSON is invalid{place}: {problem}", exception);
        }

        TriggerSource source = parsed?.Source
            ?? throw new InvalidEventException($"{Invalid} The property 'source' is missing. Invoke this function with an SLS trigger only.");
        string[] missing = [.. source.FindMissing()];
        return missing.Length == 0
            ? source
            : throw new InvalidEventException($"{Invalid} Properties are missing in 'source': {string.Join(", ", missing)}.");
    }
}
