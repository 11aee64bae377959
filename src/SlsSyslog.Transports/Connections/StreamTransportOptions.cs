using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>What all transports over connections have in common. The defaults work with nothing but servers.</summary>
public abstract class StreamTransportOptions
{
    /// <summary>The servers in order of preference; when one fails the next is tried. At least one.</summary>
    public IReadOnlyList<SyslogServer> Servers { get; set; } = [];

    /// <summary>How long one address of a server may take to accept a connection. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the operating system may take to accept one buffer before the connection counts as broken. Default 30 s.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

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
    /// The socket's send buffer, bytes: as much as may be under way to a peer that does not answer. Default 512 KiB,
    /// so that one slice is on the wire while the next is written.
    /// </summary>
    public int SendBufferBytes { get; set; } = 512 * 1024;

    /// <summary>The pause after a first failure; it doubles with each further one, less a random part of up to a half. Default 200 ms.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between two tries. Default 10 s.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer may take to close after our side has been shut down. Default 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that is wrong with these options; empty when a transport can be made of them.</summary>
    /// <returns>One fault for each mistake.</returns>
    public virtual IEnumerable<OptionFault> FindFaults()
    {
        if (Servers.Count == 0)
        {
            yield return new(nameof(Servers), "is empty: name at least one server.");
        }

        foreach ((string name, TimeSpan value) in Durations())
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(24))
            {
                yield return new(name, $"is {value}: set a time above zero and of at most a day.");
            }
        }

        if (MaxReconnectDelay < ReconnectDelay)
        {
            yield return new(nameof(MaxReconnectDelay), $"is {MaxReconnectDelay}, below {nameof(ReconnectDelay)}: make it at least as long.");
        }

        if (SendBufferBytes < 4096)
        {
            yield return new(nameof(SendBufferBytes), string.Create(CultureInfo.InvariantCulture, $"is {SendBufferBytes}: set at least 4096."));
        }
    }

    // A transport keeps its own copy: whoever made the options may change them for the next one.
    internal StreamTransportOptions Snapshot()
    {
        OptionFault[] faults = [.. FindFaults()];
        return faults.Length == 0
            ? (StreamTransportOptions)MemberwiseClone()
            : throw new ArgumentException($"The transport's options cannot be used. {string.Join(' ', faults)}");
    }

    private IEnumerable<(string Name, TimeSpan Value)> Durations() =>
    [
        (nameof(ConnectTimeout), ConnectTimeout),
        (nameof(WriteTimeout), WriteTimeout),
        (nameof(AcknowledgeTimeout), AcknowledgeTimeout),
        (nameof(KeepAliveTime), KeepAliveTime),
        (nameof(KeepAliveInterval), KeepAliveInterval),
        (nameof(ReconnectDelay), ReconnectDelay),
        (nameof(MaxReconnectDelay), MaxReconnectDelay),
        (nameof(DrainTimeout), DrainTimeout),
    ];
}
