namespace SlsSyslog.Serialization;

/// <summary>Specifies what a value of the vocabulary can be. A field whose value is not valid is skipped, and the next one is tried.</summary>
internal enum ValueKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A text that the Elastic Common Schema defines as an array, such as <c>event.category</c>.</summary>
    List,

    /// <summary>An IPv4 or IPv6 address, without port and brackets.</summary>
    Ip,

    /// <summary>A host name that is not an IP address.</summary>
    Host,

    /// <summary>A number from 0 to 65535.</summary>
    Port,

    /// <summary>An integer that fits into 64 bits.</summary>
    Integer,

    /// <summary>The word <c>true</c> or <c>false</c>, in any case.</summary>
    Boolean,

    /// <summary>A time in a specified format and zone. Outputs write milliseconds since 1970 or ISO 8601.</summary>
    Time,
}
