using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Checks a whole block first: if an invalid one were detected halfway, each new pull would send its first half again.</summary>
/// <remarks>The check follows the decompression in steps, so that it reads the bytes while they are in the cache of the processor.</remarks>
internal ref struct LogGroupCheck
{
    /// <summary>The length of the groups without an entry in the index. They are short enough to be searched when they are read.</summary>
    public const int MaxUnindexedBytes = 4096;

    // A tag and a number or a fixed value after it have at most ten bytes each.
    private const int MaxHeadBytes = 20;
    private const int NoGroup = -1;

    private readonly ReadOnlySpan<byte> _block;
    private readonly int _length;
    private readonly Span<int> _tails;
    private int _at;
    private int _groupStart;
    private int _groupEnd = NoGroup;
    private int _tail;
    private int _tags;
    private int _maxFields;
    private int _tailCount;

    // The fields after the logs of the last group, which were valid and did not contain logs; otherwise empty.
    private ReadOnlySpan<byte> _lastTail;
    private int _lastTags;
    private bool _isMixed;

    /// <summary>Initializes a new instance that writes where the first logs of each indexed group end. The slack is part of the block.</summary>
    public LogGroupCheck(ReadOnlySpan<byte> block, int length, Span<int> tails)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length - Lz4Block.Slack, length, nameof(block));
        _block = block;
        _length = length;
        _tails = tails;
    }

    public int Groups { get; private set; }

    /// <summary>Gets the fields and tags of the log that has most of them.</summary>
    public int MaxPairs { get; private set; }

    public static int GetIndexLength(int length) => length / MaxUnindexedBytes;

    /// <summary>
    /// Checks as much as possible of the bytes that are decoded. With all bytes, the check is complete. After an exception the check is not
    /// continued.
    /// </summary>
    /// <exception cref="SlsProtocolException">The block is not valid.</exception>
    public void Advance(int available)
    {
        int limit = available < _length ? available - MaxHeadBytes : _length;
        while (true)
        {
            if (_groupEnd == NoGroup)
            {
                if (_at >= limit)
                {
                    return;
                }

                uint tag = WireFormat.ReadTag(_block, ref _at, _length);
                if (tag != WireFormat.ListGroup)
                {
                    WireFormat.Skip(_block, tag, ref _at, _length);
                    continue;
                }

                _groupEnd = WireFormat.ReadFieldEnd(_block, ref _at, _length);
                _groupStart = _at;
                _tail = _groupEnd;
                _tags = _maxFields = 0;
                _isMixed = false;
            }

            CheckGroup(limit, available);
            if (_at < _groupEnd)
            {
                return;
            }

            EndGroup();
        }
    }

    private void EndGroup()
    {
        if (_groupEnd - _groupStart > MaxUnindexedBytes)
        {
            _tails[_tailCount++] = _tail;
        }

        _lastTail = _isMixed ? default : _block[_tail.._groupEnd];
        _lastTags = _tags;
        MaxPairs = Math.Max(MaxPairs, _tags + _maxFields);
        Groups++;
        _groupEnd = NoGroup;
    }

    private void CheckGroup(int limit, int available)
    {
        ReadOnlySpan<byte> block = _block;
        ref byte bytes = ref PlainField.Start(block);
        int at = _at;
        int end = _groupEnd;
        int maxFields = _maxFields;
        limit = Math.Min(limit, end);
        while (at < limit)
        {
            int start = at;
            uint tag = WireFormat.GroupLog;
            if (PlainField.TryReadBytes(ref bytes, at, end, WireFormat.GroupLog, out int content, out int fieldEnd))
            {
                at = content;
            }
            else
            {
                if (_tail == end && end <= available && IsLastTail(at))
                {
                    (_tail, _tags, at) = (at, _lastTags, end);
                    break;
                }

                tag = WireFormat.ReadTag(block, ref at, end);
                if (tag is not (WireFormat.GroupLog or WireFormat.GroupTag))
                {
                    WireFormat.Skip(block, tag, ref at, end);
                    _tail = Math.Min(_tail, start);
                    continue;
                }

                fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
            }

            if (fieldEnd > available)
            {
                at = start;
                break;
            }

            if (tag == WireFormat.GroupLog)
            {
                maxFields = Math.Max(maxFields, CheckLog(block, at, fieldEnd));
                _isMixed |= start > _tail;
            }
            else
            {
                LogPair.Read(block, at, fieldEnd);
                _tail = Math.Min(_tail, start);
                _tags++;
            }

            at = fieldEnd;
        }

        _at = at;
        _maxFields = maxFields;
    }

    private readonly bool IsLastTail(int at) => !_lastTail.IsEmpty && _block[at.._groupEnd].SequenceEqual(_lastTail);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CheckLog(ReadOnlySpan<byte> block, int at, int end)
    {
        ref byte bytes = ref PlainField.Start(block);
        int fields = 0;
        if (PlainField.TryReadTime(ref bytes, at, end, out _))
        {
            at += PlainField.TimeBytes;
        }

        while (at < end)
        {
            if (PlainField.TryReadContent(ref bytes, at, end, out int next, out _, out _, out _))
            {
                at = next;
                fields++;
                continue;
            }

            at = CheckField(block, at, end, ref fields);
        }

        return fields;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CheckField(ReadOnlySpan<byte> block, int at, int end, ref int fields)
    {
        uint tag = WireFormat.ReadTag(block, ref at, end);
        if (tag != WireFormat.LogContent)
        {
            WireFormat.Skip(block, tag, ref at, end);
            return at;
        }

        int contentEnd = WireFormat.ReadFieldEnd(block, ref at, end);
        LogPair.Read(block, at, contentEnd);
        fields++;
        return contentEnd;
    }
}
