namespace SlsSyslog.Testing;

/// <summary>Compressed answers of one shard by the range they hold, so that a range is compressed once however often it is pulled.</summary>
internal sealed class BlockCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Cursor, int Count, BlockEncoding Encoding), PullBlock> _blocks = [];
    private readonly Dictionary<long, PullBlock> _prepared = [];
    private long _bytes;

    public PullBlock? Find(long cursor, int count, BlockEncoding encoding)
    {
        lock (_gate)
        {
            return _blocks.GetValueOrDefault((cursor, count, encoding));
        }
    }

    /// <summary>The block that was prepared for a cursor, compressed with LZ4, or null.</summary>
    public PullBlock? FindPrepared(long cursor)
    {
        lock (_gate)
        {
            return _prepared.GetValueOrDefault(cursor);
        }
    }

    public void Prepare(long cursor, PullBlock block)
    {
        lock (_gate)
        {
            _prepared[cursor] = block;
        }
    }

    public void Add(long cursor, BlockEncoding encoding, PullBlock block, long maxBytes)
    {
        lock (_gate)
        {
            if (_bytes + block.Body.Length > maxBytes)
            {
                _blocks.Clear();
                _bytes = 0;
            }

            if (_blocks.TryAdd((cursor, block.GroupCount, encoding), block))
            {
                _bytes += block.Body.Length;
            }
        }
    }

    /// <summary>Forgets what begins before a cursor.</summary>
    public void TrimTo(long cursor)
    {
        lock (_gate)
        {
            foreach (long trimmed in _prepared.Keys.Where(start => start < cursor).ToArray())
            {
                _prepared.Remove(trimmed);
            }

            _blocks.Clear();
            _bytes = 0;
        }
    }
}
