namespace SlsSyslog.Serialization;

/// <summary>Represents a key of CEF for a name of the vocabulary.</summary>
/// <param name="Name">The name in the vocabulary.</param>
/// <param name="Key">The key in ArcSight's dictionary. For a name of the type IP, only IPv4 addresses are written with it.</param>
/// <param name="MaxLength">The limit of the value in characters.</param>
internal sealed record CefKey(string Name, string Key, int MaxLength = int.MaxValue)
{
    /// <summary>Gets the key of an IPv6 address; null when it is written with the label of the name.</summary>
    public string? Version6Key { get; init; }

    public string? Version6Label { get; init; }

    /// <summary>Gets the name that a profile must also map to use this key; null for no condition.</summary>
    public string? IfMapped { get; init; }
}
