using System.Security.Cryptography;

namespace SlsSyslog.Transports;

/// <summary>Replaces a lane's connection when its time or its bytes are up, or a better server is back. Idle connections are left alone.</summary>
internal sealed class LaneRotation : IAsyncDisposable
{
    private static readonly TimeSpan WhenBusy = TimeSpan.FromSeconds(1);

    private readonly ConnectionLane _lane;
    private readonly RotationPlan _plan;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private SyslogConnection? _connection;
    private bool _isFailBack;
    private long _atBytes;
    private long _lookedForBetterAt;
    private Task _rotating = Task.CompletedTask;

    public LaneRotation(ConnectionLane lane, RotationPlan plan, TimeProvider clock)
    {
        _lane = lane;
        _plan = plan;
        _clock = clock;
        _lookedForBetterAt = clock.GetTimestamp();
        _timer = clock.CreateTimer(static rotation => ((LaneRotation)rotation!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Under the lane's turn: frames went out on this connection.</summary>
    public void OnSent(SyslogConnection connection)
    {
        if (connection != _connection)
        {
            // Counted from its first frames: an idle connection stays.
            _connection = connection;
            Arm(connection);
        }

        if (connection.BytesSent >= Volatile.Read(ref _atBytes))
        {
            Begin();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        Task rotating;
        lock (_lock)
        {
            rotating = _rotating;
        }

        await rotating.ConfigureAwait(false);
    }

    private void Arm(SyslogConnection connection)
    {
        TimeSpan? after = _plan.After * RandomNumberGenerator.GetInt32(922, 1025) / 1024;

        // Where the close is the proof of delivery it may not wait for a better server: those are looked for with the rotations.
        _isFailBack = !_plan.MustDrain && !_lane.Reconnector.IsPreferred(connection.Server) && !(after < _plan.FailBackAfter);
        Volatile.Write(ref _atBytes, _plan.AfterBytes is { } bytes ? connection.BytesSent + bytes : long.MaxValue);
        _timer.Change((_isFailBack ? _plan.FailBackAfter : after) ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_lane.Stopping.IsCancellationRequested || _connection is not { IsOpen: true } connection)
            {
                return;
            }

            if (_rotating.IsCompleted)
            {
                _rotating = RotateAsync(connection);
            }
            else
            {
                // The last rotation may still wait for a server that does not answer, for a connection that is lost meanwhile.
                _timer.Change(WhenBusy, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task RotateAsync(SyslogConnection last)
    {
        // Off the lane's turn, which the caller may have.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            SyslogConnection? next = _plan.Overlap || _isFailBack
                ? await _lane.Reconnector.TryReplaceAsync(last.Server, IsTimeToLookForBetter(), withSame: !_isFailBack, _lane.Stopping).ConfigureAwait(false)
                : null;
            if (next is null && (_isFailBack || (_plan.Overlap && !_plan.MustDrain)))
            {
                // No better place to be: stay, and look again after as long.
                Arm(last);
                return;
            }

            await _lane.ReplaceAsync(last, next, _plan.Overlap).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The transport is being disposed and closes its connections itself.
        }
    }

    // A server that does not answer costs a connect timeout: not with each of many rotations.
    private bool IsTimeToLookForBetter()
    {
        bool isTime = _isFailBack || _clock.GetElapsedTime(_lookedForBetterAt) >= _plan.FailBackAfter;
        if (isTime)
        {
            _lookedForBetterAt = _clock.GetTimestamp();
        }

        return isTime;
    }
}
