using System.Diagnostics;

namespace SlsSyslog.EndToEnd;

/// <summary>Counts the received bytes and notes when the first arrived.</summary>
internal sealed class SinkCounter
{
    private long _bytes;
    private long _firstAt;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Gets the time of the first byte, or 0.</summary>
    public long FirstAt => Interlocked.Read(ref _firstAt);

    /// <summary>Gets the first messages of the first connection, for the relay.</summary>
    public FrameSample Sample { get; } = new();

    public string Reset()
    {
        Interlocked.Exchange(ref _bytes, 0);
        Interlocked.Exchange(ref _firstAt, 0);
        return "reset";
    }

    public void Add(int bytes)
    {
        if (Interlocked.Read(ref _firstAt) == 0)
        {
            Interlocked.CompareExchange(ref _firstAt, Stopwatch.GetTimestamp(), 0);
        }

        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Reads a stream to its end.</summary>
    public void Read(Stream stream)
    {
        bool isSampled = Sample.TryBegin();
        byte[] buffer = new byte[1024 * 1024];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            Add(count);
            if (isSampled)
            {
                Sample.Add(buffer.AsSpan(0, count));
            }
        }
    }
}
