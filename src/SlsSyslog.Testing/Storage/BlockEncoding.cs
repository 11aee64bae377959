namespace SlsSyslog.Testing;

/// <summary>How the body of a pull or a write is compressed.</summary>
internal enum BlockEncoding
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>One raw LZ4 block, no frame.</summary>
    Lz4,

    /// <summary>A zlib stream (RFC 1950), whatever the name says.</summary>
    Deflate,

    /// <summary>A zstd frame.</summary>
    Zstd,
}
