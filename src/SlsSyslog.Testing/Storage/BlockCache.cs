namespace SlsSyslog.Testing;

/// <summary>Compressed answers of one shard by the range they hold, so that a range is compressed once however often it is pulled.</summary>
internal sealed class BlockCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Cursor, int Count, BlockEncoding Encoding), PullBlock> _blocks = [];
    private long _bytes;

    public PullBlock? Find(long cursor, int count, BlockEncoding encoding)
    {
        lock (_gate)
        {
            return _blocks.GetValueOrDefault((cursor, count, encoding));
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

    public void Clear()
    {
        lock (_gate)
        {
            _blocks.Clear();
            _bytes = 0;
        }
    }
}
