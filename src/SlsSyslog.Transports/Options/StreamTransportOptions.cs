using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>What all transports over connections have in common.</summary>
public abstract class StreamTransportOptions : SyslogTransportOptions
{
    /// <summary>How servers with a TLS scheme prove who they are, and how we do. Never null; not used with the other schemes.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>
    /// How long sent bytes may stay unacknowledged before the connection counts as broken (<c>TCP_USER_TIMEOUT</c>, Linux only;
    /// keep-alive is silent while bytes are unacknowledged). Default 30 s.
    /// </summary>
    public TimeSpan AcknowledgeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may be idle before the peer is probed. Default 30 s.</summary>
    public TimeSpan KeepAliveTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time between probes; three without an answer break the connection. Default 10 s.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many connections are used, 1 to 64; buffers with the same <see cref="FrameBuffer.OrderKey"/> share one and so keep
    /// their order. Default 1: syslog-ng takes 10 a source, from all its senders together.
    /// </summary>
    public int Connections { get; set; } = 1;

    /// <summary>
    /// After how long a connection in use is replaced by a new one, less a random part of up to a tenth, so that changed names,
    /// load balancers and renewed certificates are followed. Null: never.
    /// </summary>
    public TimeSpan? RotateAfter { get; set; }

    /// <summary>
    /// Whether the next connection is opened before the last one is closed: the flow does not pause, but the receiver may
    /// interleave the end of the one with the start of the other. Default true; false keeps the order.
    /// </summary>
    public bool Overlap { get; set; } = true;

    internal virtual RotationPlan Rotation => new(RotateAfter, AfterBytes: null, Overlap, MustDrain: false, FailBackAfter);

    internal override IEnumerable<OptionFault> FindValueFaults()
    {
        IEnumerable<OptionFault> tls = Tls.FindValueFaults();
        foreach (OptionFault fault in base.FindValueFaults().Concat(tls))
        {
            yield return fault;
        }

        if (Connections is < 1 or > 64)
        {
            yield return new(nameof(Connections), string.Create(CultureInfo.InvariantCulture, $"is {Connections}: set 1 to 64."));
        }

        if (RotateAfter is { } after && (after < TimeSpan.FromSeconds(1) || after > TimeSpan.FromDays(30)))
        {
            yield return new(nameof(RotateAfter), $"is {after}: set a second to 30 days, or leave it out.");
        }
    }

    internal override IEnumerable<OptionFault> FindFileFaults() =>
        Servers.Any(server => server.IsTls) ? Tls.FindFileFaults(TimeProvider.System) : [];

    internal override IEnumerable<(string Name, TimeSpan Value)> Durations() =>
    [
        .. base.Durations(),
        (nameof(AcknowledgeTimeout), AcknowledgeTimeout),
        (nameof(KeepAliveTime), KeepAliveTime),
        (nameof(KeepAliveInterval), KeepAliveInterval),
    ];

    internal override SyslogTransportOptions Copy()
    {
        StreamTransportOptions copy = (StreamTransportOptions)base.Copy();
        copy.Tls = Tls.Snapshot();
        return copy;
    }
}
