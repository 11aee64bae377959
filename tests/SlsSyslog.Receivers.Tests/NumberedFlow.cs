using System.Globalization;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Sends numbered messages through a transport, and asserts that a receiver stored all of them in order.</summary>
internal static class NumberedFlow
{
    public const int Count = 20_000;

    /// <summary>
    /// Writes a message of about 180 bytes with the fields <c>shard</c>, <c>attempt</c> and <c>n</c> in APP-NAME, PROCID and MSGID.
    /// </summary>
    public static readonly IMessageFormatter Formatter =
        new Rfc5424Formatter(new() { Hostname = "host", AppName = "flow-{shard}", ProcId = "{attempt}", Rfc5424 = { MsgId = "{n}" } }, new Body());

    /// <summary>Returns a record with a number, an attempt and a shard.</summary>
    public static LogRecord RecordOf(int number, int attempt = 0, int shard = 0) => new LogRecordBuilder()
        .SetTime(1_780_000_000 + number)
        .AddField("n", number.ToString(CultureInfo.InvariantCulture))
        .AddField("attempt", attempt.ToString(CultureInfo.InvariantCulture))
        .AddField("shard", shard.ToString(CultureInfo.InvariantCulture))
        .Record;

    /// <summary>Sends the numbers from 0, slice by slice, and returns when every ticket is confirmed.</summary>
    public static async Task SendAsync(IDrainableTransport transport, SyslogFraming framing, int count = Count)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        using FrameBuffer frames = new(framing);
        List<DeliveryTicket> tickets = [];
        for (int number = 0; number < count; number++)
        {
            frames.Append(Formatter, RecordOf(number));
            if (frames.IsFull || number == count - 1)
            {
                tickets.Add(await transport.SendAsync(frames, deadline.Token));
                frames.Clear();
            }
        }

        await transport.DrainAsync(deadline.Token);
        foreach (DeliveryTicket ticket in tickets)
        {
            await transport.ConfirmAsync(ticket, deadline.Token);
        }
    }

    /// <summary>Asserts that a listener stored the numbers from 0, each once and in order.</summary>
    public static async Task AssertStoredAsync(ReceivedLog received, string listener, int count = Count)
    {
        IReadOnlyList<ReceivedMessage> messages = await received.ReadAsync(listener, count);
        Assert.Equal(Enumerable.Range(0, count), messages.Select(NumberOf));
    }

    private static int NumberOf(ReceivedMessage message) => int.Parse(message.MsgId, CultureInfo.InvariantCulture);

    private sealed class Body : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer)
        {
            writer.WriteLiteral("a message as long as messages often are, so that many of them do not fit into one read of their receiver, "u8);
            writer.WriteLiteral("and end anywhere in it"u8);
        }
    }
}
