namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Counts the records and bytes of one shard that are confirmed and not stored, to decide whether the next checkpoint is due before the commit
/// interval has passed. Not safe for concurrent use.
/// </summary>
internal sealed class CommitProgress(int? maxRecords, long? maxBytes)
{
    // Batches that were read and are not confirmed, in order.
    private readonly Queue<(LogPosition End, int Records, int Bytes)> _read = new();
    private LogPosition? _last;
    private long _records;
    private long _bytes;

    // What the checkpoint contains that is being stored.
    private (long Records, long Bytes) _storing;

    /// <summary>Gets whether records and bytes count at all.</summary>
    public bool IsActive => maxRecords is not null || maxBytes is not null;

    /// <summary>Gets whether records have to be counted.</summary>
    public bool CountsRecords => maxRecords is not null;

    public bool IsDue => _records >= maxRecords || _bytes >= maxBytes;

    /// <summary>Adds a batch, unless it was added before.</summary>
    public void AddRead(LogPosition end, int records, int bytes)
    {
        if (_last is null || !CursorNumber.HasReached(_last, end))
        {
            _read.Enqueue((end, records, bytes));
            _last = end;
        }
    }

    /// <summary>Adds the batches up to a position.</summary>
    public void Confirm(LogPosition position)
    {
        while (_read.TryPeek(out (LogPosition End, int Records, int Bytes) batch) && CursorNumber.HasReached(position, batch.End))
        {
            _read.Dequeue();
            _records += batch.Records;
            _bytes += batch.Bytes;
        }
    }

    /// <summary>Starts a checkpoint of what is confirmed.</summary>
    public void BeginStore() => _storing = (_records, _bytes);

    /// <summary>Removes what the checkpoint contains.</summary>
    public void SetStored()
    {
        _records -= _storing.Records;
        _bytes -= _storing.Bytes;
        _storing = default;
    }
}
