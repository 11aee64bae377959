using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// The answer to one pull, not yet decoded. Owns its body until Release.
internal sealed class PulledBlock
{
    public required LogPosition Start { get; init; }

    public required LogPosition Next { get; init; }

    // LogGroups; 0 when there is nothing to decode.
    public required int GroupCount { get; init; }

    public int RawBytes { get; init; }

    public BlockCompression Compression { get; init; }

    // The integer cursor of the first group, where it is certain.
    public long? FirstGroupCursor { get; init; }

    // Bytes that the server scanned, which with a query are more than it sent.
    public long ScannedBytes { get; init; }

    // When SLS received what lies at the next cursor; null when it does not tell.
    public DateTimeOffset? ReceivedAt { get; init; }

    public bool ReachedEnd { get; init; }

    // Set when this is no answer at all but the news that logs have expired.
    public LogGap? Gap { get; init; }

    public PulledBody? Body { get; set; }
}
