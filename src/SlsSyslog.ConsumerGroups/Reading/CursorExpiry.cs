namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Verifies that the logs at a cursor have expired, and finds where to continue. The error code alone does not show it: a single wrong
/// response would otherwise repeat or skip everything that SLS retains.
/// </summary>
internal sealed class CursorExpiry(LogstoreContext logstore, int shard, ExpiredCursorPolicy policy)
{
    /// <summary>Gets the gap, or null when nothing has expired or it cannot be verified at this time.</summary>
    public async Task<LogGap?> FindGapAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        try
        {
            LogPosition oldest = await GetCursorAsync(ShardPosition.Earliest, cancellationToken).ConfigureAwait(false);
            if (!await HasExpiredAsync(cursor, oldest, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            LogPosition resumed = policy == ExpiredCursorPolicy.Latest
                ? await GetCursorAsync(ShardPosition.Latest, cancellationToken).ConfigureAwait(false)
                : oldest;
            if (resumed == cursor || CursorNumber.Decode(resumed) < CursorNumber.Decode(oldest))
            {
                return null;
            }

            DateTimeOffset? resumedAt = await TryGetTimeAsync(resumed, cancellationToken).ConfigureAwait(false);
            return new LogGap(logstore.ShardName(shard), cursor, resumed, resumedAt, logstore.Clock.Now);
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            logstore.Diagnostics.Failed("PullLogs", logstore.ShardName(shard), exception);
            return null;
        }
    }

    // Cursors that are not numbers have no order. Such a cursor is not valid if SLS does not know its time either. One that is not a number
    // among numbers has never been a position of SLS, so it cannot have expired.
    private async Task<bool> HasExpiredAsync(LogPosition cursor, LogPosition oldest, CancellationToken cancellationToken)
    {
        if (CursorNumber.Decode(oldest) is { } first)
        {
            return CursorNumber.Decode(cursor) < first;
        }

        try
        {
            await logstore.Client.GetCursorTimeAsync(shard, cursor, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.InvalidCursor)
        {
            return true;
        }
    }

    private Task<LogPosition> GetCursorAsync(ShardPosition position, CancellationToken cancellationToken) =>
        logstore.Client.GetCursorAsync(shard, position.WireText, cancellationToken);

    private async Task<DateTimeOffset?> TryGetTimeAsync(LogPosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await logstore.Client.GetCursorTimeAsync(shard, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            // A shard without logs has no such time. The time is for information only.
            return null;
        }
    }
}
