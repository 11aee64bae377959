namespace SlsSyslog.Serialization;

/// <summary>Represents a name that a profile maps, and how it gets the value.</summary>
/// <param name="Name">The name, its type and its label.</param>
/// <param name="Step">How the profile gets the value.</param>
internal sealed record EventSlot(StandardName Name, ValueStep Step);
