using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Where messages go and when they count as delivered. What is null has the default of the transport that the servers' scheme chooses.</summary>
public sealed class DestinationOptions
{
    /// <summary>
    /// The servers in order of preference, as addresses of one scheme: <c>tls://siem.corp:6514</c>, also <c>tcp</c>, <c>udp</c>,
    /// <c>relp</c> and <c>relps</c>. At least one.
    /// </summary>
    public IList<string> Servers { get; } = [];

    /// <summary>
    /// How a receiver finds the end of a message over <c>tcp</c> and <c>tls</c>; <c>udp</c> and <c>relp</c> have their own way.
    /// Default: that of the message's preset, else <see cref="SyslogFraming.OctetCounting"/>.
    /// </summary>
    public SyslogFraming? Framing { get; set; }

    /// <summary>Whether a framing that RFC 5425 forbids over TLS is meant. Default false.</summary>
    public bool AllowTrailerFramingOverTls { get; set; }

    /// <summary>
    /// What must be true before a message counts as delivered. Default: <see cref="DeliveryConfirmation.KernelAcknowledged"/> over
    /// <c>tcp</c> and <c>tls</c>, the only possible one elsewhere.
    /// </summary>
    public DeliveryConfirmation? Confirmation { get; set; }

    /// <summary>How long proven bytes stay unsettled. Default 2 s.</summary>
    public TimeSpan? SettleWindow { get; set; }

    /// <summary>The time for one connection attempt to one address. Default 10 s.</summary>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>How long the operating system may take to accept one buffer before the connection counts as broken. Default 30 s.</summary>
    public TimeSpan? WriteTimeout { get; set; }

    /// <summary>How long sent bytes may stay unacknowledged before the connection counts as broken. Default 30 s.</summary>
    public TimeSpan? AcknowledgeTimeout { get; set; }

    /// <summary>How many connections are open at a time, shared by the shards. Default 1.</summary>
    public int? Connections { get; set; }

    /// <summary>After what time a connection is replaced. Default 5 s at <see cref="DeliveryConfirmation.ReceiverDrained"/>, else never.</summary>
    public TimeSpan? RotateAfter { get; set; }

    /// <summary>After how many bytes a connection is replaced. Default 64 MiB at <see cref="DeliveryConfirmation.ReceiverDrained"/>, else never.</summary>
    public long? RotateAfterBytes { get; set; }

    /// <summary>Whether the next connection carries messages while the one before is still being read to its end. Default true; false keeps the order.</summary>
    public bool? Overlap { get; set; }

    /// <summary>How long another server than the first is used before those before it are tried again. Default 5 minutes.</summary>
    public TimeSpan? FailBackAfter { get; set; }

    /// <summary>RELP: how many messages may be unacknowledged at a time. Default 128.</summary>
    public int? Window { get; set; }

    /// <summary>RELP: how long the server may leave everything unacknowledged. Default 90 s.</summary>
    public TimeSpan? MessageTimeout { get; set; }

    /// <summary>Over <c>tls</c> and <c>relps</c>: how the server proves who it is, and how we do.</summary>
    public TlsOptions Tls { get; } = new();

    /// <summary>
    /// How many bytes of a shard may be sent and not yet settled before the shard waits: bounds what is repeated after a break.
    /// Default 256 MiB.
    /// </summary>
    public long MaxUnsettledBytes { get; set; } = 256 * 1024 * 1024;
}
