using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// A log contains the text of a complete syslog message. Wherever that text is in our message, byte by byte over the size limits, a daemon
/// with the sizes of its package stores one row for each log, none forged and none cut. The environment variable SLSSYSLOG_SLIDE sets the
/// number of positions before and after each limit (the default is 8; 600 takes minutes).
/// </summary>
[Collection(SharedReceivers.Name)]
public sealed class SlidingTextTests(ReceiversFixture receivers)
{
    private const string Forged = "<2>Nov 25 01:02:03 victim sshd[1]: Accepted password for root from 6.6.6.6";

    // A burst of datagrams that the socket of a daemon holds.
    private const int Burst = 4;

    // The field of an event contains JSON. Without it, rsyslog parses the first word as the tag.
    private const string EventStart = "{\"a\":\"";

    // What rsyslog stores of a message, and the position at which imtcp begins to read the rest as a message.
    private const int RsyslogLimit = 8096;

    private static readonly int Positions =
        int.Parse(Environment.GetEnvironmentVariable("SLSSYSLOG_SLIDE") ?? "8", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, Func<MessageOptions>> Messages = CreateMessages();

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tcp-lf")]
    [InlineData("ptcp")]
    [InlineData("ptcp-lf")]
    [InlineData("gtls-anon")]
    [InlineData("ossl-anon")]
    [InlineData("relp")]
    public async Task Rsyslog_MessageTextSlidOverTheLimits_IsOneCompleteRowForEachLog(string listener) =>
        await StoresOneRowForEachLogAsync(await receivers.RsyslogAsync(), listener, storesControlCharactersAsFourBytes: true);

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tcp-lf")]
    [InlineData("tls")]
    [InlineData("tls-lf")]
    public async Task SyslogNg_MessageTextSlidOverTheLimits_IsOneCompleteRowForEachLog(string listener) =>
        await StoresOneRowForEachLogAsync(await receivers.SyslogNgAsync(), listener, storesControlCharactersAsFourBytes: false);

    private static Dictionary<string, Func<MessageOptions>> CreateMessages()
    {
        Dictionary<string, Func<MessageOptions>> messages = SyslogPresets.Names.ToDictionary<string, string, Func<MessageOptions>>(
            preset => preset,
            preset => () =>
            {
                MessageOptions options = new();
                options.UsePreset(preset);
                return options;
            });
        foreach (BodyFormat body in BodyFormats.BuiltIn.Where(body => body.Name != "None"))
        {
            foreach (SyslogEnvelope envelope in (SyslogEnvelope[])[SyslogEnvelope.Rfc5424, SyslogEnvelope.Rfc3164])
            {
                messages.Add($"{envelope} {body.Name}", () => new MessageOptions { Envelope = envelope, Body = BodyExamples.Create(body) });
            }
        }

        return messages;
    }

    private static async Task StoresOneRowForEachLogAsync(ReceiverDaemon daemon, string listener, bool storesControlCharactersAsFourBytes)
    {
        ReceivedLog received = daemon.OpenLog();
        (ISyslogTransport transport, SyslogFraming framing) = Connect(daemon, listener);
        List<(string Name, byte[] Message)> sent = [];
        await using (transport)
        {
            foreach ((string name, Func<MessageOptions> create) in Messages)
            {
                await SendAsync(name, create());
            }
        }

        IReadOnlyList<ReceivedMessage> rows = await received.ReadAsync(listener, sent.Count);
        Assert.Equal(sent.Count, rows.Count);
        for (int i = 0; i < sent.Count; i++)
        {
            string text = Decode(sent[i].Message, storesControlCharactersAsFourBytes);
            string end = text[^Math.Min(24, rows[i].Text.Length)..];
            Assert.True(rows[i].Text.Length >= 8 && rows[i].Text.EndsWith(end, StringComparison.Ordinal), $"{sent[i].Name}: row {i} does not end with {end}");
            Assert.NotEqual(2, rows[i].Pri);
            Assert.NotEqual("victim", rows[i].HostName);
        }

        async Task SendAsync(string name, MessageOptions options)
        {
            IMessageFormatter formatter = options.CreateFormatter();
            using FrameBuffer frames = new(framing, options.MaxBytes);
            string field = options.Body is FieldBodyOptions body ? body.Name : "content";
            foreach (LogRecordBuilder record in CreateRecords(formatter, field, options.MaxBytes))
            {
                frames.Append(formatter, record.Record);
                sent.Add((name, frames.GetMessage(frames.Count - 1).ToArray()));
                if (frames.IsFull || (listener == "udp" && frames.Count == Burst))
                {
                    await FlushAsync(frames);
                }
            }

            await FlushAsync(frames);

            // The last log is short, so a row that a daemon made of the rest of another message precedes its row.
            await received.ReadAsync(listener, rows => rows.Count >= sent.Count && rows[^1].Text.Contains("the last"), $"the last log of {name}");
        }

        async Task FlushAsync(FrameBuffer frames)
        {
            await transport.SendAsync(frames, CancellationToken.None);
            if (listener == "udp")
            {
                await received.ReadAsync(listener, sent.Count);
            }

            frames.Clear();
        }
    }

    // The text begins at every position around our limit and around that of rsyslog, and a short log marks the end.
    private static IEnumerable<LogRecordBuilder> CreateRecords(IMessageFormatter formatter, string field, int maxBytes)
    {
        using FrameBuffer frames = new(SyslogFraming.Datagram, maxBytes);
        frames.Append(formatter, CreateRecord(field, "", Forged).Record);
        int start = frames.GetMessage(0).Span.IndexOf("<2>Nov"u8);
        int[] limits = [maxBytes - Forged.Length, maxBytes, RsyslogLimit, RsyslogLimit + 1];
        foreach (int position in limits.SelectMany(limit => Enumerable.Range(limit - Positions, (2 * Positions) + 1)).Distinct().Order())
        {
            yield return CreateRecord(field, new string('x', position - start), Forged);
        }

        // Each tab is one byte here, and four in rsyslog.
        foreach (int tabs in (int[])[300, 1500, maxBytes / 2, maxBytes])
        {
            yield return CreateRecord(field, new string('\t', tabs), new string('x', maxBytes - tabs) + Forged);
        }

        // Each empty field of a LEEF body has a tab before it.
        LogRecordBuilder fields = CreateRecord(field, "", Forged);
        for (int i = 0; i < maxBytes; i++)
        {
            fields.AddField("a", "");
        }

        yield return fields;
        yield return CreateRecord(field, "the ", "last");
    }

    private static LogRecordBuilder CreateRecord(string field, string padding, string text) => new LogRecordBuilder()
        .SetTime(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero))
        .SetSource("web-1")
        .SetTopic("access")
        .AddField(field, (field == "content" ? "" : EventStart) + padding + text);

    private static (ISyslogTransport Transport, SyslogFraming Framing) Connect(ReceiverDaemon daemon, string listener)
    {
        SyslogFraming framing = listener.EndsWith("-lf", StringComparison.Ordinal) ? SyslogFraming.LineFeed : SyslogFraming.OctetCounting;
        return listener switch
        {
            "udp" => (Senders.Udp(daemon, listener), SyslogFraming.Datagram),
            "relp" => (Senders.Relp(daemon, listener), SyslogFraming.Datagram),
            "tls" or "tls-lf" or "gtls-anon" or "ossl-anon" => (Senders.Tls(daemon, listener, framing: framing), framing),
            _ => (Senders.Tcp(daemon, listener, framing), framing),
        };
    }

    private static string Decode(byte[] message, bool storesControlCharactersAsFourBytes)
    {
        string text = Encoding.UTF8.GetString(message);
        return storesControlCharactersAsFourBytes
            ? string.Concat(text.Select(letter => letter < ' ' ? $"#{Convert.ToString(letter, 8).PadLeft(3, '0')}" : letter.ToString()))
            : text;
    }
}
