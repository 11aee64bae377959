using System.Globalization;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Sends numbered messages as fast as a transport accepts them, and counts only what it confirms. When a ticket fails, it continues
/// after the last confirmed number, as the pump does. Several flows are several shards.
/// </summary>
internal sealed class ResendingFlow(IDrainableTransport transport, int shard = 0, int maxPendingSlices = 128) : IDisposable
{
    private const int SliceBytes = 32 * 1024;

    private readonly FrameBuffer _frames = new(sliceBytes: SliceBytes) { OrderKey = shard };
    private readonly Queue<(int End, DeliveryTicket Ticket)> _pending = [];
    private readonly List<int> _attemptOfConfirmed = [];
    private int _next;
    private volatile int _confirmed;

    private string AppName { get; } = string.Create(CultureInfo.InvariantCulture, $"flow-{shard}");

    /// <summary>Gets the first number that is not confirmed.</summary>
    public int Confirmed => _confirmed;

    /// <summary>Gets the number of failed tickets.</summary>
    public int Rewinds { get; private set; }

    /// <summary>Gets the number of sent messages, including repeats.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends until stopped, then continues until everything sent is confirmed.</summary>
    public async Task RunAsync(CancellationToken stopped, CancellationToken deadline)
    {
        Task? head = null;
        while (!stopped.IsCancellationRequested || _confirmed < _next || _pending.Count > 0)
        {
            bool isFlowing = !stopped.IsCancellationRequested;
            if (isFlowing && _pending.Count < maxPendingSlices)
            {
                await SendSliceAsync(deadline);
            }
            else if (!isFlowing)
            {
                await transport.DrainAsync(deadline);
            }

            head ??= transport.ConfirmAsync(_pending.Peek().Ticket, deadline).AsTask();
            if (!isFlowing || _pending.Count == maxPendingSlices || head.IsCompleted)
            {
                await SettleAsync(head);
                head = null;
            }
        }
    }

    /// <summary>
    /// Compares with what was stored. Returns how many of the confirmed messages are missing, where another copy of the same number does
    /// not count, and how many numbers were stored more than once.
    /// </summary>
    public (int Lost, int Repeated) Compare(IEnumerable<ReceivedMessage> stored)
    {
        HashSet<(int Number, int Attempt)> copies =
        [
            .. stored.Where(message => message.AppName == AppName).Select(message => (
                int.Parse(message.MsgId, CultureInfo.InvariantCulture), int.Parse(message.ProcId, CultureInfo.InvariantCulture))),
        ];
        int lost = Enumerable.Range(0, _confirmed).Count(number => !copies.Contains((number, _attemptOfConfirmed[number])));
        return (lost, copies.Count - copies.DistinctBy(copy => copy.Number).Count());
    }

    public void Dispose() => _frames.Dispose();

    private async Task SendSliceAsync(CancellationToken deadline)
    {
        _frames.Clear();
        while (!_frames.IsFull)
        {
            _frames.Append(NumberedFlow.Formatter, NumberedFlow.RecordOf(_next, Rewinds, shard));
            _next++;
            Sent++;
        }

        _pending.Enqueue((_next, await transport.SendAsync(_frames, deadline)));
    }

    private async Task SettleAsync(Task head)
    {
        try
        {
            await head;
            int end = _pending.Dequeue().End;
            _attemptOfConfirmed.AddRange(Enumerable.Repeat(Rewinds, end - _confirmed));
            _confirmed = end;
        }
        catch (SyslogTransportException)
        {
            // Everything sent after the failed slice may be lost too, and is sent again.
            Rewinds++;
            _pending.Clear();
            _next = _confirmed;
        }
    }
}
