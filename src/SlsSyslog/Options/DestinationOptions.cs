namespace SlsSyslog;

/// <summary>Specifies where a route sends messages.</summary>
public sealed class DestinationOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets the options of the transport, including the servers. Their type selects the transport:
    /// <see cref="TcpTransportOptions"/>, <see cref="RelpTransportOptions"/>, <see cref="UdpTransportOptions"/>, or the options of a transport
    /// that was registered with <c>AddTransport</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>. In configuration, the scheme of the servers selects the transport.</value>
    public SyslogTransportOptions? Transport { get; set; }

    /// <summary>
    /// Gets or sets the number of bytes of a shard that may be sent but not settled before the shard waits. It limits the rate of a shard to
    /// this number per settle window, and what is sent again after a connection breaks.
    /// </summary>
    /// <value>The default is 2 GiB, which is more than a shard sends in the default settle window.</value>
    /// <remarks>
    /// Unsettled messages are not kept in memory. With the default, what is sent again is limited by time: the settle window and what the
    /// server has not acknowledged.
    /// </remarks>
    [OptionRange(1, long.MaxValue)]
    public long MaxUnsettledBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the interval at which the route sends a heartbeat record to the server, on the same connection and in the same format as
    /// logs, so that the server can raise an alarm when heartbeats stop and compare counts. The value <see langword="null"/> sends none.
    /// </summary>
    /// <value>The default is <see langword="null"/>. A common value is one minute.</value>
    /// <remarks>It has no effect on routes that run on demand.</remarks>
    [OptionRange("00:00:01", "1.00:00:00")]
    public TimeSpan? HeartbeatInterval { get; set; }

    // An invalid server was reported when the configuration was read, so the servers are not also reported as missing.
    internal bool HasInvalidServers { get; set; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (Transport is not null)
        {
            errors.Validate("", Transport);
        }
        else if (!HasInvalidServers)
        {
            errors.Add(
                nameof(SyslogTransportOptions.Servers),
                "The value is missing.",
                "Specify at least one server as scheme://host:port, such as tls://siem.corp:6514.");
        }
    }
}
