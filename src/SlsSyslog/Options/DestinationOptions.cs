using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Where messages go and when they count as delivered. Times that are not set have the transport's defaults.</summary>
public sealed class DestinationOptions
{
    /// <summary>
    /// The servers in order of preference, as addresses: <c>tcp://siem.corp:514</c>. All of one scheme. At least one.
    /// </summary>
    public IList<string> Servers { get; } = [];

    /// <summary>How a receiver finds the end of a message. Default <see cref="SyslogFraming.OctetCounting"/>.</summary>
    public SyslogFraming Framing { get; set; }

    /// <summary>What must be true before a message counts as delivered. Default <see cref="DeliveryConfirmation.KernelAcknowledged"/>.</summary>
    public DeliveryConfirmation Confirmation { get; set; } = DeliveryConfirmation.KernelAcknowledged;

    /// <summary>How long proven bytes stay unsettled. Default 2 s.</summary>
    public TimeSpan? SettleWindow { get; set; }

    /// <summary>The time for one connection attempt to one address. Default 10 s.</summary>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <summary>How long a server may take nothing while there is something to send, before the connection counts as dead. Default 30 s.</summary>
    public TimeSpan? WriteTimeout { get; set; }

    /// <summary>
    /// How many bytes of a shard may be sent and not yet settled before the shard waits: bounds what is repeated after a break.
    /// Default 256 MiB.
    /// </summary>
    public long MaxUnsettledBytes { get; set; } = 256 * 1024 * 1024;
}
