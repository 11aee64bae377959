namespace SlsSyslog;

/// <summary>
/// Lets all instruments of one collection read the same samples, because two counters that are read one after the other are never of one
/// moment. An instrument that is read again starts the next collection.
/// </summary>
internal sealed class SampleCache(Func<IReadOnlyList<RouteSample>> take, TimeProvider timeProvider)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<object> _served = [];
    private IReadOnlyList<RouteSample> _samples = [];
    private long? _takenAt;

    public IReadOnlyList<RouteSample> Get(object instrument)
    {
        lock (_lock)
        {
            if (!_served.Add(instrument) || _takenAt is not { } takenAt || timeProvider.GetElapsedTime(takenAt) > MaxAge)
            {
                _samples = take();
                _takenAt = timeProvider.GetTimestamp();
                _served.Clear();
                _served.Add(instrument);
            }

            return _samples;
        }
    }
}
