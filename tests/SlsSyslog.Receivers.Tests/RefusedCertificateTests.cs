using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Client certificates that a receiver rejects. Under TLS 1.3 the handshake succeeds, and the server's TCP accepts the first messages.
/// Only a read shows the rejection, and the gtls driver of rsyslog sends no alert. Nothing may count as delivered.
/// </summary>
[Collection(SharedReceivers.Name)]
public sealed class RefusedCertificateTests(ReceiversFixture receivers)
{
    // Without an alert, or when a reset arrives before it, the warning can only report the end of the connection.
    private static readonly string[] Reasons = ["rejected the TLS handshake", "ended the RELP session", "closed", "reset"];

    [Fact]
    public async Task Rsyslog_RejectedCertificates_DeliverNothing()
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        await Task.WhenAll(
            OverTlsAsync(rsyslog, "gtls-name", null, TestCertificates.OtherName, TestCertificates.Expired, TestCertificates.Foreign),
            OverTlsAsync(rsyslog, "gtls-fingerprint", null, TestCertificates.OtherName, TestCertificates.Foreign),
            OverTlsAsync(rsyslog, "gtls-valid", null, TestCertificates.Expired, TestCertificates.Foreign),
            OverTlsAsync(rsyslog, "ossl-name", null, TestCertificates.Expired, TestCertificates.Foreign));
    }

    [Fact]
    public async Task SyslogNg_RejectedCertificates_DeliverNothing()
    {
        SyslogNgDaemon syslogNg = await receivers.SyslogNgAsync();
        await Task.WhenAll(
            OverTlsAsync(syslogNg, "tls-name", null, TestCertificates.OtherName, TestCertificates.Expired, TestCertificates.Foreign),
            OverTlsAsync(syslogNg, "tls-fingerprint", null, TestCertificates.OtherName, TestCertificates.Expired, TestCertificates.Foreign));
    }

    [Fact]
    public async Task Relp_RejectedCertificates_DeliverNothing()
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        await Task.WhenAll(
            OverRelpAsync(rsyslog, "relp-tls-name", null, TestCertificates.OtherName, TestCertificates.Foreign),
            OverRelpAsync(rsyslog, "relp-tls-fingerprint", null, TestCertificates.OtherName),
            OverRelpAsync(rsyslog, "relp-tls-valid", null, TestCertificates.Foreign));
    }

    [Fact]
    public async Task Rsyslog_ServerCertificateOfAnUntrustedAuthority_IsRejected()
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        TlsOptions tls = new() { TrustedCertificatesPath = TestCertificates.ForeignAuthority.CertificateFile };
        await Refusals.AssertNothingDeliveredAsync<TcpTransport>(
            rsyslog, "ossl-anon", logger => Senders.Tls(rsyslog, "ossl-anon", tls: tls, logger: logger), "is not trusted");
    }

    [Fact]
    public async Task Rsyslog_ServerCertificateForAnotherName_IsRejected()
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        TlsOptions tls = Senders.Trust(client: null);
        tls.ServerName = "siem.test.example";
        await Refusals.AssertNothingDeliveredAsync<TcpTransport>(
            rsyslog, "ossl-anon", logger => Senders.Tls(rsyslog, "ossl-anon", tls: tls, logger: logger), "is not for siem.test.example");
    }

    private static Task OverTlsAsync(ReceiverDaemon daemon, string listener, params TestCertificate?[] refused) =>
        Task.WhenAll(refused.Select(client => Refusals.AssertNothingDeliveredAsync<TcpTransport>(
            daemon, listener, logger => Senders.Tls(daemon, listener, client, logger: logger), Reasons)));

    private static Task OverRelpAsync(ReceiverDaemon daemon, string listener, params TestCertificate?[] refused) =>
        Task.WhenAll(refused.Select(client => Refusals.AssertNothingDeliveredAsync<RelpTransport>(
            daemon, listener, logger => Senders.RelpTls(daemon, listener, client, logger), Reasons)));
}
