namespace SlsSyslog.ConsumerGroups;

// The answer's x-log-compresstype.
internal enum BlockCompression
{
    None,
    Lz4,
    Deflate,
}
