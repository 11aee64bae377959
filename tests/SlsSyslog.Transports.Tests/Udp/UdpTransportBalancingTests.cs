using System.Net;
using System.Net.Sockets;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class UdpTransportBalancingTests
{
    [Fact]
    public async Task SendAsync_ThreeServersAndOneRefuses_OthersReceiveEverythingThatIsConfirmed()
    {
        const int Shards = 6;
        using Socket a = Bind();
        using Socket refusing = Bind();
        using Socket b = Bind();
        UdpTransportOptions options = new()
        {
            Servers = [Server(a), Server(refusing), Server(b)],
            LoadBalancing = LoadBalancing.RoundRobin,
        };

        // A connected socket keeps its port and refuses what others send to it.
        await refusing.ConnectAsync(IPAddress.Loopback, 9);
        await using UdpTransport transport = new(options);

        await Task.WhenAll(Enumerable.Range(0, Shards).Select(shard => SendUntilConfirmedAsync(transport, shard)));

        string[][] received = [Receive(a), Receive(b)];
        IEnumerable<string> distinct = received.SelectMany(texts => texts).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, Shards).Select(shard => $"{shard}"), distinct);
        Assert.All(received, Assert.NotEmpty);
        Assert.InRange(transport.RefusedCount, 1, 100);
    }

    private static async Task SendUntilConfirmedAsync(UdpTransport transport, int shard)
    {
        FrameBuffer frames = Frames.Of(SyslogFraming.Datagram, [$"{shard}"]);
        frames.OrderKey = shard;
        bool isConfirmed = false;
        while (!isConfirmed)
        {
            DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
            Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();
            await confirming.WaitAsync(Eventually.Deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isConfirmed = confirming.IsCompletedSuccessfully;
        }
    }

    private static string[] Receive(Socket socket)
    {
        List<string> texts = [];
        byte[] buffer = new byte[100];
        while (socket.Available > 0)
        {
            texts.Add(Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer)));
        }

        return [.. texts];
    }

    private static SyslogServer Server(Socket socket) => new(SyslogScheme.Udp, "127.0.0.1", ((IPEndPoint)socket.LocalEndPoint!).Port);

    private static Socket Bind()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
