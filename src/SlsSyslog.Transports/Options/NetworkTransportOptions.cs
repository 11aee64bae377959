using System.Net;

namespace SlsSyslog.Transports;

/// <summary>Represents the options that all transports over sockets share.</summary>
public abstract class NetworkTransportOptions : SyslogTransportOptions
{
    /// <summary>Gets or sets how long the resolution of a host name, and the connection attempt to each of its addresses, may take.</summary>
    /// <value>The default is 10 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets how long a write may make no progress before the connection is considered broken. On systems other than Linux, this is how long
    /// the write of one buffer may take.
    /// </summary>
    /// <value>The default is 30 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long the server may take to close a connection after the transport has shut down its side. When the time has elapsed, the
    /// connection is considered broken.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the size of the socket's send buffer in bytes, which limits what is in flight to an unresponsive server.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the operating system adapts the size to the TCP connection, on Linux up to the maximum of
    /// <c>net.ipv4.tcp_wmem</c>, usually 4 MiB; UDP uses 524288 (512 KiB).
    /// </value>
    /// <remarks>Linux limits a value to <c>net.core.wmem_max</c>, usually 208 KiB.</remarks>
    [OptionRange(4096, 1 << 30)]
    public int? SendBufferBytes { get; set; }

    /// <summary>Gets or sets the delay after the first failure, which doubles with each further one, less a random part of up to one half.</summary>
    /// <value>The default is 200 milliseconds.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets the longest delay between two connection attempts.</summary>
    /// <value>The default is 10 seconds.</value>
    /// <remarks>Must not be shorter than <see cref="ReconnectDelay"/>.</remarks>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a server other than the first one is used before the servers that precede it are tried again.</summary>
    /// <value>The default is 5 minutes.</value>
    [OptionRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan FailBackAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how several servers are used: <c>Failover</c>, <c>RoundRobin</c> or <c>LeastUnsettled</c>.</summary>
    /// <value>The default is <see cref="LoadBalancing.Failover"/>.</value>
    /// <remarks>
    /// With the other values, a server that fails receives nothing until a connection to it has been opened again, which is tried in the background.
    /// After a server has stopped reading or responding, that begins after <see cref="FailBackAfter"/>, unless no other server is available.
    /// </remarks>
    public LoadBalancing LoadBalancing { get; set; } = LoadBalancing.Failover;

    /// <summary>
    /// Gets or sets the time after which the host name of a server in use is resolved again. If the address in use is no longer among the
    /// addresses of the name, the connection is replaced: another one is opened, and the previous one is closed cleanly.
    /// </summary>
    /// <value>The default is 5 minutes. If the value is <see langword="null"/>, the name is resolved for new connections only.</value>
    [OptionRange("00:00:01", "30.00:00:00")]
    public TimeSpan? ResolveAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets the number of bytes that are sent per second, including frames, over all servers. Messages wait before they are sent.
    /// </summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    [OptionRange(1, long.MaxValue)]
    public long? MaxBytesPerSecond { get; set; }

    /// <summary>Gets or sets the number of records that are sent per second, over all servers. Records wait before they are sent.</summary>
    /// <value>The default is <see langword="null"/>: no limit.</value>
    [OptionRange(1, long.MaxValue)]
    public long? MaxRecordsPerSecond { get; set; }

    /// <summary>
    /// Gets or sets how long the transport may have no working connection to any server while records wait. Then the host stops, with an error
    /// that names the servers and their last errors; an optional destination ends alone. It is checked whenever each server has been tried.
    /// </summary>
    /// <value>The default is <see langword="null"/>: attempts continue without a limit.</value>
    /// <remarks>Must not be shorter than <see cref="ConnectTimeout"/>.</remarks>
    [OptionRange("00:00:01", "30.00:00:00")]
    public TimeSpan? GiveUpAfter { get; set; }

    /// <summary>
    /// Gets or sets the number of attempts to connect that may fail one after another, counted over all servers and connections. Then the host
    /// stops as with <see cref="GiveUpAfter"/>. A connection that breaks immediately counts as a failed attempt.
    /// </summary>
    /// <value>The default is <see langword="null"/>: attempts continue without a limit.</value>
    /// <remarks>Must not be less than the number of servers.</remarks>
    [OptionRange(1, int.MaxValue)]
    public int? GiveUpAfterAttempts { get; set; }

    /// <inheritdoc/>
    public override int SliceBytes => MaxBytesPerSecond is { } rate
        ? (int)Math.Clamp(rate / SendRate.SlicesPerSecond, 1, FrameBuffer.DefaultSliceBytes)
        : FrameBuffer.DefaultSliceBytes;

    /// <inheritdoc/>
    public override int SliceFrames => MaxRecordsPerSecond is { } rate
        ? (int)Math.Clamp(rate / SendRate.SlicesPerSecond, 1, int.MaxValue)
        : int.MaxValue;

    /// <summary>Gets the function that finds the addresses of a name.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Lookup { get; init; } = Dns.GetHostAddressesAsync;

    internal virtual RotationPlan Rotation => new(After: null, AfterBytes: null, Overlap: true, MustDrain: false, FailBackAfter);

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        base.Validate(errors);
        if (MaxReconnectDelay < ReconnectDelay && ReconnectDelay <= TimeSpan.FromDays(1))
        {
            errors.Add(
                nameof(MaxReconnectDelay),
                $"The value {OptionErrors.Format(MaxReconnectDelay)} is less than {nameof(ReconnectDelay)}, which is "
                    + $"{OptionErrors.Format(ReconnectDelay)}.",
                $"Specify a value that is not less than {nameof(ReconnectDelay)}.");
        }

        if (GiveUpAfter < ConnectTimeout && GiveUpAfter >= TimeSpan.FromSeconds(1) && ConnectTimeout <= TimeSpan.FromDays(1))
        {
            errors.Add(
                nameof(GiveUpAfter),
                $"The value {OptionErrors.Format(GiveUpAfter)} is less than {nameof(ConnectTimeout)}, which is "
                    + $"{OptionErrors.Format(ConnectTimeout)}.",
                $"Specify a value that is not less than {nameof(ConnectTimeout)}.");
        }

        if (GiveUpAfterAttempts > 0 && GiveUpAfterAttempts < Servers.Count)
        {
            errors.Add(
                nameof(GiveUpAfterAttempts),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The value {GiveUpAfterAttempts} is less than the number of servers, which is {Servers.Count}, so some would never be tried."),
                string.Create(CultureInfo.InvariantCulture, $"Specify a value of {Servers.Count} or more."));
        }
    }

    /// <summary>Returns a copy for a transport, since the caller may change the options later. Its validation does not read files.</summary>
    internal virtual NetworkTransportOptions Copy()
    {
        NetworkTransportOptions copy = (NetworkTransportOptions)MemberwiseClone();
        copy.Servers = [.. Servers];
        return copy;
    }
}
