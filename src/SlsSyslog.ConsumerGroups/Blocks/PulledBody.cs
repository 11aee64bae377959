namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds a response body as it was received, in an array of the pool, with its reservation of the memory budget.</summary>
internal sealed class PulledBody(BlockPool pool, byte[] array, int length, MemoryReservation reservation) : IDisposable
{
    private byte[]? _array = array;

    public ReadOnlySpan<byte> Bytes => _array.AsSpan(0, length);

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
