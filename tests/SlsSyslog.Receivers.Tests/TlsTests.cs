using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Messages sent over TLS to both drivers of rsyslog and to syslog-ng, with every client check, arrive completely and in order.</summary>
[Collection(SharedReceivers.Name)]
public sealed class TlsTests(ReceiversFixture receivers)
{
    [Theory]
    [InlineData("gtls-anon", false)]
    [InlineData("gtls-name", true)]
    [InlineData("gtls-fingerprint", true)]
    [InlineData("gtls-valid", true)]
    [InlineData("ossl-anon", false)]
    [InlineData("ossl-name", true)]
    public async Task Rsyslog_ManyMessages_AreStoredInOrder(string listener, bool presentsCertificate) =>
        await StoresInOrderAsync(await receivers.RsyslogAsync(), listener, presentsCertificate);

    [Theory]
    [InlineData("tls", false)]
    [InlineData("tls-name", true)]
    [InlineData("tls-fingerprint", true)]
    public async Task SyslogNg_ManyMessages_AreStoredInOrder(string listener, bool presentsCertificate) =>
        await StoresInOrderAsync(await receivers.SyslogNgAsync(), listener, presentsCertificate);

    [Fact]
    public async Task SyslogNg_LineFeedsOverTls_AreStoredInOrder() =>
        await StoresInOrderAsync(await receivers.SyslogNgAsync(), "tls-lf", presentsCertificate: false, SyslogFraming.LineFeed);

    [Theory]
    [InlineData("gtls-anon")]
    [InlineData("ossl-anon")]
    public async Task Rsyslog_ClosedImmediatelyAfterTheLastMessage_StoresAllMessages(string listener)
    {
        const int rounds = 20;
        const int count = 2_000;
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        for (int round = 0; round < rounds; round++)
        {
            ReceivedLog received = rsyslog.OpenLog();
            await using (TcpTransport transport = Senders.Tls(rsyslog, listener, confirmation: DeliveryConfirmation.Written))
            {
                await NumberedFlow.SendAsync(transport, SyslogFraming.OctetCounting, count);
            }

            await NumberedFlow.AssertStoredAsync(received, listener, count);
        }
    }

    [Theory]
    [InlineData("sha-1:", false)]
    [InlineData("SHA256:", false)]
    [InlineData("sha-256:", true)]
    public async Task Rsyslog_ServerCertificatePinned_IsAcceptedByItsFingerprintAlone(string label, bool isWrong)
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        TestCertificate pinned = isWrong ? TestCertificates.Client : TestCertificates.Server;
        TlsOptions tls = new() { PinnedFingerprints = [label + (label == "sha-1:" ? pinned.Sha1 : pinned.Sha256)] };
        if (isWrong)
        {
            await Refusals.AssertNothingDeliveredAsync<TcpTransport>(
                rsyslog, "ossl-anon", logger => Senders.Tls(rsyslog, "ossl-anon", tls: tls, logger: logger), "pinned");
            return;
        }

        ReceivedLog received = rsyslog.OpenLog();
        await using (TcpTransport transport = Senders.Tls(rsyslog, "ossl-anon", tls: tls))
        {
            await NumberedFlow.SendAsync(transport, SyslogFraming.OctetCounting, count: 10);
        }

        await NumberedFlow.AssertStoredAsync(received, "ossl-anon", count: 10);
    }

    private static async Task StoresInOrderAsync(
        ReceiverDaemon daemon, string listener, bool presentsCertificate, SyslogFraming framing = SyslogFraming.OctetCounting)
    {
        ReceivedLog received = daemon.OpenLog();
        await using (TcpTransport transport = Senders.Tls(daemon, listener, presentsCertificate ? TestCertificates.Client : null, framing))
        {
            await NumberedFlow.SendAsync(transport, framing);
        }

        await NumberedFlow.AssertStoredAsync(received, listener);
    }
}
