using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads the LogGroupList of one pull, which <see cref="LogGroupCheck"/> has checked. In a group the logs precede the topic, source and tags.
/// Each group is therefore scanned once, skipping its logs, before the logs are read one at a time.
/// </summary>
internal sealed class LogGroupBatch : LogBatch
{
    private readonly BlockDecoder _decoder;
    private readonly MemoryReservation? _tableMemory;
    private LogRecordTable _table;
    private readonly long? _firstGroupCursor;
    private byte[]? _block;
    private int _at;
    private int _groupEnd;
    private int _groupIndex;

    /// <summary>Initializes a new instance that owns the block, and the memory of a table, until it is disposed.</summary>
    public LogGroupBatch(BlockDecoder decoder, byte[] block, PullResult pulled, LogRecordTable table, MemoryReservation? tableMemory = null)
    {
        _decoder = decoder;
        _block = block;
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
    private ReadOnlySpan<byte> Block => _block.AsSpan(0, _block is null ? 0 : RawBytes + Lz4Block.Slack);

    public override bool MoveNext()
    {
        ReadOnlySpan<byte> block = Block;
        while (_at != _groupEnd || EnterNextGroup(block))
        {
            if (_at == _groupEnd)
            {
                continue;
            }

            uint tag = WireFormat.ReadTag(block, ref _at, _groupEnd);
            if (tag == WireFormat.GroupLog)
            {
                int logEnd = WireFormat.ReadFieldEnd(block, ref _at, _groupEnd);
                ReadLog(block, _at, logEnd);
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

            _decoder.Return(block);
        }
    }

    private bool EnterNextGroup(ReadOnlySpan<byte> block)
    {
        int end = _block is null ? 0 : RawBytes;
        while (_at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref _at, end);
            if (tag == WireFormat.ListGroup)
            {
                _groupEnd = WireFormat.ReadFieldEnd(block, ref _at, end);
                _table.BeginGroup(_firstGroupCursor + _groupIndex++);
                ReadGroup(block, _at, _groupEnd);
                return true;
            }

            WireFormat.Skip(block, tag, ref _at, end);
            _groupEnd = _at;
        }

        return false;
    }

    private void ReadGroup(ReadOnlySpan<byte> block, int at, int end)
    {
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            int fieldEnd;
            switch (tag)
            {
                case WireFormat.GroupLog:
                    at = WireFormat.ReadFieldEnd(block, ref at, end);
                    break;
                case WireFormat.GroupTopic:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    _table.SetTopic(at, fieldEnd - at);
                    at = fieldEnd;
                    break;
                case WireFormat.GroupSource:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    _table.SetSource(at, fieldEnd - at);
                    at = fieldEnd;
                    break;
                case WireFormat.GroupTag:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    LogPair pair = LogPair.Read(block, at, fieldEnd);
                    _table.AddTag(pair.KeyOffset, pair.KeyLength, pair.ValueOffset, pair.ValueLength);
                    at = fieldEnd;
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }
    }

    private void ReadLog(ReadOnlySpan<byte> block, int at, int end)
    {
        LogRecordTable table = _table;
        table.BeginRecord(0, 0);
        (uint seconds, uint nanoseconds) = (0, 0);
        while (at < end)
        {
            if (LogPair.IsPlainField(block, at, out int next, out int keyLength))
            {
                int valueOffset = at + keyLength + 6;
                table.AddField(at + 4, keyLength, valueOffset, next - valueOffset);
                at = next;
                continue;
            }

            uint tag = WireFormat.ReadTag(block, ref at, end);
            switch (tag)
            {
                case WireFormat.LogContent:
                    int contentEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    LogPair pair = LogPair.Read(block, at, contentEnd);
                    table.AddField(pair.KeyOffset, pair.KeyLength, pair.ValueOffset, pair.ValueLength);
                    at = contentEnd;
                    break;
                case WireFormat.LogTime:
                    seconds = (uint)WireFormat.ReadVarint(block, ref at, end);
                    break;
                case WireFormat.LogTimeNanoseconds:
                    nanoseconds = WireFormat.ReadFixed32(block, ref at, end);
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }

        // An invalid fraction is ignored. The whole second is still correct.
        table.SetTime(seconds, nanoseconds < 1_000_000_000 ? (int)nanoseconds : 0);
    }
}
