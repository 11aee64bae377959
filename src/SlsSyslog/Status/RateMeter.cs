namespace SlsSyslog;

/// <summary>Measures what was confirmed in the last minute, in a ring of one second each. Updated once per batch.</summary>
internal sealed class RateMeter(TimeProvider timeProvider)
{
    private const int Seconds = 60;

    private readonly Lock _lock = new();
    private readonly (long Second, long Records, long Bytes)[] _ring = new (long, long, long)[Seconds];
    private readonly long _start = timeProvider.GetTimestamp();

    private long Now => (long)timeProvider.GetElapsedTime(_start).TotalSeconds;

    public void Add(long records, long bytes)
    {
        lock (_lock)
        {
            long now = Now;
            ref (long Second, long Records, long Bytes) slot = ref _ring[now % Seconds];
            slot = slot.Second == now ? (now, slot.Records + records, slot.Bytes + bytes) : (now, records, bytes);
        }
    }

    /// <summary>Gets the means over the last minute, or over the time since the start if that is shorter.</summary>
    public (double RecordsPerSecond, double BytesPerSecond) GetRates()
    {
        lock (_lock)
        {
            long now = Now;
            long records = 0;
            long bytes = 0;
            foreach ((long second, long slotRecords, long slotBytes) in _ring)
            {
                if (second > now - Seconds)
                {
                    records += slotRecords;
                    bytes += slotBytes;
                }
            }

            double duration = Math.Clamp(timeProvider.GetElapsedTime(_start).TotalSeconds, 1, Seconds);
            return (records / duration, bytes / duration);
        }
    }
}
