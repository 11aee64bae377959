namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Retains the large arrays of one source, for response bodies and decoded blocks. The shared array pool releases arrays of this size at
/// every garbage collection, and allocating them again would cost more than decoding. Safe for concurrent use.
/// </summary>
internal sealed class BlockPool(long maxRetainedBytes)
{
    private const int Step = 64 * 1024;
    private const int MaxRetainedArrays = 32;

    // Oldest first. There are few entries, so a linear search is cheaper than an index.
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

    /// <summary>Rents an array with arbitrary contents. The caller returns it.</summary>
    public byte[] Rent(int minLength)
    {
        lock (_lock)
        {
            int best = -1;
            for (int i = 0; i < _free.Count; i++)
            {
                // An array that is far too large is left for larger requests.
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

        // 25 % more than requested, so that the blocks of one shard, which differ slightly in size, can use the same array.
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
