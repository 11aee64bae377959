namespace SlsSyslog.Serialization;

/// <summary>Specifies whether a value is written, and how it is masked.</summary>
internal readonly record struct ValueRule(bool IsExcluded, FieldMask? Mask);
