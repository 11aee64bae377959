namespace SlsSyslog.Transports;

/// <summary>
/// Holds the state of a connection and its ledger, which change under one lock: open, then draining, then closed by both sides; or
/// broken at any time before that.
/// </summary>
internal sealed class ConnectionState(SettlementLedger ledger)
{
    private readonly Lock _lock = new();
    private SettlementLedger _ledger = ledger;
    private Phase _phase;

    private enum Phase
    {
        Open,
        Draining,
        Closed,
        Broken,
    }

    public bool IsOpen => Current is Phase.Open;

    public bool IsDraining => Current is Phase.Draining;

    public bool IsClosed => Current is Phase.Closed;

    public bool IsAlive => Current is Phase.Open or Phase.Draining;

    public SettlementLedger Ledger
    {
        get
        {
            lock (_lock)
            {
                return _ledger;
            }
        }
    }

    private Phase Current
    {
        get
        {
            lock (_lock)
            {
                return _phase;
            }
        }
    }

    /// <summary>Changes from open to draining. Returns false in any other state.</summary>
    public bool TryDrain()
    {
        lock (_lock)
        {
            bool isOpen = _phase == Phase.Open;
            _phase = isOpen ? Phase.Draining : _phase;
            return isOpen;
        }
    }

    /// <summary>Changes from draining to closed. Returns the ledger, or null in any other state.</summary>
    public SettlementLedger? TryClose()
    {
        lock (_lock)
        {
            if (_phase != Phase.Draining)
            {
                return null;
            }

            _phase = Phase.Closed;
            return _ledger;
        }
    }

    /// <summary>
    /// Changes from open or draining to broken. Returns the ledger, or null in any other state. The ledger is not replaced any more, so
    /// a sender that records in it learns about the break.
    /// </summary>
    public SettlementLedger? TryBreak()
    {
        lock (_lock)
        {
            if (_phase is Phase.Closed or Phase.Broken)
            {
                return null;
            }

            _phase = Phase.Broken;
            return _ledger;
        }
    }

    /// <summary>Returns the ledger, and replaces it by a new one for what an open or draining connection carries from now on.</summary>
    public SettlementLedger DetachLedger()
    {
        lock (_lock)
        {
            SettlementLedger detached = _ledger;
            if (_phase is Phase.Open or Phase.Draining)
            {
                _ledger = detached.CreateSuccessor();
            }

            return detached;
        }
    }
}
