namespace SlsSyslog.Serialization;

/// <summary>Specifies what keeps a JSON text from being written as it is.</summary>
[Flags]
internal enum JsonMarks
{
    None = 0,

    /// <summary>Spaces or line breaks between tokens.</summary>
    HasSpace = 1,

    /// <summary>Bytes outside of ASCII, DEL, or an escape that could be a lone surrogate.</summary>
    NeedsSanitizing = 2,

    /// <summary>Keys of an object that were not compared, or a key that could be repeated, or nested arrays.</summary>
    HasUnreadParts = 4,

    /// <summary>More levels or fields than the limits allow.</summary>
    ExceedsLimits = 8,
}
