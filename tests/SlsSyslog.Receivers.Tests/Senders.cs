using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Creates the transports for the listeners of a daemon.</summary>
internal static class Senders
{
    public static TcpTransport Tcp(
        ReceiverDaemon daemon,
        string listener,
        SyslogFraming framing = SyslogFraming.OctetCounting,
        DeliveryConfirmation confirmation = DeliveryConfirmation.KernelAcknowledged) =>
        new(new() { Servers = [Server(SyslogScheme.Tcp, daemon, listener)], Framing = framing, Confirmation = confirmation });

    public static TcpTransport Tls(
        ReceiverDaemon daemon,
        string listener,
        TestCertificate? client = null,
        SyslogFraming framing = SyslogFraming.OctetCounting,
        DeliveryConfirmation confirmation = DeliveryConfirmation.KernelAcknowledged,
        TlsOptions? tls = null,
        ILogger<TcpTransport>? logger = null) =>
        new(
            new()
            {
                Servers = [Server(SyslogScheme.Tls, daemon, listener)],
                Tls = tls ?? Trust(client),
                Framing = framing,
                AllowNonTransparentFramingOverTls = framing != SyslogFraming.OctetCounting,
                Confirmation = confirmation,
                SettleWindow = TimeSpan.FromSeconds(1),
            },
            logger: logger);

    public static RelpTransport Relp(ReceiverDaemon daemon, string listener, int window = 128) =>
        new(new() { Servers = [Server(SyslogScheme.Relp, daemon, listener)], WindowSize = window });

    public static RelpTransport RelpTls(ReceiverDaemon daemon, string listener, TestCertificate? client, ILogger<RelpTransport>? logger = null) =>
        new(new() { Servers = [Server(SyslogScheme.Relps, daemon, listener)], Tls = Trust(client) }, logger: logger);

    public static UdpTransport Udp(ReceiverDaemon daemon, string listener) => new(new() { Servers = [Server(SyslogScheme.Udp, daemon, listener)] });

    /// <summary>Returns options that trust the authority of the daemons, with or without a client certificate.</summary>
    public static TlsOptions Trust(TestCertificate? client) => new()
    {
        TrustedCertificatesPath = TestCertificates.Authority.CertificateFile,
        ClientCertificatePath = client?.CertificateFile,
        ClientKeyPath = client?.KeyFile,
    };

    public static SyslogServer Server(string scheme, ReceiverDaemon daemon, string listener) =>
        new(scheme, "127.0.0.1", daemon.EndPointOf(listener).Port);
}
