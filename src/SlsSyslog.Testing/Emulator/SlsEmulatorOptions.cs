namespace SlsSyslog.Testing;

/// <summary>Specifies the options of an <see cref="SlsEmulator"/>. They are read once, at start.</summary>
public sealed class SlsEmulatorOptions
{
    /// <summary>Gets or sets the loopback port. The default is 0, which lets the system choose a port.</summary>
    public int Port { get; set; }

    /// <summary>Gets or sets the clock for signatures, receive times, retention, heartbeats and checkpoints. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the id of the initial access key. The default is <c>testak</c>.</summary>
    public string AccessKeyId { get; set; } = "testak";

    /// <summary>Gets or sets the secret of the initial access key. The default is <c>testsk</c>.</summary>
    public string AccessKeySecret { get; set; } = "testsk";

    /// <summary>
    /// Gets or sets a value that indicates whether signatures, access keys, tokens and the age of requests are checked. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool VerifySignatures { get; set; } = true;

    /// <summary>Gets or sets the maximum raw bytes of a pull that returns more than one LogGroup. The default is 10 MiB.</summary>
    public int MaxRawBytesPerPull { get; set; } = 10 * 1024 * 1024;

    /// <summary>
    /// Gets or sets a value that indicates whether pulls omit the headers that not every server sends (<c>x-log-cursor-time</c>,
    /// <c>x-log-end-of-cursor</c>, <c>x-log-read-last-cursor</c>). The default is <see langword="false"/>.
    /// </summary>
    public bool OmitOptionalHeaders { get; set; }

    /// <summary>Gets or sets the maximum number of consumer groups of a logstore. The default is 30, as documented for CreateConsumerGroup.</summary>
    public int MaxConsumerGroups { get; set; } = 30;

    /// <summary>Gets or sets the size of the cache for compressed responses, in bytes. The default is 512 MiB.</summary>
    public long MaxCachedBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Gets or sets the number of requests that <see cref="SlsEmulator.Journal"/> keeps. The default is 10,000.</summary>
    public int JournalCapacity { get; set; } = 10_000;

    /// <summary>
    /// Gets or sets the folder that stores projects, logstores, logs, consumer groups and checkpoints. It is created if it does not exist. The
    /// default is <see langword="null"/>, which stores nothing. Access keys, faults and shard assignments are not stored.
    /// </summary>
    public string? DataDirectory { get; set; }
}
