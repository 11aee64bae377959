using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>How a <see cref="TcpTransport"/> reaches its servers (<c>tcp</c> or <c>tls</c>) and when its frames count as delivered.</summary>
public sealed class TcpTransportOptions : StreamTransportOptions
{
    private static readonly TimeSpan DrainEvery = TimeSpan.FromSeconds(5);
    private const long DrainEveryBytes = 64L * 1024 * 1024;

    /// <summary>
    /// How the receiver finds the ends of messages; buffers must have this framing. Default octet counting, the only one that
    /// no message can break and the only one RFC 5425 allows over TLS.
    /// </summary>
    public SyslogFraming Framing { get; set; } = SyslogFraming.OctetCounting;

    /// <summary>Whether a framing that RFC 5425 forbids over TLS is meant. Default false: then it is a fault.</summary>
    public bool AllowTrailerFramingOverTls { get; set; }

    /// <summary>What must be true before frames count as delivered. Default <see cref="DeliveryConfirmation.KernelAcknowledged"/>.</summary>
    public DeliveryConfirmation Confirmation { get; set; } = DeliveryConfirmation.KernelAcknowledged;

    /// <summary>
    /// How long proven bytes stay unsettled: a connection to the same server that breaks in this time takes them back, and they
    /// are sent again. Default 2 s. Zero settles at the proof.
    /// </summary>
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many bytes a connection is replaced. Null: 64 MiB at <see cref="DeliveryConfirmation.ReceiverDrained"/>, else never.</summary>
    public long? RotateAfterBytes { get; set; }

    internal override IReadOnlyList<SyslogScheme> Schemes => [SyslogScheme.Tcp, SyslogScheme.Tls];

    internal override RotationPlan Rotation => Confirmation == DeliveryConfirmation.ReceiverDrained
        ? new(RotateAfter ?? DrainEvery, RotateAfterBytes ?? DrainEveryBytes, Overlap, MustDrain: true, FailBackAfter)
        : new(RotateAfter, RotateAfterBytes, Overlap, MustDrain: false, FailBackAfter);

    internal override IEnumerable<OptionFault> FindValueFaults()
    {
        foreach (OptionFault fault in base.FindValueFaults())
        {
            yield return fault;
        }

        if (Framing is not (SyslogFraming.OctetCounting or SyslogFraming.LineFeed or SyslogFraming.Nul))
        {
            yield return new(nameof(Framing), $"is {Framing}, which a stream cannot have: choose OctetCounting, LineFeed or Nul.");
        }
        else if (Framing != SyslogFraming.OctetCounting && !AllowTrailerFramingOverTls && Servers.Any(server => server.IsTls))
        {
            yield return new(
                nameof(Framing),
                $"is {Framing} over TLS, where RFC 5425 has octet counting alone: leave it out, or set {nameof(AllowTrailerFramingOverTls)} if the receiver wants it so.");
        }

        if (Confirmation is not (DeliveryConfirmation.Written or DeliveryConfirmation.KernelAcknowledged or DeliveryConfirmation.ReceiverDrained))
        {
            yield return new(
                nameof(Confirmation),
                $"is {Confirmation}: choose Written, KernelAcknowledged or ReceiverDrained; PeerAcknowledged needs a relp or relps server.");
        }

        if (SettleWindow < TimeSpan.Zero || SettleWindow > TimeSpan.FromMinutes(10))
        {
            yield return new(nameof(SettleWindow), $"is {SettleWindow}: set zero to 10 minutes.");
        }

        if (RotateAfterBytes < 64 * 1024)
        {
            yield return new(nameof(RotateAfterBytes), string.Create(CultureInfo.InvariantCulture, $"is {RotateAfterBytes}: set at least 65536, or leave it out."));
        }
    }
}
