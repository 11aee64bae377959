using SlsSyslog.Transports;

namespace SlsSyslog.Tool;

/// <summary>Sends one test message as the forwarder sends messages, and waits for its confirmation.</summary>
/// <param name="options">The options of the transport.</param>
/// <param name="message">The options of the message.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class TestMessage(SyslogTransportOptions options, MessageOptions message, TimeProvider timeProvider)
{
    /// <summary>The name of the check.</summary>
    public const string Name = "test message";

    private static ReadOnlySpan<byte> Mark => "Test message of sls-syslog check"u8;

    public async Task<CheckFinding> SendAsync(CancellationToken cancellationToken)
    {
        using FrameBuffer frames = new(options.FrameBufferFraming, message.MaxBytes, sliceBytes: 1);
        Write(frames);
        ISyslogTransport? transport = CreateTransport();
        if (transport is null)
        {
            return CheckFinding.Skipped($"The transport of {options.Servers[0]} is not built in.");
        }

        await using (transport.ConfigureAwait(false))
        {
            DeliveryTicket ticket = await transport.SendAsync(frames, cancellationToken).ConfigureAwait(false);
            await transport.ConfirmAsync(ticket, cancellationToken).ConfigureAwait(false);
            string proof = options switch
            {
                RelpTransportOptions => "The server has acknowledged it.",
                TcpTransportOptions =>
                    "The server has received it and did not close the connection. Look for it there: TCP does not show whether it was understood.",
                _ => "UDP does not confirm it. Look for it at the server.",
            };
            string mark = frames.Memory.Span.IndexOf(Mark) >= 0
                ? ""
                : " The format does not write the field message, so that nothing in the message says that it is a test.";
            return CheckFinding.Passed($"A message of {frames.Length} bytes was sent. {proof}{mark}");
        }
    }

    private void Write(FrameBuffer frames)
    {
        LogRecordBuilder builder = new();
        builder.SetTime(timeProvider.GetUtcNow()).SetTopic("slssyslog_check").SetSource(Environment.MachineName)
            .AddField("message", $"{Encoding.UTF8.GetString(Mark)}. It is not a log.");
        LogRecord record = builder.Record;
        if (message.CreateTransform() is { } transform)
        {
            RecordTransformCounts counts = default;
            record = transform.Apply(record, ref counts);
        }

        frames.Append(message.CreateFormatter(), record);
    }

    private ISyslogTransport? CreateTransport() => options switch
    {
        TcpTransportOptions tcp => new TcpTransport(tcp, timeProvider),
        RelpTransportOptions relp => new RelpTransport(relp, timeProvider),
        UdpTransportOptions udp => new UdpTransport(udp, timeProvider),
        _ => null,
    };
}
