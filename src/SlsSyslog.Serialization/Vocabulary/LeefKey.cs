namespace SlsSyslog.Serialization;

/// <summary>Represents a key of LEEF for a name of the vocabulary.</summary>
/// <param name="Name">The name in the vocabulary.</param>
/// <param name="Key">The key.</param>
/// <param name="MaxLength">The limit of the value in characters.</param>
internal sealed record LeefKey(string Name, string Key, int MaxLength = int.MaxValue);
