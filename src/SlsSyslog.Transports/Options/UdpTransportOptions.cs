namespace SlsSyslog.Transports;

/// <summary>Represents the options of a <see cref="UdpTransport"/>, which sends to servers with the scheme <c>udp</c>.</summary>
public sealed class UdpTransportOptions : NetworkTransportOptions
{
    /// <summary>Gets or sets the size of the largest datagram, in bytes. A longer message is truncated at a character boundary and counted.</summary>
    /// <value>The default is <see langword="null"/>: the size limit of the messages, otherwise 8000.</value>
    /// <remarks>
    /// A datagram that exceeds the path MTU is sent in fragments, all of which must arrive. Where the MTU is not known, RFC 5426 3.2
    /// recommends 480 bytes over IPv4 and 1180 bytes over IPv6.
    /// </remarks>
    [OptionRange(480, 65507)]
    public int? MaxDatagramBytes { get; set; }

    /// <summary>Gets or sets how long datagrams stay unsettled. If one is refused in this time (ICMP port unreachable), they are resent.</summary>
    /// <value>The default is 2 seconds.</value>
    [OptionRange("00:00:00", "00:10:00")]
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = [SyslogScheme.Udp];

    /// <inheritdoc/>
    public override void UseDefaults(SyslogFraming framing, int maxMessageBytes) => MaxDatagramBytes ??= maxMessageBytes;
}
