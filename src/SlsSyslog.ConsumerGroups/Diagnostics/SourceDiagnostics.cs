namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Receives what the parts of one source report, and turns it into log messages and status. It is kept over all runs of the source. A
/// failure is logged when it starts, changes and ends, not at each attempt, and repeated in growing intervals. Safe for concurrent use.
/// </summary>
internal sealed partial class SourceDiagnostics
{
    private const string Decoding = "Decoding";

    private readonly ErrorState _errors = new();
    private volatile SlsCredentialException? _refreshError;
    private readonly OutageReminder _outage;
    private readonly OutageHistory _outages;
    private readonly SlsClock _clock;
    private SourceError? _lastError;
    private long _refreshErrors;
    private readonly TimeProvider _timeProvider;
    private volatile bool _isConsumerDuplicate;
    private volatile IReadOnlyList<ShardStatus> _shardsBefore = [];

    public SourceDiagnostics(ILogger logger, SlsClock clock, TimeProvider timeProvider)
    {
        Logger = logger;
        Monitor = new SourceMonitor(clock, timeProvider);
        _timeProvider = timeProvider;
        _clock = clock;
        _outages = new OutageHistory(timeProvider);
        Pulls = new PullMeter(Monitor, timeProvider);
        _outage = new OutageReminder(Remind, timeProvider);
    }

    public ILogger Logger { get; }

    public SourceMonitor Monitor { get; }

    public PullMeter Pulls { get; }

    public string? LastError => _errors.LastError;

    /// <summary>Reports that an activity failed, for example the pulls of a shard, which can consist of several operations.</summary>
    /// <param name="activity">The name of the operation that completes the activity.</param>
    /// <param name="shard">The shard, or the name of the logstore when the activity concerns all of its shards.</param>
    /// <param name="exception">The error.</param>
    public SlsErrorKind Failed(string activity, string shard, Exception exception)
    {
        string operation = (exception as SlsException)?.Operation ?? activity;
        Failure failure = new(operation, shard, SlsErrors.Classify(exception), exception.Message, _timeProvider.GetTimestamp());
        if (SetFailed(activity, failure))
        {
            LogFailed(Logger, operation, failure.Target, failure.Kind, failure.Reason);
        }

        return failure.Kind;
    }

    /// <summary>Reports that a block cannot be decoded, which the caller logs.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="reason">The error.</param>
    /// <param name="isBlocked">Whether it failed so often that the shard counts as blocked.</param>
    public void DecodingFailed(string shard, string reason, bool isBlocked)
    {
        SetFailed(Decoding, new Failure(Decoding, shard, SlsErrorKind.Transient, reason, _timeProvider.GetTimestamp()));
        if (isBlocked)
        {
            string action = "Report the log entry with its cursor. Nothing is skipped: the shard continues when the block can be decoded.";
            Monitor.SetBlocked(shard, new SourceError(_timeProvider.GetUtcNow(), PlainText.Clean(reason), action));
        }
    }

    public void DecodingSucceeded(string shard)
    {
        Monitor.SetBlocked(shard, error: null);
        Succeeded(Decoding, shard);
    }

    public void Succeeded(string activity, string shard)
    {
        if (_errors.SetSucceeded(activity, shard) is { } failure)
        {
            string duration = DurationText.Format(_timeProvider.GetElapsedTime(failure.Since));
            LogRecovered(Logger, failure.Operation, failure.Target, duration);
            EndOutage();
        }
    }

    /// <summary>Reports the result of the last refresh of credentials that are in use. Requests continue with the existing ones.</summary>
    public void CredentialsRefreshed(SlsCredentialException? error)
    {
        SlsCredentialException? known = _refreshError;
        if (ReferenceEquals(known, error) || !ReferenceEquals(Interlocked.CompareExchange(ref _refreshError, error, known), known))
        {
            return;
        }

        if (error is not null)
        {
            Interlocked.Increment(ref _refreshErrors);
        }

        if (error is null)
        {
            LogRefreshed(Logger);
        }
        else if (known is null)
        {
            LogRefreshFailed(Logger, error.Message);
        }
    }

    /// <summary>Reports that this consumer no longer reads a shard.</summary>
    public void ShardEnded(string shard)
    {
        Monitor.RemoveShard(shard);
        _errors.Remove(shard);
        EndOutage();
    }

    /// <summary>Reports that the source has ended. There are no reminders until something fails again.</summary>
    public void RunEnded()
    {
        _outage.End();
        _outages.Close();
    }

    public void CursorExpired(LogGap gap)
    {
        Monitor.GetLogstore(gap.ShardName[..gap.ShardName.IndexOf('/', StringComparison.Ordinal)]).AddGap(gap);
        string missed = gap.MissedLogGroups is { } count ? FormattableString.Invariant($"Up to {count}") : "An unknown number of";
        string expired = PlainText.Clean(gap.Expired.Cursor);
        string resumed = PlainText.Clean(gap.Resumed.Cursor);
        string resumedAt = gap.ResumedAt is { } time ? FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : "an unknown time";
        LogCursorExpired(Logger, gap.ShardName, expired, missed, resumed, resumedAt);
    }

    public void ConsumerIsDuplicate() => _isConsumerDuplicate = true;

    /// <summary>Gets the status of a source.</summary>
    /// <param name="options">The options of the source.</param>
    public SourceStatus GetStatus(SlsSourceOptions options)
    {
        LogstoreStatus[] logstores = [.. options.Logstores.Select(name => Monitor.GetLogstore(name).GetStatus())];
        return new SourceStatus(
            Monitor.GetShards(),
            logstores.Max(logstore => logstore.HeartbeatAge),
            _errors.AreCredentialsRejected,
            logstores.Sum(logstore => logstore.Gaps),
            logstores.Sum(logstore => logstore.MissedLogGroups),
            _isConsumerDuplicate)
        {
            Project = options.Project,
            Logstores = logstores,
            IsRegistered = true,
            CredentialExpiresAt = Monitor.CredentialExpiresAt - _clock.Offset,
            CredentialRefreshErrors = Interlocked.Read(ref _refreshErrors),
            MemoryUsedBytes = Monitor.MemoryUsedBytes,
            MemoryLimitBytes = Monitor.MemoryLimitBytes,
            LastError = Volatile.Read(ref _lastError),
            Outages = _outages.All,
        };
    }

    private bool SetFailed(string activity, Failure failure)
    {
        bool isNew = _errors.SetFailed(activity, failure);
        SourceError error = SourceError.Create(_timeProvider.GetUtcNow(), failure.Kind, failure.Reason);
        Volatile.Write(ref _lastError, error);
        Monitor.SetError(failure.Shard, error);
        _outages.Open(failure.Reason);
        if (_outage.Start())
        {
            _shardsBefore = Monitor.GetShards();
        }

        return isNew;
    }

    private void EndOutage()
    {
        if (_errors.Current.Count > 0)
        {
            return;
        }

        _outages.Close();
        if (_outage.End() is { } outage)
        {
            string duration = DurationText.Format(outage);
            LogOutageOver(Logger, duration);
        }
    }

    private void Remind(TimeSpan outage)
    {
        if (_errors.Current is ( > 0 and int count, { } first))
        {
            // Without heartbeats the shards are dropped. What they had not read then has become older since.
            IReadOnlyList<ShardStatus> shards = Monitor.GetShards();
            string lag = DurationText.Format(shards.Max(shard => shard.Lag) ?? (_shardsBefore.Max(shard => shard.Lag) + outage));
            string left = DurationText.Format(
                shards.Min(shard => shard.RetentionLeft) ?? (_shardsBefore.Min(shard => shard.RetentionLeft) - outage));
            string duration = DurationText.Format(outage);
            LogOutage(Logger, duration, first.Operation, first.Target, count - 1, lag, left, first.Reason);
        }
    }
}
