namespace SlsSyslog.Testing;

/// <summary>Caches the compressed responses of one shard by their range, so that each range is compressed once.</summary>
internal sealed class BlockCache
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long Cursor, int Count, BlockEncoding Encoding), PullBlock> _blocks = [];
    private readonly Dictionary<long, PullBlock> _prepared = [];
    private long _bytes;

    public PullBlock? Find(long cursor, int count, BlockEncoding encoding)
    {
        lock (_lock)
        {
            return _blocks.GetValueOrDefault((cursor, count, encoding));
        }
    }

    /// <summary>Gets the block that was prepared for a cursor, compressed with LZ4, or <see langword="null"/>.</summary>
    public PullBlock? FindPrepared(long cursor)
    {
        lock (_lock)
        {
            return _prepared.GetValueOrDefault(cursor);
        }
    }

    public void Prepare(long cursor, PullBlock block)
    {
        lock (_lock)
        {
            _prepared[cursor] = block;
        }
    }

    public void Add(long cursor, BlockEncoding encoding, PullBlock block, long maxBytes)
    {
        lock (_lock)
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

    /// <summary>Removes blocks that start before a cursor.</summary>
    public void TrimTo(long cursor)
    {
        lock (_lock)
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
