namespace SlsSyslog.Serialization;

/// <summary>Specifies how a grammar writes pairs of one record with the same name.</summary>
internal enum NameRepeats
{
    /// <summary>The first pair has the name, the next ones have the name and a number: <c>level</c>, <c>level_2</c>.</summary>
    Numbered,

    /// <summary>One pair with an array of the values (JSON).</summary>
    Array,

    /// <summary>One pair with the last value (Alibaba's sample).</summary>
    Last,
}
