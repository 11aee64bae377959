namespace SlsSyslog.Serialization;

/// <summary>Specifies how a grammar writes keys.</summary>
internal enum KeyStyle
{
    /// <summary>Any text, with the escapes of the grammar.</summary>
    Text,

    /// <summary>PARAM-NAME (RFC 5424 6.3.3): 1 to 32 of the bytes 33 to 126 except <c>=</c>, <c>]</c> and <c>"</c>.</summary>
    SdName,

    /// <summary>Letters, digits, and what CEF parsers also accept: <c>_</c> and <c>.</c>.</summary>
    CefKey,
}
