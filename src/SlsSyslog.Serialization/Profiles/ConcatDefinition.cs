namespace SlsSyslog.Serialization;

/// <summary>Represents a part of a composed value as it is written in a profile: a constant text, or fields.</summary>
internal sealed class ConcatDefinition
{
    public string Text { get; init; } = "";

    public string[] From { get; init; } = [];

    public KeyValuePair<string, string>[]? Map { get; init; }

    public string Default { get; init; } = "";

    public string Prefix { get; init; } = "";

    public bool IsRequired { get; init; }
}
