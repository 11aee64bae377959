namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies how SLS compresses the logs that it sends.</summary>
public enum PullCompression
{
    /// <summary>LZ4, which every region supports and which is decoded fastest.</summary>
    Lz4,

    /// <summary>Zstandard, which sends fewer bytes. Public regions support it; installations in private clouds may not.</summary>
    Zstd,
}
