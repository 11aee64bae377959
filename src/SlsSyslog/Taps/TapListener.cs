using System.Threading.Channels;

namespace SlsSyslog;

/// <summary>Selects and queues messages for one connection. When the queue is full, messages are counted as lost: a shard never waits.</summary>
internal sealed class TapListener(TapRequest request)
{
    private const int MaxQueued = 256;
    private const int MaxMessageBytes = 64 * 1024;

    private readonly Channel<TapFrame> _queue = Channel.CreateBounded<TapFrame>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _seen;
    private long _matched;
    private long _lost;

    /// <summary>Gets the messages.</summary>
    public ChannelReader<TapFrame> Frames => _queue.Reader;

    /// <summary>Gets the number of messages of the routes, of those that the filter matched, and of those that the queue had no room for.</summary>
    public TapCounts Counts => new(Interlocked.Read(ref _seen), Interlocked.Read(ref _matched), Interlocked.Read(ref _lost));

    /// <summary>Takes the messages of one record, if the request selects them.</summary>
    public void Offer(RouteTap route, string shard, scoped LogRecord record, FrameBuffer frames, int firstFrame)
    {
        if (!request.Selects(route.Name))
        {
            return;
        }

        for (int i = firstFrame; i < frames.Count; i++)
        {
            Interlocked.Increment(ref _seen);
            try
            {
                Take(route, shard, record, frames.GetMessage(i).Span);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException) // a rule; the record is not affected
            {
                Interlocked.Increment(ref _lost);
            }
        }
    }

    private void Take(RouteTap route, string shard, scoped LogRecord record, ReadOnlySpan<byte> message)
    {
        if (!request.Matches(record, message))
        {
            return;
        }

        Interlocked.Increment(ref _matched);

        // A full queue is known before anything is copied.
        if (_queue.Reader.Count >= MaxQueued)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        ReadOnlySpan<byte> shown = message[..Math.Min(message.Length, MaxMessageBytes)];
        byte[] copy = request.IsUnmasked ? shown.ToArray() : TapMask.Apply(shown, record, route.Names);
        if (!_queue.Writer.TryWrite(new TapFrame(route.Name, shard, message.Length, copy)))
        {
            Interlocked.Increment(ref _lost);
        }
    }
}
