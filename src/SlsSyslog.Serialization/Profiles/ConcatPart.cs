namespace SlsSyslog.Serialization;

/// <summary>Represents a part of a composed value: a constant text, or a field.</summary>
internal sealed class ConcatPart
{
    /// <summary>Gets the constant text of a part without fields.</summary>
    public EventValue Text { get; init; }

    public int[] Inputs { get; init; } = [];

    public ValueMap? Map { get; init; }

    public EventValue Default { get; init; }

    /// <summary>Gets the text before the field when it is present.</summary>
    public EventValue Prefix { get; init; }

    /// <summary>Gets a value that indicates whether the whole value is absent without this field.</summary>
    public bool IsRequired { get; init; }
}
