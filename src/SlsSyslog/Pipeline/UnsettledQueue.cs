using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SlsSyslog;

/// <summary>
/// Queues the slices of one shard that were sent and are not confirmed yet, in order. One loop adds slices and waits while too many
/// bytes are unsettled; the other takes them. The queue holds no messages, only what to confirm and what to commit then.
/// </summary>
internal sealed class UnsettledQueue(Func<long> maxBytes)
{
    private static readonly UnboundedChannelOptions OneToOne = new() { SingleReader = true, SingleWriter = true };

    private readonly Channel<SentSlice> _slices = Channel.CreateUnbounded<SentSlice>(OneToOne);
    private readonly Channel<int> _settledBytes = Channel.CreateUnbounded<int>(OneToOne);

    // Used by the adding loop only: the settling loop sends it the bytes to subtract.
    private long _unsettledBytes;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask AddAsync(SentSlice slice, CancellationToken cancellationToken)
    {
        _slices.Writer.TryWrite(slice);
        _unsettledBytes += slice.Bytes;
        while (_settledBytes.Reader.TryRead(out int settled))
        {
            _unsettledBytes -= settled;
        }

        while (_unsettledBytes > maxBytes())
        {
            _unsettledBytes -= await _settledBytes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Complete() => _slices.Writer.Complete();

    public IAsyncEnumerable<SentSlice> TakeAllAsync(CancellationToken cancellationToken) => _slices.Reader.ReadAllAsync(cancellationToken);

    public void Settle(in SentSlice slice) => _settledBytes.Writer.TryWrite(slice.Bytes);
}
