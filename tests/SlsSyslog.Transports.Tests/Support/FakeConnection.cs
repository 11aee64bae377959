using System.Net;
using System.Net.Sockets;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

/// <summary>Represents a connection whose sends, proofs and end are controlled by the test. Positions count messages.</summary>
internal sealed class FakeConnection : SyslogConnection, IDisposable
{
    private readonly Socket _peer;
    private int _sent;

    public FakeConnection(
        ServerConnections server, TimeProvider timeProvider, NetworkTransportOptions? options = null, TimeSpan settleWindow = default)
        : this(CreatePair(), server, timeProvider, options ?? new TcpTransportOptions(), settleWindow)
    {
    }

    private FakeConnection(
        (Socket Client, Socket Peer) pair,
        ServerConnections server,
        TimeProvider timeProvider,
        NetworkTransportOptions options,
        TimeSpan settleWindow)
        : base(new SocketLink(pair.Client), server, options, timeProvider, new SettlementLedger(settleWindow, timeProvider, start: 0)) =>
        _peer = pair.Peer;

    public List<string> Messages { get; } = [];

    /// <summary>Gets or sets what a send does: it returns null to succeed, or the first frame to send again after a break.</summary>
    public Func<int, CancellationToken, Task<int?>>? OnSend { get; set; }

    /// <summary>Gets the end of the session, which a drain waits for.</summary>
    public TaskCompletionSource SessionEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool AcknowledgesMessages { get; init; }

    public bool CarriesData { get; set; }

    /// <summary>Gets or sets a value that indicates whether nothing is being sent when the connection breaks.</summary>
    public bool IsUnused { get; set; }

    /// <summary>Gets or sets what happens in a break before its end.</summary>
    public Action? OnBreaking { get; set; }

    /// <summary>Gets or sets the number of bytes that each send is recorded with.</summary>
    public int RecordedBytes { get; set; }

    protected override bool IsIdle => IsUnused;

    public override bool CarriesUnacknowledgedData => CarriesData;

    public override bool IsAcknowledgedByServer => AcknowledgesMessages;

    public override async ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> SendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken)
    {
        SettlementLedger ledger = Ledger;
        if (OnSend is not null && await OnSend(firstFrame, cancellationToken) is { } resendFrom)
        {
            Break("the test broke it", cause: null);
            return (null, resendFrom);
        }

        for (int i = firstFrame; i < frames.Count; i++)
        {
            Messages.Add(Encoding.UTF8.GetString(frames.GetMessage(i).Span));
        }

        _sent += frames.Count - firstFrame;
        ledger.Record(_sent, needsProof: true, RecordedBytes);
        return (new DeliveryTicket(ledger, _sent), frames.Count);
    }

    /// <summary>Proves everything sent, and settles what was proven a settle window ago.</summary>
    public void Prove()
    {
        Ledger.Prove(_sent);
        Ledger.SettleProven();
    }

    public void Dispose()
    {
        Break("the test is over", cause: null);
        _peer.Dispose();
    }

    protected override void OnBroken(Exception? cause) => OnBreaking?.Invoke();

    protected override Task EndSessionAsync() => SessionEnd.Task;

    protected override ValueTask<string?> FindUnreadAsync() => ValueTask.FromResult<string?>(null);

    private static (Socket Client, Socket Peer) CreatePair()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }
}
