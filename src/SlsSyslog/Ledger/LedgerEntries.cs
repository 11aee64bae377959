namespace SlsSyslog;

/// <summary>
/// Holds the lines of a shard that are not written yet: the current one, and those before it while they cannot be written. Safe for concurrent use.
/// </summary>
internal sealed class LedgerEntries(TimeSpan onTimeLimit)
{
    private readonly Lock _lock = new();
    private readonly Queue<LedgerEntry> _ended = new();

    // The gaps that were read and are not confirmed, in order.
    private readonly Queue<(LogPosition End, long LogGroups)> _gaps = new();
    private LedgerEntry? _current;
    private LogPosition? _position;

    /// <summary>Adds a batch that was read.</summary>
    public void AddRead(LogBatch? batch)
    {
        if (batch is null)
        {
            return;
        }

        lock (_lock)
        {
            _position ??= batch.Start;
            if (batch.IsGap)
            {
                _gaps.Enqueue((batch.NextPosition, CursorNumber.Decode(batch.NextPosition) - CursorNumber.Decode(batch.Start) ?? 0));
            }
        }
    }

    /// <summary>Removes the gaps that will be read again.</summary>
    public void Rewind()
    {
        lock (_lock)
        {
            _gaps.Clear();
        }
    }

    /// <summary>Adds a batch all of whose records are confirmed.</summary>
    /// <param name="end">The position after it.</param>
    /// <param name="counts">The counts of its records.</param>
    /// <param name="batch">The batch, if it is known.</param>
    /// <param name="now">The time.</param>
    /// <param name="isFirst">Whether it is the first batch of a line.</param>
    /// <returns>Whether there are lines that have ended.</returns>
    public bool Add(LogPosition end, in BatchCounts counts, ReadBatch? batch, DateTimeOffset now, out bool isFirst)
    {
        DateTimeOffset receivedAt = batch?.ReceivedAt ?? now;
        DateTimeOffset minute = new(receivedAt.Ticks - (receivedAt.Ticks % TimeSpan.TicksPerMinute), receivedAt.Offset);
        lock (_lock)
        {
            if (_current is { } other && other.Minute != minute)
            {
                EndCurrent();
            }

            isFirst = _current is null;
            _current ??= new LedgerEntry(minute, _position ?? end);
            _current.Add(end, counts, batch?.RawBytes ?? 0, receivedAt < now ? now - receivedAt : TimeSpan.Zero, onTimeLimit);
            _position = end;
            while (_gaps.TryPeek(out (LogPosition End, long LogGroups) gap) && CursorNumber.HasReached(end, gap.End))
            {
                _current.GapLogGroups += gap.LogGroups;
                _gaps.Dequeue();
            }

            return _ended.Count > 0;
        }
    }

    /// <summary>Ends the current line. The next batch begins another one.</summary>
    public void EndCurrent()
    {
        lock (_lock)
        {
            if (_current is { } current)
            {
                _ended.Enqueue(current);
                _current = null;
            }
        }
    }

    /// <summary>Returns the first line that has ended and is not written.</summary>
    public LedgerEntry? FindEnded()
    {
        lock (_lock)
        {
            return _ended.TryPeek(out LedgerEntry? entry) ? entry : null;
        }
    }

    /// <summary>Removes the first line that has ended: it is written.</summary>
    public void RemoveEnded()
    {
        lock (_lock)
        {
            _ended.Dequeue();
        }
    }
}
