using System.Text.Json.Serialization;

namespace SlsSyslog.Tool;

/// <summary>Reads and writes the lines of a tap without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TapQuery))]
[JsonSerializable(typeof(TapLine))]
[JsonSerializable(typeof(TapMessage))]
internal sealed partial class TapJson : JsonSerializerContext;

/// <summary>Represents a line from the forwarder. Which parts it has depends on what it is.</summary>
internal sealed record TapLine
{
    public string? Error { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string>? Routes { get; init; }

    public string? Route { get; init; }

    public string? Shard { get; init; }

    public int? Bytes { get; init; }

    public byte[]? Message { get; init; }

    public long? Seen { get; init; }

    public long? Matched { get; init; }

    public long? Lost { get; init; }
}

/// <summary>Represents a message as <c>--json</c> writes it.</summary>
/// <param name="Route">The route.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Bytes">The length of the whole message.</param>
/// <param name="Text">The message as text. Bytes that are not printable are escaped.</param>
internal sealed record TapMessage(string Route, string Shard, int Bytes, string Text);
