namespace SlsSyslog.ConsumerGroups;

// A body as it came over the network, in an array of the pool, with the part of the memory budget that it takes up.
// Whoever holds it disposes it.
internal sealed class PulledBody(BlockPool pool, byte[] array, int length, MemoryShare share) : IDisposable
{
    private byte[]? _array = array;

    public ReadOnlySpan<byte> Bytes => _array.AsSpan(0, length);

    public MemoryStream OpenRead() => new(_array ?? [], 0, length, writable: false);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } rented)
        {
            pool.Return(rented);
            share.Dispose();
        }
    }
}
