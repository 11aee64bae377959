using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>The event of an SLS trigger; what it does not need is not read.</summary>
internal sealed class TriggerEvent
{
    [JsonPropertyName("source")]
    public TriggerSource? Source { get; init; }

    /// <exception cref="InvalidEventException">It is none; the message says why.</exception>
    public static TriggerSource ParseSource(ReadOnlySpan<byte> json)
    {
        TriggerEvent? parsed;
        try
        {
            parsed = JsonSerializer.Deserialize(json, TriggerEventJson.Default.TriggerEvent);
        }
        catch (JsonException error)
        {
            string place = error.Path is { Length: > 1 } path ? $" at {path}" : "";
            throw new InvalidEventException($"The event is not that of an SLS trigger: it cannot be read as its JSON{place}. {error.Message}", error);
        }

        TriggerSource source = parsed?.Source
            ?? throw new InvalidEventException("The event is not that of an SLS trigger: it has no 'source'. Invoke this function by an SLS trigger only.");
        string[] missing = [.. source.FindMissing()];
        return missing.Length == 0
            ? source
            : throw new InvalidEventException($"The event is not that of an SLS trigger: its 'source' has no {string.Join(", ", missing)}.");
    }
}
