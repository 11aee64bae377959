namespace SlsSyslog.Transports.Tests;

public sealed class DeliveryLedgerTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private readonly TestTimeProvider _clock = new();

    [Fact]
    public async Task WaitAsync_ProvenAndWindowPassed_Completes()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);
        ledger.Record(100, needsProof: true);
        Task waiting = ledger.WaitAsync(100, CancellationToken.None).AsTask();
        ledger.Prove(100);
        Assert.Equal(Window, ledger.Settle());
        Assert.False(waiting.IsCompleted);

        _clock.Advance(Window);

        Assert.Null(ledger.Settle());
        await waiting;
    }

    [Fact]
    public void Settle_PartlyProven_SettlesOnlyThatPart()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Record(200, needsProof: true);
        ledger.Prove(150);
        _clock.Advance(Window);
        ledger.Settle();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.False(ledger.WaitAsync(200, CancellationToken.None).AsTask().IsCompleted);
        Assert.True(ledger.HasUnproven);
        Assert.True(ledger.HasUnsettled);
    }

    [Fact]
    public async Task Fail_InsideWindow_FailsWhatHasNotSettledAndKeepsWhatHas()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Prove(100);
        _clock.Advance(Window);
        ledger.Settle();
        ledger.Record(200, needsProof: true);
        ledger.Prove(200);
        _clock.Advance(Window / 2);
        ledger.Settle();
        ValueTask before = ledger.WaitAsync(200, CancellationToken.None);

        ledger.Fail(new SyslogTransportException("gone"));
        _clock.Advance(Window);
        ledger.Settle();

        await ledger.WaitAsync(100, CancellationToken.None);
        SyslogTransportException waited = await Assert.ThrowsAsync<SyslogTransportException>(() => before.AsTask());
        SyslogTransportException late = await Assert.ThrowsAsync<SyslogTransportException>(() => ledger.WaitAsync(200, CancellationToken.None).AsTask());
        Assert.NotSame(waited, late);
    }

    [Fact]
    public void SettleAll_CleanClose_SettlesWithoutProofOrWindow()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);
        ledger.Record(100, needsProof: true);

        ledger.SettleAll();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.False(ledger.HasUnsettled);
    }

    [Fact]
    public void SettleAll_AfterFailure_StaysFailed()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Fail(new SyslogTransportException("gone"));

        ledger.SettleAll();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsFaulted);
    }

    [Fact]
    public async Task WaitAsync_CancelledThenSettled_OnlyStopsWaiting()
    {
        DeliveryLedger ledger = new(TimeSpan.Zero, _clock, start: 0);
        ledger.Record(100, needsProof: true);
        using CancellationTokenSource giveUp = new();
        ValueTask waiting = ledger.WaitAsync(100, giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());

        ledger.Prove(100);
        ledger.Settle();

        await ledger.WaitAsync(100, CancellationToken.None);
    }

    [Fact]
    public void Record_NoProofNeeded_StartsTheWindowAtOnce()
    {
        DeliveryLedger ledger = new(Window, _clock, start: 0);

        Assert.True(ledger.Record(100, needsProof: false));
        Assert.False(ledger.Record(200, needsProof: false));

        Assert.Equal(Window, ledger.Settle());
        _clock.Advance(Window);
        ledger.Settle();
        Assert.True(ledger.WaitAsync(200, CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public void Successor_OldPositions_AreNotItsConcern()
    {
        DeliveryLedger old = new(TimeSpan.Zero, _clock, start: 0);
        old.Record(100, needsProof: true);
        DeliveryLedger next = old.Successor();
        next.Record(150, needsProof: true);

        next.Prove(100);
        next.Settle();
        Assert.False(next.WaitAsync(150, CancellationToken.None).AsTask().IsCompleted);
        Assert.False(next.HasSettledAnything);

        next.Prove(150);
        next.Settle();
        Assert.True(next.WaitAsync(150, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.True(next.HasSettledAnything);
    }
}
