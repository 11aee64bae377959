using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>What all transports have in common. The defaults work with nothing but servers.</summary>
public abstract class SyslogTransportOptions
{
    /// <summary>
    /// The servers in order of preference, all of one scheme; when one fails the next is tried. At least one.
    /// </summary>
    public IReadOnlyList<SyslogServer> Servers { get; set; } = [];

    /// <summary>How long a name may take to resolve, and one address of a server to accept a connection. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a server may take nothing of what is sent before the connection counts as broken. Where the system does not tell (not Linux), how long one buffer may take. Default 30 s.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a peer may take to close after our side has been shut down; then the connection counts as broken. Default 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The socket's send buffer, bytes: as much as may be under way to a peer that does not answer. Default 512 KiB,
    /// so that one slice is on the wire while the next is written.
    /// </summary>
    public int SendBufferBytes { get; set; } = 512 * 1024;

    /// <summary>The pause after a first failure; it doubles with each further one, less a random part of up to a half. Default 200 ms.</summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between two tries. Default 10 s.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long another server than the first is used before those before it are tried again. Default 5 minutes.</summary>
    public TimeSpan FailBackAfter { get; set; } = TimeSpan.FromMinutes(5);

    internal abstract IReadOnlyList<SyslogScheme> Schemes { get; }

    /// <summary>Everything that is wrong with these options, the files they name included; empty when a transport can be made of them.</summary>
    /// <returns>One fault for each mistake, with the property's name and what to do.</returns>
    public IEnumerable<OptionFault> FindFaults() => FindValueFaults().Concat(FindFileFaults());

    internal virtual IEnumerable<OptionFault> FindFileFaults() => [];

    internal virtual IEnumerable<OptionFault> FindValueFaults()
    {
        if (Servers.Count == 0)
        {
            yield return new(nameof(Servers), "is empty: name at least one server.");
        }

        for (int i = 0; i < Servers.Count; i++)
        {
            SyslogScheme scheme = Servers[i].Scheme;
            string path = string.Create(CultureInfo.InvariantCulture, $"{nameof(Servers)}:{i}");
            if (!Schemes.Contains(scheme))
            {
                yield return new(path, $"is {Servers[i]}: this transport speaks {string.Join(" and ", Schemes.Select(SyslogServer.NameOf))}.");
            }
            else if (scheme != Servers[0].Scheme)
            {
                yield return new(path, $"is {Servers[i]}, the first is {Servers[0]}: use one scheme, so that a failover never changes the protection.");
            }
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

    /// <summary>The times that must be above zero and of at most a day.</summary>
    internal virtual IEnumerable<(string Name, TimeSpan Value)> Durations() =>
    [
        (nameof(ConnectTimeout), ConnectTimeout),
        (nameof(WriteTimeout), WriteTimeout),
        (nameof(DrainTimeout), DrainTimeout),
        (nameof(ReconnectDelay), ReconnectDelay),
        (nameof(MaxReconnectDelay), MaxReconnectDelay),
        (nameof(FailBackAfter), FailBackAfter),
    ];

    // A transport keeps its own copy: whoever made the options may change them for the next one. Files are looked at when they are used.
    internal TOptions Snapshot<TOptions>()
        where TOptions : SyslogTransportOptions
    {
        OptionFault[] faults = [.. FindValueFaults()];
        return faults.Length == 0
            ? (TOptions)Copy()
            : throw new ArgumentException($"The transport's options cannot be used. {string.Join(' ', faults)}");
    }

    internal virtual SyslogTransportOptions Copy() => (SyslogTransportOptions)MemberwiseClone();
}
