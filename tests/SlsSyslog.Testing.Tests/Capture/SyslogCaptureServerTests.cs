using System.Net.Sockets;
using System.Text;

namespace SlsSyslog.Testing.Tests;

public class SyslogCaptureServerTests
{
    // Linux: the time in milliseconds that sent bytes can remain unacknowledged.
    private const int TcpUserTimeout = 18;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly byte[] Frame = "17 <14>1 - - - - - -"u8.ToArray();

    [Fact]
    public async Task WaitForAsync_FramesOfBothKinds_KeepsMessagesInOrder()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient sender = await ConnectAsync(server);

        await sender.GetStream().WriteAsync(Encoding.UTF8.GetBytes("17 <14>1 - - - - - -<13>line\n21 <14>1 - h a - - - 日"));
        IReadOnlyList<CapturedMessage> messages = await server.WaitForAsync(3, Soon);

        Assert.Equal(["<14>1 - - - - - -", "<13>line", "<14>1 - h a - - - 日"], messages.Select(message => message.Text));
        Assert.Equal([0L, 1, 2], messages.Select(message => message.Sequence));
        Assert.All(messages, message => Assert.Equal(1, message.Connection));
        Assert.Equal(14, messages[0].Parse().Priority);
    }

    [Fact]
    public async Task WaitForAsync_TooFewMessages_ThrowsWithTheCounts()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();

        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() => server.WaitForAsync(1, TimeSpan.FromMilliseconds(50)));

        Assert.Contains("Messages = 0", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_SenderCloses_DistinguishCleanFromPartialEnds()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using (TcpClient clean = await ConnectAsync(server))
        {
            await clean.GetStream().WriteAsync(Frame);
        }

        using (TcpClient partial = await ConnectAsync(server))
        {
            await partial.GetStream().WriteAsync(Frame.AsMemory(0, 10));
        }

        using (TcpClient broken = await ConnectAsync(server))
        {
            await broken.GetStream().WriteAsync("01 x"u8.ToArray());
            await server.WaitForAsync(counts => counts.FramingErrors == 1, Soon);
        }

        await server.WaitForAsync(counts => counts is { CleanCloses: 1, PartialFrames: 1, FramingErrors: 1, OpenConnections: 0 }, Soon);
        Assert.Equal(3, server.Counts.Connections);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Reset_OpenConnection_SendsAResetToTheSender()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient sender = await ConnectAsync(server);
        await server.WaitForAsync(counts => counts.OpenConnections == 1, Soon);

        server.Reset();

        IOException ended = await Assert.ThrowsAsync<IOException>(() => sender.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Soon));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(ended.InnerException).SocketErrorCode);
        await server.WaitForAsync(counts => counts is { OpenConnections: 0, Resets: 0 }, Soon);
    }

    [Fact]
    public async Task Counts_SenderResets_IncludeTheReset()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient sender = await ConnectAsync(server);
        await server.WaitForAsync(counts => counts.OpenConnections == 1, Soon);

        sender.LingerState = new LingerOption(true, 0);
        sender.Client.Close();

        await server.WaitForAsync(counts => counts is { OpenConnections: 0, Resets: 1 }, Soon);
    }

    [Fact]
    public async Task HalfClose_OpenConnection_EndsReadingOfTheSenderAndStillReceivesMessages()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient sender = await ConnectAsync(server);
        await server.WaitForAsync(counts => counts.OpenConnections == 1, Soon);

        server.HalfClose();

        Assert.Equal(0, await sender.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Soon));
        await sender.GetStream().WriteAsync(Frame);
        Assert.Single(await server.WaitForAsync(1, Soon));
    }

    [Fact]
    public async Task Refuse_ThenAccept_UsesTheSamePort()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient before = await ConnectAsync(server);
        await server.WaitForAsync(counts => counts.OpenConnections == 1, Soon);

        server.Refuse();
        SocketException refused = await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(server));
        server.Accept();
        using TcpClient after = await ConnectAsync(server);
        await before.GetStream().WriteAsync(Frame);
        await after.GetStream().WriteAsync(Frame);

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        Assert.Equal(2, (await server.WaitForAsync(2, Soon)).Count);
    }

    [Fact]
    public async Task Vanish_OpenAndNewConnections_GetNoResponseUntilItReappears()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient before = await ConnectAsync(server);
        await server.WaitForAsync(counts => counts.OpenConnections == 1, Soon);

        server.Vanish();
        Task<TcpClient> connecting = ConnectAsync(server);
        before.Client.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, BitConverter.GetBytes(500));
        await before.GetStream().WriteAsync(Frame);
        IOException silence = await Assert.ThrowsAsync<IOException>(() => before.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Soon));

        // Neither reset nor refused: there was no response.
        Assert.Equal(SocketError.TimedOut, Assert.IsType<SocketException>(silence.InnerException).SocketErrorCode);
        Assert.False(connecting.IsCompleted);
        server.Reappear();
        using TcpClient after = await connecting.WaitAsync(Soon);
        await after.GetStream().WriteAsync(Frame);
        Assert.Equal(2, Assert.Single(await server.WaitForAsync(1, Soon)).Connection);
    }

    [Fact]
    public async Task Stall_UntilResumed_DoesNotReadFromTheKernel()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { ReceiveBufferBytes = 32 * 1024 });
        using TcpClient sender = await ConnectAsync(server);
        await sender.GetStream().WriteAsync(Frame);
        await server.WaitForAsync(1, Soon);

        server.Stall();
        sender.SendBufferSize = 32 * 1024;
        Task pending = sender.GetStream().WriteAsync(Repeat(Frame, 500_000)).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => pending.WaitAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(1, server.Counts.Messages);
        server.Resume();

        await pending.WaitAsync(Soon);
        await server.WaitForAsync(500_001, Soon);
    }

    [Fact]
    public async Task CutAfter_Bytes_EndsTheConnectionAfterThem()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        using TcpClient sender = await ConnectAsync(server);
        server.CutAfter((3 * Frame.Length) + 5, withReset: true);

        IOException ended = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await sender.GetStream().WriteAsync(Repeat(Frame, 10));
            await sender.GetStream().ReadExactlyAsync(new byte[1]).AsTask().WaitAsync(Soon);
        });

        Assert.IsType<SocketException>(ended.InnerException);
        Assert.Equal(3, server.Counts.Messages);
        Assert.Equal((3 * Frame.Length) + 5, server.Counts.Bytes);
    }

    [Fact]
    public async Task LimitRate_Slow_StillReceivesEverything()
    {
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync();
        server.LimitRate(20 * 200);
        using TcpClient sender = await ConnectAsync(server);

        await sender.GetStream().WriteAsync(Repeat(Frame, 30));

        Assert.True(server.Counts.Messages < 30);
        Assert.Equal(30, (await server.WaitForAsync(30, Soon)).Count);
    }

    [Fact]
    public async Task OnMessage_MessagesNotKept_GetsEveryMessageAtFullRate()
    {
        const int Count = 200_000;
        long bytes = 0;
        await using SyslogCaptureServer server = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions
        {
            KeepMessages = false,
            OnMessage = (message, _) => Interlocked.Add(ref bytes, message.Length),
        });
        using TcpClient sender = await ConnectAsync(server);

        await sender.GetStream().WriteAsync(Repeat(Frame, Count));
        await server.WaitForAsync(Count, Soon);

        Assert.Equal(17L * Count, Interlocked.Read(ref bytes));
        Assert.Empty(server.Messages);
    }

    private static async Task<TcpClient> ConnectAsync(SyslogCaptureServer server)
    {
        TcpClient client = new();
        await client.ConnectAsync(server.EndPoint);
        return client;
    }

    private static byte[] Repeat(byte[] bytes, int times)
    {
        byte[] all = new byte[bytes.Length * times];
        for (int index = 0; index < times; index++)
        {
            bytes.CopyTo(all, index * bytes.Length);
        }

        return all;
    }
}
