using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class ConnectionStateTests
{
    private readonly SettlementLedger _ledger = new(TimeSpan.Zero, new FakeTimeProvider(), start: 0);
    private readonly ConnectionState _state;

    public ConnectionStateTests() => _state = new ConnectionState(_ledger);

    [Fact]
    public void TryDrain_Open_ThenClose_ReturnsTheLedgerOnce()
    {
        Assert.Null(_state.TryClose());
        Assert.True(_state.TryDrain());
        Assert.False(_state.TryDrain());
        Assert.True(_state.IsDraining && _state.IsAlive && !_state.IsOpen);

        Assert.Same(_ledger, _state.TryClose());

        Assert.True(_state.IsClosed && !_state.IsAlive);
        Assert.Null(_state.TryClose());
        Assert.Null(_state.TryBreak());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryBreak_OpenOrDraining_ReturnsTheLedgerOnce(bool isDraining)
    {
        if (isDraining)
        {
            _state.TryDrain();
        }

        Assert.Same(_ledger, _state.TryBreak());

        Assert.False(_state.IsAlive || _state.IsClosed);
        Assert.Null(_state.TryBreak());
        Assert.Null(_state.TryClose());
        Assert.False(_state.TryDrain());
    }

    [Fact]
    public void DetachLedger_Alive_ReplacesTheLedger()
    {
        Assert.Same(_ledger, _state.DetachLedger());

        Assert.NotSame(_ledger, _state.Ledger);
    }

    [Fact]
    public void DetachLedger_Broken_KeepsTheLedgerThatFailed()
    {
        _state.TryBreak();

        Assert.Same(_ledger, _state.DetachLedger());

        Assert.Same(_ledger, _state.Ledger);
    }
}
