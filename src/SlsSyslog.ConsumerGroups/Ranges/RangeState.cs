namespace SlsSyslog.ConsumerGroups;

/// <summary>Remembers how far one range is read and confirmed. Safe for concurrent use.</summary>
internal sealed class RangeState(LogstoreContext logstore, int shard, LogPosition begin, LogPosition end)
{
    private readonly Lock _lock = new();
    private readonly LogPosition _begin = begin;
    private LogPosition _read = begin;
    private LogPosition _confirmed = begin;
    private bool _isFinished;

    public LogstoreContext Logstore => logstore;

    public int Shard => shard;

    public LogPosition End => end;

    public bool IsFinished
    {
        get
        {
            lock (_lock)
            {
                return _isFinished;
            }
        }
    }

    /// <summary>Gets the position at which reading starts.</summary>
    public LogPosition Confirmed
    {
        get
        {
            lock (_lock)
            {
                return _confirmed;
            }
        }
    }

    public long LogGroups => CursorNumber.Decode(end) - CursorNumber.Decode(_begin) ?? 0;

    public long ConfirmedLogGroups => IsFinished ? LogGroups : CursorNumber.Decode(Confirmed) - CursorNumber.Decode(_begin) ?? 0;

    /// <summary>Continues at what an earlier run has confirmed of the shard, which may be before or after this range.</summary>
    public void Resume(LogPosition stored)
    {
        lock (_lock)
        {
            if (CursorNumber.HasReached(stored, end))
            {
                (_read, _confirmed, _isFinished) = (end, end, true);
            }
            else if (CursorNumber.Decode(stored) > CursorNumber.Decode(_begin))
            {
                (_read, _confirmed) = (stored, stored);
            }
        }
    }

    public void AddRead(LogBatch batch)
    {
        lock (_lock)
        {
            _read = CursorNumber.HasReached(batch.NextPosition, _read) ? batch.NextPosition : _read;
        }
    }

    public void Confirm(LogPosition position)
    {
        lock (_lock)
        {
            _confirmed = CursorNumber.HasReached(position, _confirmed) ? position : _confirmed;
        }
    }

    /// <summary>Records that the end was read. The range is finished if everything before it is confirmed.</summary>
    public bool TryFinish()
    {
        lock (_lock)
        {
            return _isFinished = CursorNumber.HasReached(_confirmed, _read);
        }
    }
}
