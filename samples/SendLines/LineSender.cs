using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.SendLines;

/// <summary>
/// Fills a buffer with lines, sends it, and keeps the lines until their ticket is confirmed. A transport does not keep data for a
/// retry, so a program without a source that can be read again keeps it.
/// </summary>
internal sealed class LineSender(IDrainableTransport transport) : IAsyncDisposable
{
    private const int MaxUnconfirmed = 16;

    private readonly Rfc5424Formatter _formatter = new(
        new MessageOptions { Facility = "user", Hostname = Environment.MachineName, AppName = "send-lines" },
        new TextBody());

    private readonly FrameBuffer _frames = new();
    private readonly LogRecordBuilder _record = new();
    private readonly Queue<(List<string> Lines, DeliveryTicket Ticket)> _unconfirmed = new();
    private List<string> _lines = [];

    public long Confirmed { get; private set; }

    public long SentAgain { get; private set; }

    public async Task SendAsync(string line, CancellationToken cancellationToken)
    {
        Append(line);
        _lines.Add(line);
        if (_frames.IsFull)
        {
            await FlushAsync(cancellationToken);
            while (_unconfirmed.Count > MaxUnconfirmed)
            {
                await ConfirmFirstAsync(cancellationToken);
            }
        }
    }

    /// <summary>Sends the rest and closes the connection cleanly, which confirms it immediately instead of after the settle window.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        while (_unconfirmed.Count > 0)
        {
            await transport.DrainAsync(cancellationToken);
            await ConfirmFirstAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _frames.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ConfirmFirstAsync(CancellationToken cancellationToken)
    {
        (List<string> lines, DeliveryTicket ticket) = _unconfirmed.Dequeue();
        try
        {
            await transport.ConfirmAsync(ticket, cancellationToken);
            Confirmed += lines.Count;
        }
        catch (SyslogTransportException)
        {
            // A connection broke with these lines on it. Perhaps they arrived: a repeat at worst, never a gap.
            SentAgain += lines.Count;
            using FrameBuffer again = new(sliceBytes: 2 * FrameBuffer.DefaultSliceBytes);
            foreach (string line in lines)
            {
                again.Append(_formatter, _record.Clear().SetTime(DateTimeOffset.UtcNow).AddField("line", line).Record);
            }

            _unconfirmed.Enqueue((lines, await transport.SendAsync(again, cancellationToken)));
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_frames.Count > 0)
        {
            _unconfirmed.Enqueue((_lines, await transport.SendAsync(_frames, cancellationToken)));
            _frames.Clear();
            _lines = [];
        }
    }

    private void Append(string line) =>
        _frames.Append(_formatter, _record.Clear().SetTime(DateTimeOffset.UtcNow).AddField("line", line).Record);

    private sealed class TextBody : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.Write(record.GetField(0).Value);
    }
}
