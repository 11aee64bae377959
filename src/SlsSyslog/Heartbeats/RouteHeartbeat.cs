namespace SlsSyslog;

/// <summary>
/// Sends one heartbeat record per interval on the connection and in the format of a route, so that the server detects silence. Heartbeats
/// pass the pipeline by: they have no checkpoint and are not counted as records of the route. At most one is not confirmed; it is sent until
/// it is, so that a number is missing at the server only if a message was lost.
/// </summary>
internal sealed partial class RouteHeartbeat : IAsyncDisposable
{
    private readonly Route _route;
    private readonly TimeSpan _interval;
    private readonly ISlsSyslogStatus _status;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _loop;
    private RecordTotals _reported = RecordTotals.None;
    private long _sequence;
    private long _confirmed;

    private RouteHeartbeat(
        Route route, TimeSpan interval, ISlsSyslogStatus status, TimeProvider timeProvider, ILogger logger, CancellationToken stopping)
    {
        (_route, _interval, _status, _timeProvider, _logger) = (route, interval, status, timeProvider, logger);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    public long Confirmed => Interlocked.Read(ref _confirmed);

    /// <summary>Starts to send heartbeats until the returned object is disposed or the token is canceled.</summary>
    public static RouteHeartbeat Start(
        Route route, TimeSpan interval, ISlsSyslogStatus status, TimeProvider timeProvider, ILogger logger, CancellationToken stopping) =>
        new(route, interval, status, timeProvider, logger, stopping);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        CancellationToken stopping = _stopping.Token;
        FrameBuffer frames = _route.Frames.Rent();
        try
        {
            using PeriodicTimer timer = new(_interval, _timeProvider);
            do
            {
                frames.Clear();
                if (TryFormat(Create(), frames))
                {
                    await SendAsync(frames, stopping).ConfigureAwait(false);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The route ends.
        }
        finally
        {
            _route.Frames.Return(frames);
        }
    }

    private Heartbeat Create()
    {
        SlsSyslogStatus status = _status.GetStatus();
        RouteStatus? route = status.Routes.FirstOrDefault(route => route.Name == _route.Name);
        RecordTotals totals = route?.Totals ?? _reported;
        RecordTotals before = _reported;
        _reported = totals;
        return new Heartbeat
        {
            Route = _route.Name,
            Sequence = ++_sequence,
            Time = status.Time,
            Interval = _interval,
            Consumer = route?.Consumer,
            Delivered = totals.Delivered - before.Delivered,
            DeadLettered = totals.DeadLettered - before.DeadLettered,
            Repeated = totals.Repeated - before.Repeated,
            DeliveredTotal = totals.Delivered,
            Pending = totals.Pending,
            OldestUnconfirmed = route?.DeliveryLag ?? TimeSpan.Zero,
            StartedAt = status.StartedAt,
            Version = status.Version,
        };
    }

    private bool TryFormat(Heartbeat heartbeat, FrameBuffer frames)
    {
        try
        {
            RecordTransformCounts counts = default;
            LogRecord record = new HeartbeatRecord(heartbeat).Record;
            record = _route.Transform is { } transform ? transform.Apply(record, ref counts) : record;
            frames.Append(_route.Formatter, record);
            return frames.Count > 0;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // a custom formatter
        {
            LogNotWritten(_logger, _route.Name, heartbeat.Sequence, PlainText.Clean($"{exception.GetType().Name}: {exception.Message}"));
            return false;
        }
    }

    private async Task SendAsync(FrameBuffer frames, CancellationToken stopping)
    {
        Backoff backoff = new(_timeProvider);
        while (await TrySendAsync(frames, stopping).ConfigureAwait(false) is { } error)
        {
            if (backoff.Failures == 0)
            {
                LogSentAgain(_logger, _route.Name, _sequence, PlainText.Clean(error.Message));
            }

            backoff.AddFailure();
            await backoff.WaitAsync(stopping).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> TrySendAsync(FrameBuffer frames, CancellationToken stopping)
    {
        try
        {
            DeliveryTicket ticket = await _route.Transport.SendAsync(frames, stopping).ConfigureAwait(false);
            await _route.Transport.ConfirmAsync(ticket, stopping).ConfigureAwait(false);
            Interlocked.Increment(ref _confirmed);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // a custom transport may throw anything
        {
            return exception;
        }
    }
}
