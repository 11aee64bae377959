namespace SlsSyslog.Transports;

/// <summary>Represents the options of a <see cref="TcpTransport"/>, which sends to servers with the scheme <c>tcp</c> or <c>tls</c>.</summary>
public sealed class TcpTransportOptions : StreamTransportOptions
{
    private static readonly TimeSpan DefaultDrainInterval = TimeSpan.FromSeconds(5);
    private const long DefaultDrainBytes = 64L * 1024 * 1024;

    /// <summary>Gets or sets how the receiver finds the end of a message: <c>OctetCounting</c>, <c>LineFeed</c> or <c>Nul</c>.</summary>
    /// <value>The default is <see langword="null"/>: the framing that the format prefers, else <see cref="SyslogFraming.OctetCounting"/>.</value>
    /// <remarks>RFC 5425 allows only octet counting over TLS; see <see cref="AllowNonTransparentFramingOverTls"/>.</remarks>
    public SyslogFraming? Framing { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether messages may be sent over TLS with a framing other than octet counting, which
    /// RFC 5425 does not allow.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AllowNonTransparentFramingOverTls { get; set; }

    /// <summary>
    /// Gets or sets the proof that is required before messages count as delivered: <c>Written</c>, <c>KernelAcknowledged</c> or
    /// <c>ReceiverDrained</c>.
    /// </summary>
    /// <value>The default is <see cref="DeliveryConfirmation.KernelAcknowledged"/>.</value>
    public DeliveryConfirmation Confirmation { get; set; } = DeliveryConfirmation.KernelAcknowledged;

    /// <summary>
    /// Gets or sets how long proven bytes stay unsettled. If a connection to the same server breaks within this time, they are sent again. If the
    /// value is zero, bytes are settled as soon as they are proven.
    /// </summary>
    /// <value>The default is 2 seconds.</value>
    [OptionRange("00:00:00", "00:10:00")]
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the number of bytes after which a connection is replaced.</summary>
    /// <value>
    /// The default is <see langword="null"/>: 64 MiB with <see cref="DeliveryConfirmation.ReceiverDrained"/>, otherwise connections
    /// are not replaced after a number of bytes.
    /// </value>
    [OptionRange(64 * 1024, 1L << 40)]
    public long? RotateAfterBytes { get; set; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes { get; } = [SyslogScheme.Tcp, SyslogScheme.Tls];

    /// <inheritdoc/>
    public override SyslogFraming FrameBufferFraming => Framing ?? SyslogFraming.OctetCounting;

    internal override RotationPlan Rotation => Confirmation == DeliveryConfirmation.ReceiverDrained
        ? new(RotateAfter ?? DefaultDrainInterval, RotateAfterBytes ?? DefaultDrainBytes, OverlapConnections, MustDrain: true, FailBackAfter)
        : new(RotateAfter, RotateAfterBytes, OverlapConnections, MustDrain: false, FailBackAfter);

    /// <inheritdoc/>
    public override void UseDefaults(SyslogFraming framing, int maxMessageBytes) => Framing ??= framing;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        if (FrameBufferFraming == SyslogFraming.Datagram)
        {
            errors.Add(nameof(Framing), "The value Datagram is not valid for TCP.", "Specify OctetCounting, LineFeed or Nul.");
        }
        else if (FrameBufferFraming != SyslogFraming.OctetCounting && !AllowNonTransparentFramingOverTls && Servers.Any(server => server.IsTls))
        {
            errors.Add(
                nameof(Framing),
                $"RFC 5425 does not allow the value {FrameBufferFraming} over TLS.",
                $"Specify OctetCounting, or set {nameof(AllowNonTransparentFramingOverTls)} to true if the receiver requires this framing.");
        }

        if (Confirmation == DeliveryConfirmation.PeerAcknowledged)
        {
            errors.Add(
                nameof(Confirmation),
                $"The value {Confirmation} is not valid for TCP.",
                "Specify Written, KernelAcknowledged or ReceiverDrained, or use a server with the scheme relp or relps.");
        }
    }
}
