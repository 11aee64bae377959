namespace SlsSyslog.Transports;

/// <summary>Represents the options that all transports over TCP connections share.</summary>
public abstract class StreamTransportOptions : NetworkTransportOptions
{
    /// <summary>Gets or sets the TLS options. They apply to servers with a TLS scheme.</summary>
    /// <value>The default is an instance with default values.</value>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Gets or sets how long bytes may be unacknowledged before a connection is broken. Linux only (<c>TCP_USER_TIMEOUT</c>).</summary>
    /// <value>The default is 30 seconds.</value>
    /// <remarks>Keep-alive probes are not sent while bytes are unacknowledged.</remarks>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a connection may be idle before the first keep-alive probe is sent.</summary>
    /// <value>The default is 30 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan KeepAliveTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the time between keep-alive probes. After three without a response, the connection is considered broken.</summary>
    /// <value>The default is 10 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets the number of parallel connections, for each server if <see cref="NetworkTransportOptions.LoadBalancing"/> is not
    /// <c>Failover</c>. The records of one shard share a connection and keep their order.
    /// </summary>
    /// <value>The default is 1. A source of syslog-ng accepts 10 connections from all of its senders together.</value>
    /// <remarks>Buffers with the same <see cref="FrameBuffer.OrderKey"/> share a connection.</remarks>
    [OptionRange(1, 64)]
    public int Connections { get; set; } = 1;

    /// <summary>
    /// Gets or sets the time after which a connection in use is replaced, so that changed DNS records, load balancers and renewed
    /// certificates take effect. A random part of up to one tenth is subtracted from it.
    /// </summary>
    /// <value>The default is <see langword="null"/>: connections are not replaced after a time.</value>
    [OptionRange("00:00:01", "30.00:00:00")]
    public TimeSpan? RotateAfter { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether the next connection is opened before the previous one is closed. Sending then does
    /// not pause, but the receiver may interleave the end of the previous connection with the start of the next one.
    /// </summary>
    /// <value>The default is <see langword="true"/>. Specify <see langword="false"/> to keep the order.</value>
    public bool OverlapConnections { get; set; } = true;

    internal override RotationPlan Rotation => new(RotateAfter, AfterBytes: null, OverlapConnections, MustDrain: false, FailBackAfter);

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        if (Tls.IsSpecified && Servers.Count > 0 && !Servers.Any(server => server.IsTls))
        {
            // A user who specifies a certificate does not expect plain text.
            errors.Add(
                nameof(Tls),
                $"The TLS options have no effect, because '{Servers[0]}' does not use TLS.",
                "Specify a server with the scheme tls or relps, or remove the TLS options.");
        }
        else
        {
            errors.Validate(nameof(Tls), Tls);
        }
    }

    internal override NetworkTransportOptions Copy()
    {
        StreamTransportOptions copy = (StreamTransportOptions)base.Copy();
        copy.Tls = Tls.Copy();
        return copy;
    }
}
