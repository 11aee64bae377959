using System.Reflection;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Describes a configuration key as the code defines it.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What the key contains.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Property">The property that has the documentation.</param>
internal sealed record OptionKey(string Name, KeyKind Kind, Type Type, PropertyInfo Property)
{
    /// <summary>Gets the value of options that were not changed.</summary>
    public object? Default { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Gets the texts that are allowed; empty if any text is.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Gets the keys of a section.</summary>
    public IReadOnlyList<OptionKey> Keys { get; init; } = [];

    public OptionRangeAttribute? Range => Property.GetCustomAttribute<OptionRangeAttribute>();

    public string Meaning { get; init; } = XmlDocumentation.MeaningOf(Property);
}
