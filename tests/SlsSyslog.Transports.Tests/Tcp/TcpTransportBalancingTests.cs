using System.Net;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TcpTransportBalancingTests
{
    [Theory]
    [InlineData(LoadBalancing.RoundRobin)]
    [InlineData(LoadBalancing.LeastUnsettled)]
    public async Task SendAsync_ThreeServersAndOneIsDownForSomeTime_EachShardKeepsItsOrderAndNothingIsLost(LoadBalancing balancing)
    {
        const int Shards = 6;
        const int Rounds = 300;
        await using TestListener a = new();
        await using TestListener b = new();
        await using TestListener c = new();
        TestListener[] listeners = [a, b, c];
        List<string>[] received = [[], [], []];
        using CancellationTokenSource ended = new();
        Task[] receiving = [.. listeners.Select((listener, i) => ReceiveAsync(listener, received[i], ended.Token))];
        await using TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [.. listeners.Select(listener => listener.Server)],
            LoadBalancing = balancing,
            ReconnectDelay = TimeSpan.FromMilliseconds(10),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(20),
        });

        b.Stop();
        int round = 0;
        for (; round < Rounds || Copy(received[1]).Length == 0; round++)
        {
            if (round == Rounds / 3)
            {
                Assert.Empty(Copy(received[1]));
                b.Start();
            }

            for (int shard = 0; shard < Shards; shard++)
            {
                FrameBuffer frames = Frames.Numbered($"{(char)('a' + shard)}", round * 10, 10, bytes: 1000);
                frames.OrderKey = shard;
                await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
            }
        }

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => received.Sum(messages => Copy(messages).Length) == Shards * round * 10, "everything arrives");
        await draining.WaitAsync(Eventually.Deadline);
        await ended.CancelAsync();
        Assert.All(received, messages => Assert.NotEmpty(Copy(messages)));
        Assert.All(received, messages => Assert.All(
            Copy(messages).GroupBy(message => message[..2]), shard => Assert.Equal(shard.Order(StringComparer.Ordinal), shard)));
        await Task.WhenAll(receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    // Its system still takes some megabytes, which are sent again when the write times out.
    [Fact]
    public async Task SendAsync_ServerStopsReading_LeastUnsettledUsesTheOtherAndNothingIsLost()
    {
        const int Rounds = 100;
        await using TestListener stalled = new(receiveBufferBytes: 4096);
        await using TestListener reading = new();
        List<string> received = [];
        using CancellationTokenSource ended = new();
        Task receiving = ReceiveAsync(reading, received, ended.Token);
        await using TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [stalled.Server, reading.Server],
            LoadBalancing = LoadBalancing.LeastUnsettled,
            SendBufferBytes = 64 * 1024,
            WriteTimeout = TimeSpan.FromSeconds(1),
            AcknowledgeTimeout = TimeSpan.FromSeconds(1),
            DrainTimeout = TimeSpan.FromMilliseconds(200),
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(shard => Task.Run(() => SendAsync(transport, shard, Rounds))));

        IEnumerable<string> expected = Enumerable.Range(0, 4 * Rounds * 10).Select(number => $"{number % 4}-{number / 4:D6}");
        await Eventually.TrueAsync(() => !expected.Except(Copy(received).Select(message => message[..8])).Any(), "everything arrives");
        Assert.Equal(1, transport.GetServers()[0].Connects);
        await ended.CancelAsync();
        await transport.DisposeAsync();
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    [Fact]
    public async Task SendAsync_TlsServersWithDifferentNames_EachCertificateIsCheckedAgainstItsOwnName()
    {
        using CertificateFolder certificates = new();
        using X509Certificate2 certificateA = certificates.Authority.IssueServer("a.test");
        using X509Certificate2 certificateB = certificates.Authority.IssueServer("b.test");
        await using TestListener a = new();
        await using TestListener b = new();
        await using TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [new SyslogServer(SyslogScheme.Tls, "a.test", a.Port), new SyslogServer(SyslogScheme.Tls, "b.test", b.Port)],
            LoadBalancing = LoadBalancing.RoundRobin,
            Tls = new TlsOptions { TrustedCertificatesPath = certificates.AuthorityPath },
            Lookup = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            DrainTimeout = TimeSpan.FromMilliseconds(200),
        });
        Task first = SendOneAsync(transport, shard: 0);
        TlsPeer peerA = await TlsPeer.AcceptAsync(a, certificateA);
        TlsPeer peerB = await TlsPeer.AcceptAsync(b, certificateB);
        await first;
        Task<List<string>[]> receiving = Task.WhenAll(peerA.ReadMessagesAsync(1), peerB.ReadMessagesAsync(1));
        while (!receiving.IsCompleted)
        {
            await SendOneAsync(transport, shard: 0);
            await SendOneAsync(transport, shard: 1);
        }

        Assert.All(await receiving, Assert.NotEmpty);
        Assert.All(transport.GetServers(), server => Assert.Equal(1, server.Connects));
    }

    [Fact]
    public async Task SendAsync_SeveralConnectionsForEachServerAndOneBreaks_EverythingUnsettledOfThatServerFailsAndNothingElse()
    {
        await using TestListener a = new();
        await using TestListener b = new();
        await using TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [a.Server, b.Server],
            LoadBalancing = LoadBalancing.RoundRobin,
            Connections = 2,
            DrainTimeout = TimeSpan.FromMilliseconds(200),
            SettleWindow = TimeSpan.FromSeconds(1),
        });
        await SendOneAsync(transport, shard: 0);
        TestPeer[] peers = [await a.AcceptAsync(), await a.AcceptAsync(), await b.AcceptAsync(), await b.AcceptAsync()];
        await Eventually.TrueAsync(() => transport.GetServers().Sum(server => server.Connections) == 4, "all are connected");
        List<DeliveryTicket> tickets = [];
        for (int shard = 1; shard <= 4; shard++)
        {
            tickets.Add(await SendOneAsync(transport, shard));
        }

        // Of the connections to the first server, one breaks.
        await Eventually.TrueAsync(() => transport.GetServers().All(server => server.UnsettledBytes > 0), "both have something");
        peers[0].Reset();
        int failed = 0;
        foreach (DeliveryTicket ticket in tickets)
        {
            Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();
            await Task.WhenAny(confirming).WaitAsync(Eventually.Deadline);
            failed += confirming.IsFaulted ? 1 : 0;
        }

        Assert.Equal(2, failed);
    }

    [Theory]
    [InlineData(LoadBalancing.RoundRobin)]
    [InlineData(LoadBalancing.LeastUnsettled)]
    public async Task SendAsync_OneServer_ReceivesEverything(LoadBalancing balancing)
    {
        await using TestListener listener = new();
        await using TcpTransport transport = new(new TcpTransportOptions
        {
            Servers = [listener.Server],
            LoadBalancing = balancing,
            DrainTimeout = TimeSpan.FromMilliseconds(200),
        });

        await SendOneAsync(transport, shard: 0);
        await SendOneAsync(transport, shard: 1);

        Assert.Equal(["0", "1"], await (await listener.AcceptAsync()).ReadMessagesAsync(2));
    }

    // As the pump does: what is not confirmed is sent again.
    private static async Task SendAsync(TcpTransport transport, int shard, int rounds)
    {
        int confirmed = 0;
        while (confirmed < rounds)
        {
            List<DeliveryTicket> tickets = [];
            for (int round = confirmed; round < rounds; round++)
            {
                FrameBuffer frames = Frames.Numbered($"{shard}", round * 10, 10, bytes: 10_000);
                frames.OrderKey = shard;
                tickets.Add(await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
            }

            try
            {
                foreach (DeliveryTicket ticket in tickets)
                {
                    await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
                    confirmed++;
                }
            }
            catch (SyslogTransportException)
            {
                // The connection broke.
            }
        }
    }

    private static async Task<DeliveryTicket> SendOneAsync(TcpTransport transport, int shard)
    {
        FrameBuffer frames = Frames.Of($"{shard}");
        frames.OrderKey = shard;
        return await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    private static string[] Copy(List<string> messages)
    {
        lock (messages)
        {
            return [.. messages];
        }
    }

    private static async Task ReceiveAsync(TestListener listener, List<string> received, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            if (!listener.TryAccept(out TestPeer? peer))
            {
                await Task.Delay(5, ended);
                continue;
            }

            int taken = 0;
            bool more = true;
            while (more)
            {
                more = await peer!.ReadSomeAsync();
                lock (received)
                {
                    received.AddRange(peer.Messages.Skip(taken));
                }

                taken = peer.Messages.Count;
            }

            peer!.Close();
        }
    }
}
