namespace SlsSyslog.ConsumerGroups;

/// <summary>Keeps the heartbeats and the counts of one logstore. Safe for concurrent use.</summary>
internal sealed class LogstoreMonitor(string name, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private long? _heartbeatAt;
    private long? _attemptAt;
    private bool _isRegistered;
    private long _pulledBytes;
    private long _pulledRawBytes;
    private TimeSpan _throttledTime;
    private long _gaps;
    private long _missedLogGroups;

    public void AddHeartbeatAttempt() => Update(() => _attemptAt = timeProvider.GetTimestamp());

    public void AddHeartbeat() => Update(() => (_heartbeatAt, _isRegistered) = (timeProvider.GetTimestamp(), true));

    /// <summary>Records that SLS no longer knows the consumer, or will not soon.</summary>
    public void Unregister() => Update(() => _isRegistered = false);

    public void AddPull(int bytes, int rawBytes)
    {
        Interlocked.Add(ref _pulledBytes, bytes);
        Interlocked.Add(ref _pulledRawBytes, rawBytes);
    }

    public void AddThrottled(TimeSpan delay) => Update(() => _throttledTime += delay);

    public void AddGap(LogGap gap) => Update(() => (_gaps, _missedLogGroups) = (_gaps + 1, _missedLogGroups + (gap.MissedLogGroups ?? 0)));

    public LogstoreStatus GetStatus()
    {
        lock (_lock)
        {
            return new LogstoreStatus(name)
            {
                IsRegistered = _isRegistered,
                HeartbeatAge = _heartbeatAt is { } heartbeat ? timeProvider.GetElapsedTime(heartbeat) : null,
                HeartbeatAttemptAge = _attemptAt is { } attempt ? timeProvider.GetElapsedTime(attempt) : null,
                PulledBytes = Interlocked.Read(ref _pulledBytes),
                PulledRawBytes = Interlocked.Read(ref _pulledRawBytes),
                ThrottledTime = _throttledTime,
                Gaps = _gaps,
                MissedLogGroups = _missedLogGroups,
            };
        }
    }

    private void Update(Action change)
    {
        lock (_lock)
        {
            change();
        }
    }
}
