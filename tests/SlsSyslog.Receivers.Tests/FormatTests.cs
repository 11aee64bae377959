using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Receivers.Tests;

/// <summary>With every preset, a daemon reads the header and the body exactly as they were written.</summary>
[Collection(SharedReceivers.Name)]
public sealed class FormatTests(ReceiversFixture receivers)
{
    private static readonly LogRecordBuilder[] Records = [ExampleRecords.AccessLog(), ExampleRecords.AuditLog(), ExampleRecords.HostileLog()];

    // The preset for the DSM of ActionTrail writes only the field with the event, which these records do not have.
    private static readonly string[] Presets = [.. SyslogPresets.Names.Where(name => name != "qradar-actiontrail")];

    [Fact]
    public async Task Rsyslog_EveryPreset_ReadsTheBodyAsItWasWritten()
    {
        RsyslogDaemon daemon = await receivers.RsyslogAsync();
        foreach (string preset in Presets)
        {
            MessageOptions options = new();
            options.UsePreset(preset);

            IReadOnlyList<ReceivedMessage> read = await SendAsync(daemon, "tcp", options);

            bool isBsd = options.Envelope == SyslogEnvelope.Rfc3164;
            for (int i = 0; i < Records.Length; i++)
            {
                // Without a tag in the header, rsyslog parses "CEF:" and "LEEF:" as the tag. It shows a tab character as #011.
                string text = isBsd ? read[i].Tag + read[i].Text : read[i].Text;
                Assert.Equal(BodyOf(options, i).Replace("\t", "#011", StringComparison.Ordinal), text);
                AssertHeader(read[i], i, isBsd);
            }
        }
    }

    [Fact]
    public async Task Rsyslog_StructuredData_IsReadAsItWasWritten()
    {
        RsyslogDaemon daemon = await receivers.RsyslogAsync();
        MessageOptions options = WithStructuredData();

        IReadOnlyList<ReceivedMessage> read = await SendAsync(daemon, "tcp", options);

        for (int i = 0; i < Records.Length; i++)
        {
            string message = FormatOne(options, i);
            Assert.Equal(message[message.IndexOf('[', message.IndexOf(" - - ", StringComparison.Ordinal))..], read[i].StructuredData);
            Assert.Equal("", read[i].Text);
        }
    }

    [Fact]
    public async Task SyslogNg_EveryPreset_ReadsTheBodyAsItWasWritten()
    {
        SyslogNgDaemon daemon = await receivers.SyslogNgAsync();
        foreach (string preset in Presets)
        {
            MessageOptions options = new();
            options.UsePreset(preset);
            bool isBsd = options.Envelope == SyslogEnvelope.Rfc3164;
            SyslogFraming framing = isBsd ? SyslogFraming.LineFeed : SyslogFraming.OctetCounting;

            IReadOnlyList<ReceivedMessage> read = await SendAsync(daemon, isBsd ? "tcp-lf-3164" : "tcp", options, framing);

            for (int i = 0; i < Records.Length; i++)
            {
                // Only the Alibaba Cloud sample format writes a NUL unescaped, and syslog-ng shows it as \x00.
                string body = BodyOf(options, i, framing).Replace("\0", "\\x00", StringComparison.Ordinal);
                Assert.Equal(isBsd ? body[(body.IndexOf(':', StringComparison.Ordinal) + 1)..] : body, read[i].Text);
                AssertHeader(read[i], i, isBsd);
            }
        }
    }

    [Fact]
    public async Task SyslogNg_StructuredData_KeepsEveryParameter()
    {
        SyslogNgDaemon daemon = await receivers.SyslogNgAsync();

        IReadOnlyList<ReceivedMessage> read = await SendAsync(daemon, "tcp", WithStructuredData());

        // syslog-ng sorts the parameters and keeps the last one of each name.
        Assert.Contains("request_uri=\"/login?user=a|b&next=/a=b\"", read[0].StructuredData, StringComparison.Ordinal);
        Assert.Contains("cursor=\"1768464551000456\"", read[1].StructuredData, StringComparison.Ordinal);
        Assert.Contains("""second|line=\"x\"\]\\""", read[2].StructuredData, StringComparison.Ordinal);
    }

    private static void AssertHeader(ReceivedMessage read, int record, bool isBsd)
    {
        Assert.Equal(record switch { 0 => "10.0.0.7", 1 => "actiontrail", _ => "xn--bcher-kva.example" }, read.HostName);
        if (!isBsd)
        {
            Assert.Equal(record switch { 0 => "nginx-access", 1 => "actiontrail_audit_event", _ => "app]_<14>1_forged" }, read.AppName);
            Assert.Equal(1768464551 + record, read.Time.ToUnixTimeSeconds());
        }
    }

    private static MessageOptions WithStructuredData() => new()
    {
        Body = new NoBodyOptions(),
        Rfc5424 = { RecordId = "record@32473", StructuredData = { new() { Id = "log@32473" } } },
    };

    private static async Task<IReadOnlyList<ReceivedMessage>> SendAsync(
        ReceiverDaemon daemon, string listener, MessageOptions options, SyslogFraming? framing = null)
    {
        IMessageFormatter formatter = options.CreateFormatter();
        ReceivedLog received = daemon.OpenLog();
        using FrameBuffer frames = new(framing ?? options.PreferredFraming, options.MaxBytes);
        foreach (LogRecordBuilder record in Records)
        {
            frames.Append(formatter, record.Record);
        }

        await RawSender.SendTcpAsync(daemon.EndPointOf(listener), frames.Memory);
        IReadOnlyList<ReceivedMessage> read = await received.ReadAsync(listener, Records.Length);
        Assert.Equal(Records.Length, read.Count);
        return read;
    }

    private static string BodyOf(MessageOptions options, int record, SyslogFraming? framing = null)
    {
        SyslogEnvelope envelope = options.Envelope;
        options.Envelope = SyslogEnvelope.None;
        string body = FormatOne(options, record, framing);
        options.Envelope = envelope;
        return body;
    }

    private static string FormatOne(MessageOptions options, int record, SyslogFraming? framing = null)
    {
        using FrameBuffer frames = new(framing ?? options.PreferredFraming, options.MaxBytes);
        frames.Append(options.CreateFormatter(), Records[record].Record);
        return Encoding.UTF8.GetString(frames.GetMessage(0).Span);
    }
}
