namespace SlsSyslog.Serialization;

/// <summary>Specifies how a grammar writes its own special bytes in data.</summary>
internal enum EscapeStyle
{
    /// <summary>A backslash precedes the byte: key-value, JSON, CEF, structured data.</summary>
    Backslash,

    /// <summary>The grammar has no escapes: <c>\u00XX</c>. A backslash is doubled only where it would look like the start of an escape.</summary>
    Hex,
}
