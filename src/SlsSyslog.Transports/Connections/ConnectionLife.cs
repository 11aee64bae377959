namespace SlsSyslog.Transports;

/// <summary>Keeps when a connection was opened and first used, and how it ended.</summary>
internal sealed class ConnectionLife(TimeProvider timeProvider)
{
    private const long Never = long.MinValue;

    private readonly TaskCompletionSource _lossReported = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _connectedAt = timeProvider.GetTimestamp();
    private long _usedAt = timeProvider.GetTimestamp();
    private long _stalledAt = Never;

    /// <summary>Gets the time since the connection was opened.</summary>
    public TimeSpan Age => timeProvider.GetElapsedTime(_connectedAt);

    /// <summary>Gets the time since the first frames. A sender usually waits for a connection, so that its use begins immediately.</summary>
    public TimeSpan Used => Since(ref _usedAt) ?? TimeSpan.Zero;

    /// <summary>Gets the time since the connection broke because the server did not read or respond in time; null if it did not.</summary>
    public TimeSpan? Stalled => Since(ref _stalledAt);

    /// <summary>Gets a task that completes when the loss of the connection was reported. A break can be noticed elsewhere before that.</summary>
    public Task LossReported => _lossReported.Task;

    /// <summary>Called for a connection that no sender waits for, before it can be used.</summary>
    public void MarkUnused() => Volatile.Write(ref _usedAt, Never);

    /// <summary>Called before frames are sent. Only the first call after <see cref="MarkUnused"/> has an effect.</summary>
    public void BeginUse()
    {
        if (_usedAt == Never)
        {
            Volatile.Write(ref _usedAt, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Called when the connection has broken.</summary>
    public void End(string errorType)
    {
        if (errorType == TransportErrorType.Timeout)
        {
            Volatile.Write(ref _stalledAt, timeProvider.GetTimestamp());
        }
    }

    /// <summary>Called when everything that follows from the loss is known.</summary>
    public void MarkLossReported() => _lossReported.TrySetResult();

    private TimeSpan? Since(ref long timestamp) =>
        Volatile.Read(ref timestamp) is long at && at != Never ? timeProvider.GetElapsedTime(at) : null;
}
