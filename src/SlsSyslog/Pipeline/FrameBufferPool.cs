using System.Collections.Concurrent;

namespace SlsSyslog;

/// <summary>
/// Pools the frame buffers of a route. A shard rents one only while it sends a batch, so an idle shard needs none, and a route has as
/// many as the largest number of batches that were sent at the same time.
/// </summary>
internal sealed class FrameBufferPool(SyslogFraming framing, int maxMessageBytes, int sliceBytes = FrameBuffer.DefaultSliceBytes) : IDisposable
{
    private readonly ConcurrentBag<FrameBuffer> _idle = [];

    public FrameBuffer Rent() => _idle.TryTake(out FrameBuffer? frames) ? frames : new FrameBuffer(framing, maxMessageBytes, sliceBytes);

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
