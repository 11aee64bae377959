namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads the LogGroupList of one pull, which <see cref="LogGroupCheck"/> has checked. In a group the logs precede the topic, source and tags,
/// which are read first: the index of the check has their place in a large group.
/// </summary>
internal sealed class LogGroupBatch : LogBatch
{
    private readonly BlockDecoder _decoder;
    private readonly MemoryReservation? _tableMemory;
    private readonly long? _firstGroupCursor;
    private readonly int[] _tails;
    private LogRecordTable _table;
    private byte[]? _block;
    private int _at;
    private int _logsEnd;
    private int _groupEnd;
    private int _groupIndex;
    private int _tailIndex;

    // The topic, source and tags of the current group, if there are no logs between them; otherwise empty.
    private int _tailStart;
    private int _tailEnd;

    /// <summary>Initializes a new instance that owns the block, the index and the memory of a table, until it is disposed.</summary>
    public LogGroupBatch(
        BlockDecoder decoder, byte[] block, int[] tails, PullResult pulled, LogRecordTable table, MemoryReservation? tableMemory = null)
    {
        _decoder = decoder;
        _block = block;
        _tails = tails;
        RawBytes = pulled.RawBytes;
        _firstGroupCursor = pulled.FirstGroupCursor;
        _table = table;
        _tableMemory = tableMemory;
        Start = pulled.Start;
        NextPosition = pulled.Next;
        ReceivedAt = pulled.OldestReceivedAt;
    }

    public override LogPosition Start { get; }

    public override LogPosition NextPosition { get; }

    public override int RawBytes { get; }

    public override DateTimeOffset? ReceivedAt { get; }

    public override LogRecord Current => new(Block, _table);

    // The record includes the slack after the decoded bytes, so that values can be copied with the widest moves.
    private ReadOnlySpan<byte> Block => _block is { } block ? block.AsSpan(0, RawBytes + Lz4Block.Slack) : default;

    /// <summary>Counts the logs of the whole batch.</summary>
    public int CountLogs() => LogCounter.Count(Block[..RawBytes]);

    public override bool MoveNext()
    {
        ReadOnlySpan<byte> block = Block;
        if (block.IsEmpty)
        {
            return false;
        }

        ref byte bytes = ref PlainField.Start(block);
        while (_at < _logsEnd || EnterNextGroup(block))
        {
            int at = _at;
            if (at == _logsEnd)
            {
                continue;
            }

            if (PlainField.TryReadBytes(ref bytes, at, _logsEnd, WireFormat.GroupLog, out int log, out int logEnd))
            {
                _at = logEnd;
                LogReader.ReadLog(block, log, logEnd, _table);
                return true;
            }

            uint tag = WireFormat.ReadTag(block, ref _at, _groupEnd);
            if (tag == WireFormat.GroupLog)
            {
                logEnd = WireFormat.ReadFieldEnd(block, ref _at, _groupEnd);
                LogReader.ReadLog(block, _at, logEnd, _table);
                _at = logEnd;
                return true;
            }

            WireFormat.Skip(block, tag, ref _at, _groupEnd);
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _block, null) is { } block)
        {
            if (_tableMemory is not null)
            {
                _table = new LogRecordTable();
                _tableMemory.Dispose();
            }

            _decoder.Return(block, _tails);
        }
    }

    private bool EnterNextGroup(ReadOnlySpan<byte> block)
    {
        _at = _groupEnd;
        while (_at < RawBytes)
        {
            uint tag = WireFormat.ReadTag(block, ref _at, RawBytes);
            if (tag == WireFormat.ListGroup)
            {
                _groupEnd = WireFormat.ReadFieldEnd(block, ref _at, RawBytes);
                BeginGroup(block, _at, _groupEnd);
                return true;
            }

            WireFormat.Skip(block, tag, ref _at, RawBytes);
            _groupEnd = _logsEnd = _at;
        }

        return false;
    }

    private void BeginGroup(ReadOnlySpan<byte> block, int start, int end)
    {
        long? cursor = _firstGroupCursor + _groupIndex++;
        int tail = end - start > LogGroupCheck.MaxUnindexedBytes ? _tails[_tailIndex++] : LogReader.FindTail(block, start, end);
        ReadOnlySpan<byte> last = block[_tailStart.._tailEnd];
        if (!last.IsEmpty && last.SequenceEqual(block[tail..end]))
        {
            _table.RepeatGroup(cursor, tail - _tailStart);
            (_logsEnd, _tailStart, _tailEnd) = (tail, tail, end);
            return;
        }

        _table.BeginGroup(cursor);
        bool hasLogs = LogReader.ReadGroup(block, tail, end, _table);
        _logsEnd = hasLogs ? end : tail;
        (_tailStart, _tailEnd) = hasLogs ? (0, 0) : (tail, end);
    }
}
