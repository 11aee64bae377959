namespace SlsSyslog.Serialization;

// How a grammar writes keys.
internal enum KeyStyle
{
    // Any text, with the grammar's escapes.
    Text,

    // RFC 5424 6.3.3 PARAM-NAME: 1 to 32 of the bytes 33 to 126 except '=', ']' and '"'.
    SdName,

    // Letters and digits, and what parsers of CEF take besides: '_' and '.'.
    CefKey,
}
