using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Knows what is failing, so that the log tells when trouble begins, changes and ends, and not each try. What concerns one shard is
// told per shard; what concerns them all (keys, permissions, names) once. Safe for use from several threads.
internal sealed partial class TroubleLog(ILogger logger)
{
    private const int PatienceWithBrokenBlocks = 3;

    private readonly ConcurrentDictionary<(string Operation, string Subject), SlsErrorKind> _troubles = new();

    // Gives the kind, so that callers ask once.
    public SlsErrorKind Failed(string operation, string subject, Exception error)
    {
        SlsErrorKind kind = SlsErrors.Classify(error);
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
            LogWorksAgain(logger, operation, subject);
        }
    }

    // Gives how long to wait before the block is pulled again.
    public TimeSpan BrokenBlock(string subject, LogPosition position, SlsProtocolException error, int inARow)
    {
        if (inARow == 1)
        {
            LogBrokenBlock(logger, subject, position.Cursor, error.Message);
        }
        else if (inARow == PatienceWithBrokenBlocks)
        {
            LogBlockStaysBroken(logger, subject, position.Cursor, error.Message);
        }

        return inARow < PatienceWithBrokenBlocks ? TimeSpan.FromMilliseconds(500 * inARow) : TimeSpan.FromSeconds(30);
    }

    public void CursorExpired(string subject, LogPosition expired, LogPosition earliest) =>
        LogCursorExpired(logger, subject, expired.Cursor, earliest.Cursor);

    private static bool ConcernsAll(SlsErrorKind kind) =>
        kind is SlsErrorKind.Credentials or SlsErrorKind.Missing or SlsErrorKind.Clock or SlsErrorKind.Rejected;
}
