namespace SlsSyslog.Serialization;

// How a grammar writes those of its own bytes that occur in data.
internal enum EscapeStyle
{
    // A backslash before the byte: key-value, JSON, CEF, structured data.
    Backslash,

    // The grammar knows no escape: \u00XX, and a backslash is doubled only where it would read as the start of an escape.
    Hex,
}
