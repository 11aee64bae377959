using System.Text.Json;

namespace SlsSyslog.Serialization;

/// <summary>Represents a value of a profile file with its line and path, for error messages.</summary>
internal sealed class ProfileNode
{
    public required JsonValueKind Kind { get; init; }

    /// <summary>Gets the line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Gets the path: <c>fields.source.ip.from[0]</c>; empty for the whole file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the text of a string, number or word.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the members of an object in order, with unique names.</summary>
    public List<KeyValuePair<string, ProfileNode>> Members { get; } = [];

    public List<ProfileNode> Items { get; } = [];

    public ProfileNode? this[string name] => Members.Find(member => member.Key == name).Value;
}
