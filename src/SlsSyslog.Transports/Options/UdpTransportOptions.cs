using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>How a <see cref="UdpTransport"/> reaches its servers (<c>udp</c>).</summary>
public sealed class UdpTransportOptions : SyslogTransportOptions
{
    /// <summary>
    /// The longest datagram, bytes, 480 to 65507; a longer message is cut at a character and counted. Default 8192. A datagram above
    /// the path's packet size travels in fragments, all of which must arrive: where it is not known, RFC 5426 3.2 has 480
    /// over IPv4 and 1180 over IPv6.
    /// </summary>
    public int MaxDatagramBytes { get; set; } = FrameBuffer.DefaultMaxMessageBytes;

    /// <summary>How long a refusal (ICMP port unreachable) takes back what was sent before it. Default 2 s.</summary>
    public TimeSpan SettleWindow { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long in use the name is resolved again. Default 5 minutes; null: never.</summary>
    public TimeSpan? ResolveAfter { get; set; } = TimeSpan.FromMinutes(5);

    internal override IReadOnlyList<SyslogScheme> Schemes => [SyslogScheme.Udp];

    internal override IEnumerable<OptionFault> FindValueFaults()
    {
        foreach (OptionFault fault in base.FindValueFaults())
        {
            yield return fault;
        }

        if (MaxDatagramBytes is < 480 or > 65507)
        {
            yield return new(nameof(MaxDatagramBytes), string.Create(CultureInfo.InvariantCulture, $"is {MaxDatagramBytes}: set 480 to 65507."));
        }

        if (SettleWindow < TimeSpan.Zero || SettleWindow > TimeSpan.FromMinutes(10))
        {
            yield return new(nameof(SettleWindow), $"is {SettleWindow}: set zero to 10 minutes.");
        }

        if (ResolveAfter is { } after && (after < TimeSpan.FromSeconds(1) || after > TimeSpan.FromDays(30)))
        {
            yield return new(nameof(ResolveAfter), $"is {after}: set a second to 30 days, or null.");
        }
    }
}
