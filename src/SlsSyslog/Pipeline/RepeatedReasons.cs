namespace SlsSyslog;

/// <summary>Decides which failures are logged: each reason immediately, and then once a minute with the number of its repetitions.</summary>
internal sealed class RepeatedReasons(TimeProvider timeProvider)
{
    // Reasons that contain changing text share one entry, so that they cannot flood the log either.
    private const int MaxReasons = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long ReportedAt, int Repeated)> _reasons = new(StringComparer.Ordinal);

    /// <summary>Adds a failure.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="repeated">The number of failures with this reason that were not reported.</param>
    /// <returns>Whether to report the failure.</returns>
    public bool TryReport(string reason, out int repeated)
    {
        lock (_lock)
        {
            string key = _reasons.ContainsKey(reason) || _reasons.Count < MaxReasons ? reason : "";
            bool isKnown = _reasons.TryGetValue(key, out (long ReportedAt, int Repeated) state);
            repeated = state.Repeated;
            bool isDue = !isKnown || timeProvider.GetElapsedTime(state.ReportedAt) >= Interval;
            _reasons[key] = isDue ? (timeProvider.GetTimestamp(), 0) : (state.ReportedAt, state.Repeated + 1);
            return isDue;
        }
    }
}
