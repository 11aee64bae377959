using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class ConnectionRotationTests
{
    private static readonly TimeSpan LongWindow = TimeSpan.FromMinutes(5);
    private readonly LogLines<TcpTransport> _log = new();

    [Fact]
    public async Task ConfirmAsync_ReceiverDrained_NotBeforeTheConnectionIsReadToItsEnd()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options => options.RotateAfter = TimeSpan.FromSeconds(1));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();
        TestPeer first = await listener.AcceptAsync();

        Assert.Equal(["one"], await first.ReadToEndAsync());
        Assert.False(confirming.IsCompleted);
        TestPeer second = await listener.AcceptAsync();
        first.Close();

        await confirming.WaitAsync(Eventually.Deadline);
        DeliveryTicket next = await transport.SendAsync(Frames.Of("two"), CancellationToken.None);
        Assert.Equal(["two"], await second.ReadMessagesAsync(1));
        Assert.NotEqual(ticket.Carrier, next.Carrier);
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task ConfirmAsync_CleanEndThenTheNextConnectionBreaks_Fails()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options =>
        {
            options.RotateAfter = TimeSpan.FromSeconds(1);
            options.SettleWindow = LongWindow;
        });
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer first = await listener.AcceptAsync();
        await first.ReadToEndAsync();
        TestPeer second = await listener.AcceptAsync();

        // A process that is killed with nothing unread closes the old connection cleanly, and the new one breaks.
        first.Close();
        second.Reset();

        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task DrainAsync_AfterARotation_SettlesBoth()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options =>
        {
            options.RotateAfter = TimeSpan.FromSeconds(1);
            options.SettleWindow = LongWindow;
            options.DrainTimeout = TimeSpan.FromSeconds(20);
        });
        DeliveryTicket one = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer first = await listener.AcceptAsync();
        await first.ReadToEndAsync();
        first.Close();
        TestPeer second = await listener.AcceptAsync();
        DeliveryTicket two = await transport.SendAsync(Frames.Of("two"), CancellationToken.None);
        Assert.False(transport.ConfirmAsync(one, CancellationToken.None).AsTask().IsCompleted);

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        await second.ReadToEndAsync();
        second.Close();

        await draining.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(one, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(two, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_RotationByBytes_EverythingArrivesOnSeveralConnections(bool overlap)
    {
        int buffers = 0;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options =>
        {
            options.RotateAfterBytes = 100_000;
            options.OverlapConnections = overlap;
            options.DrainTimeout = TimeSpan.FromSeconds(20);
        });
        List<string> received = [];
        int connections = 0;
        Task receiving = Task.Run(async () =>
        {
            List<Task> reading = [];
            while (true)
            {
                TestPeer peer = await listener.AcceptAsync();
                Interlocked.Increment(ref connections);
                reading.Add(Task.Run(async () =>
                {
                    List<string> messages = await peer.ReadToEndAsync();
                    peer.Close();
                    lock (received)
                    {
                        received.AddRange(messages);
                    }
                }));
            }
        });

        List<DeliveryTicket> tickets = [];
        while (buffers < 60 || Volatile.Read(ref connections) < 3)
        {
            tickets.Add(await transport.SendAsync(Frames.Numbered("a", buffers * 100, 100), CancellationToken.None));
            Assert.InRange(++buffers, 1, 9000);
            await Task.Delay(1);
        }

        await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        foreach (DeliveryTicket ticket in tickets)
        {
            await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        }

        await Eventually.TrueAsync(() => CountReceived() == buffers * 100, "everything is received");
        if (!overlap)
        {
            Assert.Equal(Enumerable.Range(0, buffers * 100), received.Select(message => int.Parse(message.AsSpan(2, 6))));
        }

        int CountReceived()
        {
            lock (received)
            {
                return received.Count;
            }
        }
    }

    [Fact]
    public async Task SendAsync_FirstServerRecovers_IsUsedAgain()
    {
        await using TestListener preferred = new(start: false);
        await using TestListener other = new();
        await using TcpTransport transport = new(
            new TcpTransportOptions
            {
                Servers = [preferred.Server, other.Server],
                ReconnectDelay = TimeSpan.FromMilliseconds(5),
                SettleWindow = TimeSpan.FromMilliseconds(20),
                FailBackAfter = TimeSpan.FromMilliseconds(200),
            },
            logger: _log);
        DeliveryTicket one = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer away = await other.AcceptAsync();

        preferred.Start();
        TestPeer back = await preferred.AcceptAsync();
        Assert.Equal(["one"], await away.ReadToEndAsync());
        away.Close();
        DeliveryTicket two = await transport.SendAsync(Frames.Of("two"), CancellationToken.None);

        Assert.Equal(["two"], await back.ReadMessagesAsync(1));
        await transport.ConfirmAsync(one, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(two, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        back.Close();
    }

    [Fact]
    public async Task ConfirmAsync_ReceiverDrainedAndFailBackDueFirst_ProofDoesNotWaitForThePreferredServer()
    {
        await using TestListener preferred = new(start: false);
        await using TestListener other = new();
        await using TcpTransport transport = Make(other, options =>
        {
            options.Servers = [preferred.Server, other.Server];
            options.FailBackAfter = TimeSpan.FromMilliseconds(200);
            options.RotateAfter = TimeSpan.FromSeconds(1);
        });
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await other.AcceptAsync();

        Assert.Equal(["one"], await peer.ReadToEndAsync());
        peer.Close();

        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    // The new connection is due for rotation while the rotation of the previous one still waits for a server that does not respond.
    [Fact]
    public async Task ConfirmAsync_ConnectionLostDuringItsRotation_NextConnectionIsRotated()
    {
        using CertificateFolder certificates = new();
        using X509Certificate2 certificate = certificates.Authority.IssueServer();
        await using TestListener silent = new();
        await using TestListener lost = new();
        await using TestListener next = new();
        await using TcpTransport transport = Make(silent, options =>
        {
            options.Servers = [.. new[] { silent, lost, next }.Select(listener => new SyslogServer(SyslogScheme.Tls, "localhost", listener.Port))];
            options.Tls.TrustedCertificatesPath = certificates.AuthorityPath;
            options.Tls.HandshakeTimeout = TimeSpan.FromSeconds(2);
            options.FailBackAfter = TimeSpan.FromMilliseconds(1);
            options.RotateAfter = TimeSpan.FromSeconds(1);
        });
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        await silent.AcceptAsync();
        TlsPeer first = await TlsPeer.AcceptAsync(lost, certificate);
        await sending;

        // Its rotation tries the preferred server.
        await silent.AcceptAsync();
        silent.Stop();
        lost.Stop();
        first.Abandon();
        await Eventually.TrueAsync(() => _log.Count(101) == 1, "the loss is logged");
        sending = transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();
        TlsPeer second = await TlsPeer.AcceptAsync(next, certificate);
        DeliveryTicket ticket = await sending;

        await TlsPeer.AcceptAsync(next, certificate);
        Assert.Equal(["two"], await second.ReadToEndAsync());
        await second.CloseAsync();
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_SeveralConnections_KeepTheOrderOfEachKey()
    {
        const int Keys = 6;
        const int PerKey = 100;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options =>
        {
            options.Connections = 3;
            options.Confirmation = DeliveryConfirmation.KernelAcknowledged;
        });

        Task[] sending = [.. Enumerable.Range(0, Keys).Select(key => Task.Run(() => SendAsync(key)))];
        TestPeer[] peers = [await listener.AcceptAsync(), await listener.AcceptAsync(), await listener.AcceptAsync()];
        List<string>[] received = await Task.WhenAll(peers.Select(peer => peer.ReadMessagesAsync(Keys / 3 * PerKey)));
        await Task.WhenAll(sending);

        foreach (IGrouping<char, string> key in received.SelectMany(messages => messages).GroupBy(message => message[0]))
        {
            Assert.Equal(Enumerable.Range(0, PerKey), key.Select(message => int.Parse(message.AsSpan(2, 6))));
        }

        async Task SendAsync(int key)
        {
            for (int i = 0; i < PerKey; i++)
            {
                FrameBuffer frames = Frames.Numbered($"{(char)('a' + key)}", i, 1);
                frames.OrderKey = key;
                await transport.SendAsync(frames, CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task ConfirmAsync_OtherConnectionBreaks_FailsTheUnsettledOfBothButNotWhatFollows()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, options =>
        {
            options.Connections = 2;
            options.Confirmation = DeliveryConfirmation.Written;
            options.SettleWindow = LongWindow;
        });
        DeliveryTicket zero = await SendAsync(0, "zero");
        TestPeer first = await listener.AcceptAsync();
        DeliveryTicket one = await SendAsync(1, "one");
        TestPeer second = await listener.AcceptAsync();

        first.Reset();

        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(zero, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(one, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        DeliveryTicket more = await SendAsync(1, "more");
        Assert.Equal(["one", "more"], await second.ReadMessagesAsync(2));
        Assert.False(transport.ConfirmAsync(more, CancellationToken.None).AsTask().IsCompleted);

        ValueTask<DeliveryTicket> SendAsync(int key, string text)
        {
            FrameBuffer frames = Frames.Of(text);
            frames.OrderKey = key;
            return transport.SendAsync(frames, CancellationToken.None);
        }
    }

    private TcpTransport Make(TestListener listener, Action<TcpTransportOptions> configure)
    {
        TcpTransportOptions options = new()
        {
            Servers = [listener.Server],
            Confirmation = DeliveryConfirmation.ReceiverDrained,
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            SettleWindow = TimeSpan.FromMilliseconds(20),
            DrainTimeout = TimeSpan.FromSeconds(2),
        };
        configure(options);
        return new TcpTransport(options, logger: _log);
    }
}
