using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Messages sent to rsyslog over RELP, with and without TLS, arrive completely and in order.</summary>
[Collection(SharedReceivers.Name)]
public sealed class RelpTests(ReceiversFixture receivers)
{
    [Theory]
    [InlineData(128)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Rsyslog_ManyMessages_AreStoredInOrder(int window)
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        await StoresInOrderAsync(rsyslog, "relp", Senders.Relp(rsyslog, "relp", window), window == 1 ? 500 : NumberedFlow.Count);
    }

    [Theory]
    [InlineData("relp-tls-name")]
    [InlineData("relp-tls-fingerprint")]
    [InlineData("relp-tls-valid")]
    public async Task Rsyslog_ManyMessagesOverTls_AreStoredInOrder(string listener)
    {
        RsyslogDaemon rsyslog = await receivers.RsyslogAsync();
        await StoresInOrderAsync(rsyslog, listener, Senders.RelpTls(rsyslog, listener, TestCertificates.Client), NumberedFlow.Count);
    }

    private static async Task StoresInOrderAsync(RsyslogDaemon rsyslog, string listener, RelpTransport relp, int count)
    {
        ReceivedLog received = rsyslog.OpenLog();
        await using (relp)
        {
            await NumberedFlow.SendAsync(relp, SyslogFraming.Datagram, count);
        }

        await NumberedFlow.AssertStoredAsync(received, listener, count);
    }
}
