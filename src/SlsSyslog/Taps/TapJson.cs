using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlsSyslog;

/// <summary>Reads and writes the lines of a tap without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TapRequestDocument))]
[JsonSerializable(typeof(TapLine))]
internal sealed partial class TapJson : JsonSerializerContext;

/// <summary>Represents the JSON of a request.</summary>
/// <param name="Routes">The names of the routes; null for all.</param>
/// <param name="Rule">A rule that records must meet; null for none.</param>
/// <param name="Text">A text that messages must contain; null for any.</param>
/// <param name="Unmask">Whether values are shown.</param>
internal sealed record TapRequestDocument(IReadOnlyList<string>? Routes, JsonElement? Rule, string? Text, bool Unmask);

/// <summary>Represents the JSON of a line to the listener. Which parts it has depends on what it is.</summary>
internal sealed record TapLine
{
    /// <summary>Gets why the connection ends.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the version of the forwarder, in the first line.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the names of the routes, in the first line.</summary>
    public IReadOnlyList<string>? Routes { get; init; }

    /// <summary>Gets the name of the route of a message.</summary>
    public string? Route { get; init; }

    /// <summary>Gets the shard of a message.</summary>
    public string? Shard { get; init; }

    /// <summary>Gets the length of a message.</summary>
    public int? Bytes { get; init; }

    /// <summary>Gets the bytes of a message.</summary>
    public ReadOnlyMemory<byte>? Message { get; init; }

    /// <summary>Gets the number of messages of the routes so far.</summary>
    public long? Seen { get; init; }

    /// <summary>Gets the number of messages that the filter matched so far.</summary>
    public long? Matched { get; init; }

    /// <summary>Gets the number of messages that were lost so far.</summary>
    public long? Lost { get; init; }

    public static TapLine Of(TapFrame frame) =>
        new() { Route = frame.Route, Shard = frame.Shard, Bytes = frame.Bytes, Message = frame.Message };

    public static TapLine Of(TapCounts counts) => new() { Seen = counts.Seen, Matched = counts.Matched, Lost = counts.Lost };
}
