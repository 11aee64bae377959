using System.Collections.Concurrent;
using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>
/// The frame buffers of a route. A shard holds one only while it sends a batch, so an idle shard costs none and a route has as
/// many as batches were ever sent at the same time.
/// </summary>
internal sealed class FrameBufferPool(SyslogFraming framing, int maxMessageBytes) : IDisposable
{
    private readonly ConcurrentBag<FrameBuffer> _idle = [];

    public FrameBuffer Rent() => _idle.TryTake(out FrameBuffer? frames) ? frames : new FrameBuffer(framing, maxMessageBytes);

    public void Return(FrameBuffer frames)
    {
        frames.Clear();
        _idle.Add(frames);
    }

    public void Dispose()
    {
        while (_idle.TryTake(out FrameBuffer? frames))
        {
            frames.Dispose();
        }
    }
}
