namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies the compression of a response body, from the header x-log-compresstype.</summary>
internal enum BlockCompression
{
    None,
    Lz4,
    Deflate,
    Zstd,
}
