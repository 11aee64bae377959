using System.Numerics;

namespace SlsSyslog;

/// <summary>Logs what happens to the records of a route, without an entry per record or per shard.</summary>
internal sealed partial class RouteReport : IDisposable
{
    private const int AttemptsBeforeAlarm = 4;

    private readonly string _route;
    private readonly RouteMonitor _monitor;
    private readonly ILogger _logger;
    private readonly RepeatedReasons _resends;
    private readonly MinuteCounter _deadLetters;
    private readonly MinuteCounter _truncated;
    private readonly MinuteCounter _holds;
    private readonly MinuteCounter _skipped;
    private volatile string _lastLetter = "";
    private volatile string _lastHold = "";
    private volatile string _lastSkip = "";
    private int _loggedUnparsed;
    private int _loggedClash;
    private int _loggedTime;
    private int _loggedProfile;

    public RouteReport(RouteMonitor monitor, string deadLetterTarget, int maxBytes, TimeProvider timeProvider, ILogger logger)
    {
        string route = monitor.Name;
        (_route, _monitor, _logger) = (route, monitor, logger);
        Progress = new RouteProgress(route, timeProvider, logger);
        _resends = new RepeatedReasons(timeProvider);
        _deadLetters = new MinuteCounter(timeProvider, (count, total) => LogDeadLetters(_logger, route, count, deadLetterTarget, total, _lastLetter));
        _truncated = new MinuteCounter(timeProvider, (count, total) => LogTruncated(_logger, route, count, maxBytes, total));
        _holds = new MinuteCounter(timeProvider, (_, _) => LogHeld(_logger, route, deadLetterTarget, _lastHold));
        _skipped = new MinuteCounter(timeProvider, (count, total) => LogSkipped(_logger, route, count, total, _lastSkip));
    }

    /// <summary>Gets a value that indicates whether shards wait at records that the server rejects.</summary>
    public bool WaitsForRejected { get; init; }

    /// <summary>Gets what reports that nothing is confirmed.</summary>
    public RouteProgress Progress { get; }

    public void AddDeadLetter(string reason)
    {
        _lastLetter = reason;
        _deadLetters.Add(1);
    }

    public void AddSkipped(string reason)
    {
        _lastSkip = PlainText.Clean(reason);
        _skipped.Add(1);
    }

    /// <summary>Adds a record that the server rejects and that the policy does not wait for.</summary>
    public void AddRejected(LeaseAccount account, in LastSlice last, FailureAction action) =>
        LogRecordRejected(_logger, _route, account.Name, $"{account.Confirmed} + {last.Index}", last.Bytes, action);

    /// <summary>Adds a failure for which the policy stops a shard.</summary>
    public void AddStop(string shard, FailureStopException stop)
    {
        _monitor.Block(shard, stop.Message, "Correct the cause, and restart the process. The shard is not read until then.");
        LogShardStopped(_logger, _route, shard, stop.Message);
    }

    /// <summary>Adds an error for which an optional destination does not receive the rest of a shard.</summary>
    public void AddEnd(string shard, string reason)
    {
        string cleanReason = PlainText.Clean(reason);
        _monitor.Block(shard, cleanReason, "Correct what the message says, and restart the process. The other destinations continue.");
        LogEnded(_logger, _route, shard, cleanReason);
    }

    /// <summary>Adds messages that were truncated to the size limit and confirmed.</summary>
    public void AddTruncated(int count) => _truncated.Add(count);

    /// <summary>Adds what could not be done before records were formatted. Each kind is logged once and counted by a metric.</summary>
    public void AddTransformed(in RecordTransformCounts counts)
    {
        if (counts.UnparsedFields > 0 && Interlocked.Exchange(ref _loggedUnparsed, 1) == 0)
        {
            LogUnparsedField(_logger, _route, SlsSyslogMetricNames.UnparsedFields);
        }

        if (counts.NameClashes > 0 && Interlocked.Exchange(ref _loggedClash, 1) == 0)
        {
            LogNameClash(_logger, _route, SlsSyslogMetricNames.ClashingFields);
        }

        if (counts.UnreadableTimes > 0 && Interlocked.Exchange(ref _loggedTime, 1) == 0)
        {
            LogUnreadableTime(_logger, _route, SlsSyslogMetricNames.UnreadableTimeRecords);
        }

        if (counts.AmbiguousProfiles > 0 && Interlocked.Exchange(ref _loggedProfile, 1) == 0)
        {
            LogAmbiguousProfile(_logger, _route, SlsSyslogMetricNames.AmbiguousProfileRecords);
        }
    }

    /// <summary>Adds a failed attempt to store a dead letter, for which the shard waits.</summary>
    public void AddHold(string shard, string reason)
    {
        _lastHold = reason;
        _monitor.Block(shard, reason, "Make it possible to store dead letters: check the folder, its permissions, the free space and the limits.");
        _holds.Add(1);
    }

    /// <summary>Reports that a shard that waited for its dead letter continues.</summary>
    public void EndHold(string shard)
    {
        _monitor.GetShard(shard).Blocked = null;
        LogHoldEnded(_logger, _route, shard);
    }

    /// <summary>Adds a failure after which a shard is read again, and reports a shard that makes no progress.</summary>
    /// <param name="account">The account of the lease.</param>
    /// <param name="isolation">The attempts since the last confirmation.</param>
    /// <param name="last">The last slice that was sent.</param>
    /// <param name="reason">The error.</param>
    public void AddFailure(LeaseAccount account, RecordIsolation isolation, in LastSlice last, string reason)
    {
        string shard = account.Name;
        int attempts = isolation.Attempts;
        string cleanReason = PlainText.Clean(reason);
        bool isRejected = WaitsForRejected && attempts >= AttemptsBeforeAlarm && isolation.MaxFrames == 1 && last.Records == 1;
        if (isRejected)
        {
            _monitor.Block(
                shard,
                $"The server does not confirm record {account.Confirmed} + {last.Index}, whose message has {last.Bytes} bytes. {cleanReason}",
                "Compare Message:MaxBytes with the limit of the server, or store oversized records as dead letters.");
        }
        else
        {
            _monitor.AddError(shard, cleanReason, "Check that the server runs, is reachable, and reads what it receives.");
        }

        if (attempts < AttemptsBeforeAlarm || !BitOperations.IsPow2(attempts))
        {
            AddResend(shard, cleanReason);
        }
        else if (isRejected)
        {
            LogRejected(_logger, _route, shard, $"{account.Confirmed} + {last.Index}", last.Bytes, attempts, cleanReason);
        }
        else
        {
            LogNoProgress(_logger, _route, shard, attempts, cleanReason);
        }
    }

    /// <summary>Adds a shard that is read again. The same reason is logged once a minute, for all shards together.</summary>
    public void AddResend(string shard, string reason)
    {
        if (!_resends.TryReport(reason = PlainText.Clean(reason), out int repeated))
        {
            return;
        }

        if (repeated == 0)
        {
            LogSendingAgain(_logger, _route, shard, reason);
        }
        else
        {
            LogSendingAgainRepeatedly(_logger, _route, shard, repeated, reason);
        }
    }

    public void Dispose()
    {
        Progress.Dispose();
        _deadLetters.Dispose();
        _truncated.Dispose();
        _holds.Dispose();
        _skipped.Dispose();
    }
}
