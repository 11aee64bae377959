using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class SettlementLedgerTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _timeProvider = new();

    [Fact]
    public async Task WaitAsync_ProvenAndWindowPassed_Completes()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);
        Task waiting = ledger.WaitAsync(100, CancellationToken.None).AsTask();
        ledger.Prove(100);
        Assert.Equal(Window, ledger.SettleProven());
        Assert.False(waiting.IsCompleted);

        _timeProvider.Advance(Window);

        Assert.Null(ledger.SettleProven());
        await waiting;
    }

    [Fact]
    public void SettleProven_PartlyProven_SettlesOnlyThatPart()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Record(200, needsProof: true);
        ledger.Prove(150);
        _timeProvider.Advance(Window);
        ledger.SettleProven();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.False(ledger.WaitAsync(200, CancellationToken.None).AsTask().IsCompleted);
        Assert.True(ledger.HasUnproven);
        Assert.True(ledger.HasUnsettled);
    }

    [Fact]
    public async Task Fail_InsideWindow_FailsOnlyWhatIsNotSettled()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Prove(100);
        _timeProvider.Advance(Window);
        ledger.SettleProven();
        ledger.Record(200, needsProof: true);
        ledger.Prove(200);
        _timeProvider.Advance(Window / 2);
        ledger.SettleProven();
        ValueTask before = ledger.WaitAsync(200, CancellationToken.None);

        ledger.Fail(new SyslogTransportException("gone"));
        _timeProvider.Advance(Window);
        ledger.SettleProven();

        await ledger.WaitAsync(100, CancellationToken.None);
        SyslogTransportException waited = await Assert.ThrowsAsync<SyslogTransportException>(() => before.AsTask());
        SyslogTransportException late = await Assert.ThrowsAsync<SyslogTransportException>(
            () => ledger.WaitAsync(200, CancellationToken.None).AsTask());
        Assert.NotSame(waited, late);
    }

    [Fact]
    public void SettleAll_CleanClose_SettlesWithoutProofOrWindow()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);

        ledger.SettleAll();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.False(ledger.HasUnsettled);
    }

    [Fact]
    public void SettleAll_AfterFailure_StaysFailed()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);
        ledger.Fail(new SyslogTransportException("gone"));

        ledger.SettleAll();

        Assert.True(ledger.WaitAsync(100, CancellationToken.None).AsTask().IsFaulted);
    }

    [Fact]
    public async Task WaitAsync_CanceledThenSettled_CanBeWaitedForAgain()
    {
        SettlementLedger ledger = new(TimeSpan.Zero, _timeProvider, start: 0);
        ledger.Record(100, needsProof: true);
        using CancellationTokenSource cancellation = new();
        ValueTask waiting = ledger.WaitAsync(100, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());

        ledger.Prove(100);
        ledger.SettleProven();

        await ledger.WaitAsync(100, CancellationToken.None);
    }

    [Fact]
    public void Record_NoProofNeeded_StartsTheWindowAtOnce()
    {
        SettlementLedger ledger = new(Window, _timeProvider, start: 0);

        Assert.True(ledger.Record(100, needsProof: false));
        Assert.False(ledger.Record(200, needsProof: false));

        Assert.Equal(Window, ledger.SettleProven());
        _timeProvider.Advance(Window);
        ledger.SettleProven();
        Assert.True(ledger.WaitAsync(200, CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public void CreateSuccessor_OldPositions_AreIgnored()
    {
        SettlementLedger old = new(TimeSpan.Zero, _timeProvider, start: 0);
        old.Record(100, needsProof: true);
        SettlementLedger next = old.CreateSuccessor();
        next.Record(150, needsProof: true);

        next.Prove(100);
        next.SettleProven();
        Assert.False(next.WaitAsync(150, CancellationToken.None).AsTask().IsCompleted);
        Assert.False(next.HasSettledAnything);

        next.Prove(150);
        next.SettleProven();
        Assert.True(next.WaitAsync(150, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        Assert.True(next.HasSettledAnything);
    }

    [Fact]
    public void UnsettledBytes_SentSettledAndFailed_CountsWhatIsBetween()
    {
        SettlementLedger ledger = new(TimeSpan.Zero, TimeProvider.System, start: 0);
        ledger.Record(1, needsProof: true, bytes: 100);
        ledger.Record(3, needsProof: true, bytes: 50);
        Assert.Equal(150, ledger.UnsettledBytes);

        ledger.Prove(1);
        ledger.SettleProven();
        Assert.Equal(50, ledger.UnsettledBytes);

        ledger.Fail(new SyslogTransportException("reset"));
        Assert.Equal(0, ledger.UnsettledBytes);
    }
}
