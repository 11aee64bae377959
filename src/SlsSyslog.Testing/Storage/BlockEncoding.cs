namespace SlsSyslog.Testing;

/// <summary>Specifies the compression of the body of a pull or a write.</summary>
internal enum BlockEncoding
{
    /// <summary>No compression.</summary>
    Plain,

    /// <summary>One raw LZ4 block without a frame.</summary>
    Lz4,

    /// <summary>A zlib stream (RFC 1950), despite the name.</summary>
    Deflate,

    /// <summary>A zstd frame.</summary>
    Zstd,
}
