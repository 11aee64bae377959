namespace SlsSyslog.ConsumerGroups;

// Keeps the large arrays of one source: bodies as pulled and blocks as decoded. The shared array pool gives arrays of this size
// up at every collection and makes them anew, which would cost more than decoding. Safe for use from several threads.
internal sealed class BlockPool(long maxRetainedBytes)
{
    private const int Step = 64 * 1024;
    private const int MaxRetainedArrays = 32;

    // Oldest first. A handful of entries: looking at all of them is cheaper than any index.
    private readonly List<byte[]> _free = new(MaxRetainedArrays);
    private readonly Lock _lock = new();
    private long _retainedBytes;

    internal long RetainedBytes
    {
        get
        {
            lock (_lock)
            {
                return _retainedBytes;
            }
        }
    }

    // The contents are arbitrary. Whoever rents returns.
    public byte[] Rent(int minLength)
    {
        lock (_lock)
        {
            int best = -1;
            for (int i = 0; i < _free.Count; i++)
            {
                // An array far too large is left to those who need it.
                int length = _free[i].Length;
                if (length >= minLength && length / 4 <= Math.Max(minLength, Step) && (best < 0 || length < _free[best].Length))
                {
                    best = i;
                }
            }

            if (best >= 0)
            {
                byte[] array = _free[best];
                _free.RemoveAt(best);
                _retainedBytes -= array.Length;
                return array;
            }
        }

        // A quarter more than asked for, so that the blocks of one shard, which differ a little in size, share an array.
        long roomy = ((long)minLength + (minLength / 4) + Step - 1) / Step * Step;
        return GC.AllocateUninitializedArray<byte>((int)Math.Min(roomy, Array.MaxLength));
    }

    public void Return(byte[] array)
    {
        if (array.Length > maxRetainedBytes)
        {
            return;
        }

        lock (_lock)
        {
            while (_free.Count > 0 && (_free.Count == MaxRetainedArrays || _retainedBytes + array.Length > maxRetainedBytes))
            {
                _retainedBytes -= _free[0].Length;
                _free.RemoveAt(0);
            }

            _free.Add(array);
            _retainedBytes += array.Length;
        }
    }
}
