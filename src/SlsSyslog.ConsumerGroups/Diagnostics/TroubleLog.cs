using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Knows what is failing, so that the log tells when trouble begins, changes and ends, and not each try. What concerns one shard is
// told per shard; what concerns them all (keys, permissions, names) once. Safe for use from several threads.
internal sealed partial class TroubleLog(ILogger logger)
{
    private readonly ConcurrentDictionary<(string Operation, string Subject), SlsErrorKind> _troubles = new();
    private volatile string? _current;
    private long _gaps;
    private long _missedGroups;

    // Logs that expired before they were read, since the source was started.
    public (long Gaps, long MissedGroups) Missed => (Interlocked.Read(ref _gaps), Interlocked.Read(ref _missedGroups));

    // Whether SLS refuses the key at this moment.
    public bool AreCredentialsRejected => _troubles.Values.Any(kind => kind == SlsErrorKind.Credentials);

    // What fails at this moment, as it was told last; null when nothing does.
    public string? Current => _current;

    // Gives the kind, so that callers ask once.
    public SlsErrorKind Failed(string operation, string subject, Exception error)
    {
        SlsErrorKind kind = SlsErrors.Classify(error);
        _current = error.Message;
        (string, string) key = (operation, ConcernsAll(kind) ? "" : subject);
        bool isNews = !_troubles.TryGetValue(key, out SlsErrorKind known) || known != kind;
        if (isNews)
        {
            _troubles[key] = kind;
            LogTrouble(logger, operation, subject, kind, error.Message);
        }

        return kind;
    }

    public void Worked(string operation, string subject)
    {
        if (!_troubles.IsEmpty && (_troubles.TryRemove((operation, subject), out _) | _troubles.TryRemove((operation, ""), out _)))
        {
            _current = null;
            LogWorksAgain(logger, operation, subject);
        }
    }

    // Gives how long to wait before the block is pulled again: twice as long each time, up to half a minute.
    public TimeSpan BrokenBlock(string subject, LogPosition position, SlsProtocolException error, int inARow, int patience)
    {
        if (inARow == 1)
        {
            LogBrokenBlock(logger, subject, position.Cursor, error.Message);
        }
        else if (inARow == patience)
        {
            LogBlockStaysBroken(logger, subject, position.Cursor, error.Message);
        }

        return TimeSpan.FromMilliseconds(Math.Min(250 << Math.Min(inARow, 7), 30_000));
    }

    public void CursorExpired(LogGap gap)
    {
        Interlocked.Increment(ref _gaps);
        Interlocked.Add(ref _missedGroups, gap.MissedGroups ?? 0);
        SlsMetrics.CountGap(gap);
        LogCursorExpired(logger, gap.ShardName, gap.Expired.Cursor, gap.MissedGroups, gap.Resumed.Cursor, gap.ResumedAt);
    }

    private static bool ConcernsAll(SlsErrorKind kind) =>
        kind is SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Clock or SlsErrorKind.Rejected;
}
