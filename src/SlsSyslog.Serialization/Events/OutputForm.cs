namespace SlsSyslog.Serialization;

/// <summary>Specifies how an output writes a value.</summary>
internal enum OutputForm
{
    Text,

    /// <summary>A value that is omitted instead of cut, because a part of it would be a different value.</summary>
    Whole,

    /// <summary>The milliseconds since 1970 of a time.</summary>
    Milliseconds,

    /// <summary>0 for inbound and 1 for outbound, as CEF writes directions.</summary>
    Direction,
}
