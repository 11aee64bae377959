using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.SendLines;

/// <summary>
/// Fills a buffer with lines, sends it, and keeps the lines until their ticket is confirmed. A transport does not keep data for a
/// retry, so a program without a source that can be read again keeps it.
/// </summary>
internal sealed class LineSender(IDrainableTransport transport) : IDisposable
{
    // A confirmation takes as long as the settle window, so this limits the throughput to this size per window.
    private const long MaxUnconfirmedBytes = 64 * 1024 * 1024;

    // A server that does not answer a close may be restarting, so the lines are sent once more.
    private const int MaxUnansweredCloses = 1;

    private readonly Rfc5424Formatter _formatter = new(
        new MessageOptions { Facility = "user", Hostname = Environment.MachineName, AppName = "send-lines" },
        new TextBody());

    private readonly FrameBuffer _frames = new();
    private readonly LogRecordBuilder _record = new();
    private readonly Queue<Slice> _unconfirmed = new();

    // The lines that were confirmed on each connection, with their last ticket.
    private readonly Dictionary<object, (long Lines, DeliveryTicket Ticket)> _confirmedOn = new(ReferenceEqualityComparer.Instance);
    private List<byte[]> _lines = [];
    private long _unconfirmedBytes;
    private int _unansweredCloses;

    /// <summary>Gets the number of lines that the receiver has confirmed.</summary>
    public long Confirmed { get; private set; }

    /// <summary>Gets the number of lines that were sent more than once. A line counts once.</summary>
    public long Repeated { get; private set; }

    /// <summary>Gets the number of lines that were cut to the size limit.</summary>
    public long Truncated { get; private set; }

    /// <summary>Gets the number of lines that were added and are not confirmed.</summary>
    public long Unconfirmed => _lines.Count + _unconfirmed.Sum(slice => (long)slice.Lines.Count);

    /// <summary>Gets the number of confirmed lines that the server may not have read, because it did not answer the final close.</summary>
    public long Unproven => _confirmedOn.Values.Where(on => transport.IsCloseUnanswered(on.Ticket)).Sum(on => on.Lines);

    public async Task SendAsync(byte[] line, bool isCut, CancellationToken cancellationToken)
    {
        _lines.Add(line);
        if (Append(_frames, line) || isCut)
        {
            Truncated++;
        }

        if (_frames.IsFull)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Sends the lines that are held, without waiting for their confirmation.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_frames.Count > 0)
        {
            Slice slice = new(_lines, _frames.Length);
            slice.Ticket = await transport.SendAsync(_frames, cancellationToken);
            _frames.Clear();
            _lines = [];
            _unconfirmed.Enqueue(slice);
            _unconfirmedBytes += slice.Bytes;
        }

        while (_unconfirmedBytes > MaxUnconfirmedBytes)
        {
            await ConfirmFirstAsync(cancellationToken);
        }
    }

    /// <summary>Sends the rest and closes the connection cleanly, which confirms it immediately instead of after the settle window.</summary>
    /// <exception cref="SyslogTransportException">The server does not answer the close again and again.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await transport.DrainAsync(cancellationToken);
        while (_unconfirmed.Count > 0)
        {
            await ConfirmFirstAsync(cancellationToken);
            await transport.DrainAsync(cancellationToken);
        }
    }

    public void Dispose() => _frames.Dispose();

    private async Task ConfirmFirstAsync(CancellationToken cancellationToken)
    {
        Slice slice = _unconfirmed.Peek(); // stays in the queue while it is not confirmed
        while (true)
        {
            try
            {
                await transport.ConfirmAsync(slice.Ticket, cancellationToken);
                break;
            }
            catch (SyslogTransportException) when (!transport.IsCloseUnanswered(slice.Ticket) || _unansweredCloses++ < MaxUnansweredCloses)
            {
                // A connection broke before these lines were confirmed. If they have arrived, they are repeated.
                Repeated += slice.IsRepeated ? 0 : slice.Lines.Count;
                slice.IsRepeated = true;
                using FrameBuffer again = new(sliceBytes: 2 * FrameBuffer.DefaultSliceBytes);
                slice.Lines.ForEach(line => Append(again, line));
                slice.Ticket = await transport.SendAsync(again, cancellationToken);
                await transport.DrainAsync(cancellationToken);
            }
        }

        Confirmed += slice.Lines.Count;
        if (slice.Ticket.Carrier is { } carrier)
        {
            _confirmedOn[carrier] = (_confirmedOn.GetValueOrDefault(carrier).Lines + slice.Lines.Count, slice.Ticket);
        }

        _unconfirmedBytes -= slice.Bytes;
        _unconfirmed.Dequeue();
    }

    private bool Append(FrameBuffer frames, byte[] line) =>
        (frames.Append(_formatter, _record.Clear().SetTime(DateTimeOffset.UtcNow).AddField("line"u8, line).Record) & FrameOutcome.Truncated) != 0;

    private sealed class Slice(List<byte[]> lines, int bytes)
    {
        public List<byte[]> Lines { get; } = lines;

        public int Bytes { get; } = bytes;

        public DeliveryTicket Ticket { get; set; }

        public bool IsRepeated { get; set; }
    }

    private sealed class TextBody : IMessageFormatter
    {
        public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.Write(record.GetField(0).Value);
    }
}
