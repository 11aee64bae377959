namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds a response body as it was received, in an array of the pool, with its reservation of the memory budget.</summary>
internal sealed class PulledBody(BlockPool pool, byte[] array, int length, MemoryReservation reservation) : IDisposable
{
    private byte[]? _array = array;

    public ReadOnlySpan<byte> Bytes => _array.AsSpan(0, length);

    /// <summary>Copies the body into an array of a pool, with its own reservation.</summary>
    public PulledBody CopyTo(BlockPool other, MemoryReservation memory)
    {
        byte[] copy = other.Rent(length);
        Bytes.CopyTo(copy);
        return new PulledBody(other, copy, length, memory);
    }

    public MemoryStream OpenRead() => new(_array ?? [], 0, length, writable: false);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } rented)
        {
            pool.Return(rented);
            reservation.Dispose();
        }
    }
}
