using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

public sealed class OnDemandForwarderTests : IDisposable
{
    private readonly MemoryDeadLetters _letters = new();
    private IHost? _host;

    [Fact]
    public async Task RunAsync_BoundedSource_DeliversAllDrainsAndReportsIt()
    {
        MemoryTransport transport = new();
        IOnDemandForwarder forwarder = Start(transport);

        ForwardingOutcome first = await forwarder.RunAsync("test", Range(["a", "b"], ["c"]), CancellationToken.None);
        ForwardingOutcome second = await forwarder.RunAsync("test", Range(["d"]), CancellationToken.None);

        Assert.Equal(new ForwardingOutcome(true, "", 3, 0, 0, 0), first);
        Assert.Equal(new ForwardingOutcome(true, "", 1, 0, 0, 0), second);
        Assert.Equal(["halfa", "halfb", "halfc", "halfd"], transport.Messages);
        Assert.Equal(2, transport.Drains);
    }

    [Fact]
    public async Task RunAsync_NothingToRead_IsComplete() =>
        Assert.True((await Start(new MemoryTransport()).RunAsync("test", Range(), CancellationToken.None)).IsComplete);

    [Fact]
    public async Task RunAsync_TicketFails_SendsAgainAndIsComplete()
    {
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        Task<ForwardingOutcome> run = Start(transport).RunAsync("test", Range(["a"]), CancellationToken.None);

        await Eventually.TrueAsync(() => transport.Slices == 1);
        transport.Fail(0);
        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(1);

        Assert.Equal(new ForwardingOutcome(true, "", 1, 0, 0, 0), await run);
    }

    // Its system has acknowledged everything, but the receiver never reads.
    [Fact]
    public async Task RunAsync_FinalCloseIsNeverAnswered_IsNotCompleteAndNothingIsDelivered()
    {
        MemoryTransport transport = new() { UnansweredDrains = int.MaxValue };
        using CancellationTokenSource stop = new();
        Task<ForwardingOutcome> run = Start(transport).RunAsync("test", Range(["a"], ["b"]), stop.Token);

        await Eventually.TrueAsync(() => transport.Drains == 2);
        await stop.CancelAsync();

        ForwardingOutcome outcome = await run;
        Assert.False(outcome.IsComplete);
        Assert.Equal(0, outcome.Delivered);
        Assert.Contains("The server did not close the connection", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FinalCloseIsAnsweredTheSecondTime_SendsAgainAndCountsOnce()
    {
        MemoryTransport transport = new() { UnansweredDrains = 1 };

        ForwardingOutcome outcome = await Start(transport).RunAsync("test", Range(["a"], ["b"]), CancellationToken.None);

        Assert.Equal(new ForwardingOutcome(true, "", 2, 0, 0, 0), outcome);
        Assert.Equal(["halfa", "halfb", "halfa", "halfb"], transport.Messages);
    }

    [Fact]
    public async Task RunAsync_StoppedUnconfirmed_IsNotComplete()
    {
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        using CancellationTokenSource stop = new();
        Task<ForwardingOutcome> run = Start(transport).RunAsync("test", Range(["a"], ["b"]), stop.Token);

        await Eventually.TrueAsync(() => transport.Slices == 2);
        transport.Confirm(0);
        await stop.CancelAsync();

        ForwardingOutcome outcome = await run;
        Assert.False(outcome.IsComplete);
        Assert.Contains("Shard logs/0 was stopped before every record was confirmed.", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_StoppedWhileDestinationFails_ReportsTheLastError()
    {
        using CancellationTokenSource stop = new();
        int sends = 0;
        MemoryTransport transport = new()
        {
            OnSend = (_, _) =>
            {
                // The first error has been reported when the second slice is sent.
                if (++sends == 2)
                {
                    _ = stop.CancelAsync();
                }

                throw new SyslogTransportException("The connection was refused.");
            },
        };

        ForwardingOutcome outcome = await Start(transport).RunAsync("test", Range(["a"]), stop.Token);

        Assert.False(outcome.IsComplete);
        Assert.Contains("Last error: The connection was refused.", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(0, outcome.Delivered);
    }

    [Fact]
    public async Task RunAsync_StoppedBeforeTheEndOfAnOpenSource_IsNotComplete()
    {
        MemoryTransport transport = new();
        MemoryLease open = new(["a"]);
        using CancellationTokenSource stop = new();
        Task<ForwardingOutcome> run = Start(transport).RunAsync("test", new MemorySource(open), stop.Token);

        await Eventually.TrueAsync(() => transport.Slices == 1);
        await stop.CancelAsync();

        Assert.False((await run).IsComplete);
    }

    [Fact]
    public async Task RunAsync_RecordThatCannotBeFormatted_IsCounted()
    {
        ForwardingOutcome outcome = await Start(new MemoryTransport()).RunAsync("test", Range(["a", "poison"]), CancellationToken.None);

        Assert.Equal(new ForwardingOutcome(true, "", 1, 0, 1, 0), outcome);
        Assert.Single(_letters.Letters);
    }

    [Fact]
    public async Task RunAsync_UnknownRoute_Throws()
    {
        IOnDemandForwarder forwarder = Start(new MemoryTransport());

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => forwarder.RunAsync("other", Range(), CancellationToken.None));
        Assert.Contains("The route 'other' does not exist.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_OnDemand_StartsWithoutASourceAndRunsNone()
    {
        MemoryTransport transport = new();
        Start(transport);
        await _host!.StartAsync();
        await _host.StopAsync();

        Assert.Empty(transport.Messages);
        Assert.Equal(0, _host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards);
    }

    public void Dispose() => _host?.Dispose();

    private static MemorySource Range(params string[][] batches) => new(new MemoryLease(batches) { IsBounded = true });

    private IOnDemandForwarder Start(ISyslogTransport transport)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IDeadLetterHandler>(_letters);
        builder.Services.AddSlsSyslogForwarding()
            .ForwardOnDemand()
            .AddRoute("test", route => route.ToTransport(_ => transport).FormatMessage<IdFormatter>());
        _host = builder.Build();
        return _host.Services.GetRequiredService<IOnDemandForwarder>();
    }
}
