using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Makes the transport that the scheme of the servers asks for, or says why it cannot.</summary>
internal sealed class TransportFactory(TimeProvider time, ILoggerFactory loggers)
{
    public ISyslogTransport Create(RouteOptions route) => ToTransportOptions(route) switch
    {
        UdpTransportOptions udp => new UdpTransport(udp, time, loggers.CreateLogger<UdpTransport>()),
        RelpTransportOptions relp => new RelpTransport(relp, time, loggers.CreateLogger<RelpTransport>()),
        TcpTransportOptions tcp => new TcpTransport(tcp, time, loggers.CreateLogger<TcpTransport>()),
        SyslogTransportOptions other => throw new InvalidOperationException($"{other.GetType()} has no transport."),
    };

    /// <summary>UDP and RELP find the end of a message by themselves.</summary>
    public static SyslogFraming FramingOf(RouteOptions route) =>
        SchemeOf(route.Destination) is SyslogScheme.Tcp or SyslogScheme.Tls
            ? route.Destination.Framing ?? route.Message.PreferredFraming
            : SyslogFraming.Datagram;

    public static void FindFaults(RouteOptions route, OptionFaults faults)
    {
        string path = $"{route.Path}:{nameof(route.Destination)}";
        DestinationOptions destination = route.Destination;
        bool areReadable = true;
        for (int i = 0; i < destination.Servers.Count; i++)
        {
            if (!SyslogServer.TryParse(destination.Servers[i], out _))
            {
                areReadable = false;
                faults.Add($"{path}:{nameof(destination.Servers)}:{i}", $"is wrong: {Explain(destination.Servers[i])}");
            }
        }

        if (areReadable)
        {
            foreach (OptionError error in ToTransportOptions(route).Validate())
            {
                // UDP's limit is the message's.
                bool isMessage = error.Path == nameof(UdpTransportOptions.MaxDatagramBytes);
                faults.Add(
                    isMessage ? $"{route.Path}:{nameof(route.Message)}:{nameof(MessageOptions.MaxBytes)}" : $"{path}:{error.Path}",
                    $"is wrong: {error.Problem} {error.Fix}");
            }
        }

        CheckConfirmation(destination, path, faults);
        if (destination.MaxUnsettledBytes < 1)
        {
            faults.Add($"{path}:{nameof(destination.MaxUnsettledBytes)}", $"is {destination.MaxUnsettledBytes}; write at least 1.");
        }
    }

    // TCP and TLS check theirs; the others have only one level, which a user may still have asked for by another name.
    private static void CheckConfirmation(DestinationOptions destination, string path, OptionFaults faults)
    {
        DeliveryConfirmation? only = SchemeOf(destination) switch
        {
            SyslogScheme.Udp => DeliveryConfirmation.Written,
            SyslogScheme.Relp or SyslogScheme.Relps => DeliveryConfirmation.PeerAcknowledged,
            _ => null,
        };
        if (only is not null && destination.Confirmation is { } asked && asked != only)
        {
            faults.Add($"{path}:{nameof(destination.Confirmation)}", $"is {asked}, but {destination.Servers[0]} can only give {only}; leave it out.");
        }
    }

    private static string SchemeOf(DestinationOptions destination) =>
        destination.Servers.Count > 0 && SyslogServer.TryParse(destination.Servers[0], out SyslogServer? server) ? server.Scheme : SyslogScheme.Tcp;

    private static NetworkTransportOptions ToTransportOptions(RouteOptions route)
    {
        DestinationOptions from = route.Destination;
        NetworkTransportOptions to = SchemeOf(from) switch
        {
            SyslogScheme.Udp => new UdpTransportOptions { MaxDatagramBytes = route.Message.MaxBytes },
            SyslogScheme.Relp or SyslogScheme.Relps => new RelpTransportOptions(),
            _ => new TcpTransportOptions { Framing = FramingOf(route), AllowNonTransparentFramingOverTls = from.AllowTrailerFramingOverTls, RotateAfterBytes = from.RotateAfterBytes },
        };
        to.Servers = [.. from.Servers.Select(SyslogServer.Parse)];
        to.ConnectTimeout = from.ConnectTimeout ?? to.ConnectTimeout;
        to.WriteTimeout = from.WriteTimeout ?? to.WriteTimeout;
        to.FailBackAfter = from.FailBackAfter ?? to.FailBackAfter;
        if (to is StreamTransportOptions stream)
        {
            stream.Tls = from.Tls;
            stream.AcknowledgeTimeout = from.AcknowledgeTimeout ?? stream.AcknowledgeTimeout;
            stream.Connections = from.Connections ?? stream.Connections;
            stream.RotateAfter = from.RotateAfter;
            stream.OverlapConnections = from.Overlap ?? stream.OverlapConnections;
        }

        switch (to)
        {
            case UdpTransportOptions udp:
                udp.SettleWindow = from.SettleWindow ?? udp.SettleWindow;
                break;
            case RelpTransportOptions relp:
                relp.WindowSize = from.Window ?? relp.WindowSize;
                relp.ResponseTimeout = from.MessageTimeout ?? relp.ResponseTimeout;
                break;
            case TcpTransportOptions tcp:
                tcp.Confirmation = from.Confirmation ?? tcp.Confirmation;
                tcp.SettleWindow = from.SettleWindow ?? tcp.SettleWindow;
                break;
        }

        return to;
    }

    private static string Explain(string text)
    {
        try
        {
            SyslogServer.Parse(text);
            return "";
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }
}
