namespace SlsSyslog.Testing;

/// <summary>How an <see cref="SlsEmulator"/> behaves. Read once, at start.</summary>
public sealed class SlsEmulatorOptions
{
    /// <summary>The loopback port; 0, the default, lets the system choose.</summary>
    public int Port { get; set; }

    /// <summary>The clock for signatures, receive times, retention, heartbeats and checkpoints; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The id of the access key that exists from the start; <c>testak</c> by default.</summary>
    public string AccessKeyId { get; set; } = "testak";

    /// <summary>The secret of the access key that exists from the start; <c>testsk</c> by default.</summary>
    public string AccessKeySecret { get; set; } = "testsk";

    /// <summary>Whether signatures, access keys, tokens and the age of requests are checked; true by default.</summary>
    public bool VerifySignatures { get; set; } = true;

    /// <summary>
    /// How many bytes of raw log one pull returns at most; 10 MiB by default. A pull that finds data returns at least one LogGroup, however large.
    /// </summary>
    public int MaxRawBytesPerPull { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Whether pulls leave out the headers that not every server sends (<c>x-log-cursor-time</c>, <c>x-log-end-of-cursor</c>,
    /// <c>x-log-read-last-cursor</c>); false by default.
    /// </summary>
    public bool OmitOptionalHeaders { get; set; }

    /// <summary>How many consumer groups a logstore may have; 30 by default, as documented for CreateConsumerGroup.</summary>
    public int MaxConsumerGroups { get; set; } = 30;

    /// <summary>How many bytes of compressed answers are kept for the next pull of the same range; 512 MiB by default.</summary>
    public long MaxCachedBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>How many of the latest requests <see cref="SlsEmulator.Journal"/> remembers; 10 000 by default.</summary>
    public int JournalCapacity { get; set; } = 10_000;

    /// <summary>
    /// The folder in which projects, logstores, logs, consumer groups and checkpoints are kept beyond the life of the emulator, created where it
    /// does not exist; null, the default, keeps nothing. Access keys, faults and who holds which shard are not kept.
    /// </summary>
    public string? DataDirectory { get; set; }
}
