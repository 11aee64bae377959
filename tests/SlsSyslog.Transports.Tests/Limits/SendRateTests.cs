using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class SendRateTests
{
    // Ten records and 100 bytes per buffer. What is provided at once, a tenth of a second, does not wait.
    [Theory]
    [InlineData(400, null, 5, 1.15)]
    [InlineData(null, 40, 5, 1.15)]
    [InlineData(400, 100, 5, 1.15)]
    [InlineData(1000, 40, 5, 1.15)]
    [InlineData(99, null, 2, 1.9)]
    public async Task WaitAsync_SeveralBuffers_TakeAsLongAsTheRateRequires(int? bytesPerSecond, int? recordsPerSecond, int buffers, double seconds)
    {
        await using SendRate rate = new(bytesPerSecond, recordsPerSecond, TimeProvider.System);
        long start = TimeProvider.System.GetTimestamp();

        for (int i = 0; i < buffers; i++)
        {
            await rate.WaitAsync(TenRecords(), CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        Assert.InRange(elapsed, TimeSpan.FromSeconds(seconds), Eventually.Deadline);
        Assert.InRange(rate.ThrottledTime, TimeSpan.FromSeconds(seconds), elapsed);
    }

    [Theory]
    [InlineData(long.MaxValue, null)]
    [InlineData(null, long.MaxValue)]
    [InlineData(1_000_000_000_000, 1_000_000_000L)]
    public async Task WaitAsync_HighRate_DoesNotWait(long? bytesPerSecond, long? recordsPerSecond)
    {
        await using SendRate rate = new(bytesPerSecond, recordsPerSecond, TimeProvider.System);

        for (int i = 0; i < 1000; i++)
        {
            Assert.True(rate.WaitAsync(TenRecords(), CancellationToken.None).AsTask().IsCompletedSuccessfully);
        }

        Assert.Equal(TimeSpan.Zero, rate.ThrottledTime);
    }

    [Fact]
    public async Task WaitAsync_Canceled_Throws()
    {
        await using SendRate rate = new(bytesPerSecond: null, recordsPerSecond: 1, TimeProvider.System);
        using CancellationTokenSource cancellation = new();
        Task waiting = rate.WaitAsync(TenRecords(), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Eventually.Deadline));
    }

    [Theory]
    [InlineData(1L, null)]
    [InlineData(null, 1L)]
    public async Task SendAsync_DisposedWhileItWaits_Throws(long? bytesPerSecond, long? recordsPerSecond)
    {
        await using TestListener listener = new();
        TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [listener.Server],
            MaxBytesPerSecond = bytesPerSecond,
            MaxRecordsPerSecond = recordsPerSecond,
        });
        Task sending = transport.SendAsync(TenRecords(), CancellationToken.None).AsTask();

        await transport.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Eventually.Deadline));
    }

    // Otherwise nothing would ever be sent: each frame is larger than what is provided in a second.
    [Fact]
    public async Task SendAsync_RateIsLessThanOneFrame_IsSentAfterItsTime()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = new(new TcpTransportOptions { Servers = [listener.Server], MaxBytesPerSecond = 400 });
        long start = TimeProvider.System.GetTimestamp();

        await transport.SendAsync(Frames.Of(new string('a', 596)), CancellationToken.None);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(1.3), Eventually.Deadline);
        Assert.InRange(transport.ThrottledTime, TimeSpan.FromSeconds(1.3), Eventually.Deadline);
        TestPeer peer = await listener.AcceptAsync();
        Assert.Single(await peer.ReadMessagesAsync(1));
        peer.Reset();
    }

    [Theory]
    [InlineData(null, null, FrameBuffer.DefaultSliceBytes, int.MaxValue)]
    [InlineData(1L, 1L, 1, 1)]
    [InlineData(4000L, 400L, 1000, 100)]
    [InlineData(long.MaxValue, long.MaxValue, FrameBuffer.DefaultSliceBytes, int.MaxValue)]
    public void SliceBytes_Limited_IsAQuarterOfASecond(long? bytesPerSecond, long? recordsPerSecond, int bytes, int frames)
    {
        TcpTransportOptions options = new() { MaxBytesPerSecond = bytesPerSecond, MaxRecordsPerSecond = recordsPerSecond };

        Assert.Equal((bytes, frames), (options.SliceBytes, options.SliceFrames));
    }

    // Each frame has ten bytes: "8 aaaaaaaa", without the space in some framings.
    private static FrameBuffer TenRecords() => Frames.Of(Enumerable.Repeat("aaaaaaaa", 10));
}
