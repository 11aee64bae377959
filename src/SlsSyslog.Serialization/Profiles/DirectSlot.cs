namespace SlsSyslog.Serialization;

/// <summary>Specifies a value that is the value of one field, without conversions.</summary>
/// <param name="Slot">The number of the value.</param>
/// <param name="Input">The number of the field.</param>
/// <param name="Keeps">Whether the field is also written under its own name.</param>
internal readonly record struct DirectSlot(int Slot, int Input, bool Keeps);
