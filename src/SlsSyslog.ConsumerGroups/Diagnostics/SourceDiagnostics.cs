using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Receives what the parts of one source report, and turns it into log messages and status. It is kept over all runs of the source. A
/// failure is logged when it starts, changes and ends, not at each attempt. Safe for concurrent use.
/// </summary>
internal sealed partial class SourceDiagnostics(ILogger logger, SlsClock clock, TimeProvider timeProvider)
{
    private readonly ErrorState _errors = new();
    private readonly GapCounter _gaps = new();
    private volatile SlsCredentialException? _refreshError;

    public ILogger Logger => logger;

    public SourceMonitor Monitor { get; } = new(clock, timeProvider);

    public string? LastError => _errors.LastError;

    /// <summary>Reports a failed operation. The shard is the name of the logstore when the operation concerns all of its shards.</summary>
    public SlsErrorKind Failed(string operation, string shard, Exception exception)
    {
        SlsErrorKind kind = SlsErrors.Classify(exception);
        if (_errors.SetFailed(operation, shard, kind, exception.Message))
        {
            LogFailed(logger, operation, shard, kind, exception.Message);
        }

        return kind;
    }

    public void Succeeded(string operation, string shard)
    {
        if (_errors.SetSucceeded(operation, shard))
        {
            LogRecovered(logger, operation, shard);
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

        if (error is null)
        {
            LogRefreshed(logger);
        }
        else if (known is null)
        {
            LogRefreshFailed(logger, error.Message);
        }
    }

    public void CursorExpired(LogGap gap)
    {
        _gaps.Add(gap);
        LogCursorExpired(logger, gap.ShardName, gap.Expired.Cursor, gap.MissedLogGroups, gap.Resumed.Cursor, gap.ResumedAt);
    }

    public SourceStatus GetStatus() =>
        new(Monitor.GetShards(), Monitor.HeartbeatAge, _errors.AreCredentialsRejected, _gaps.Gaps, _gaps.MissedLogGroups);
}
