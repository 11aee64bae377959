namespace SlsSyslog;

/// <summary>
/// Keeps what is confirmed of the first batch that is not complete, and finds the record that the server rejects by closing the connection.
/// After several attempts without progress, slices become smaller, and each is confirmed before the next is sent. Confirmed records of a
/// batch are not sent again, so the shard soon waits exactly at the record that the server rejects.
/// </summary>
internal sealed class RecordIsolation
{
    private const int AttemptsBeforeIsolation = 3;
    private const int AttemptsBeforeVerdict = 8;
    private const int AttemptsAfterEvidence = 2;
    private const int Shrink = 8;
    private const int LargestIsolatedSlice = 2048;

    private LogPosition _next;

    // The server has confirmed another record while slices were small.
    private bool _hasEvidence;

    // The last slice that failed had one record.
    private bool _wasAlone;

    /// <summary>Gets the number of attempts since the last slice was confirmed.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets the number of frames that the next slice may have.</summary>
    public int MaxFrames { get; private set; } = int.MaxValue;

    public bool IsIsolating => MaxFrames != int.MaxValue;

    /// <summary>Gets the counts of the confirmed slices of the batch that is not complete.</summary>
    public BatchCounts Confirmed { get; private set; }

    /// <summary>Gets whether the first record that is not confirmed was alone in its slice again and again, and others were confirmed.</summary>
    public bool IsRejected => IsSuspected && _hasEvidence;

    /// <summary>
    /// Gets whether the first record that is not confirmed was alone in its slice again and again, and it is not known whether the server confirms
    /// others.
    /// </summary>
    public bool NeedsEvidence => IsSuspected && !_hasEvidence;

    private bool IsSuspected => _wasAlone && MaxFrames == 1 && Attempts >= AttemptsBeforeVerdict;

    /// <summary>Returns how many records of a batch that is read again are confirmed: none if the batch now begins or ends elsewhere.</summary>
    public int Resume(LogBatch batch, LogPosition start)
    {
        if (batch.Start != start || batch.NextPosition != _next)
        {
            Confirmed = default;
        }

        return Confirmed.Read;
    }

    /// <summary>Adds a confirmed slice. Returns the counts of its batch if that is complete now.</summary>
    public BatchCounts? Confirm(in SentSlice slice)
    {
        BatchCounts confirmed = Confirmed;
        confirmed.Add(slice.Counts);
        (Confirmed, _next) = (slice.IsLast ? default : confirmed, slice.BatchEnd);
        if (slice.Ticket is not null)
        {
            Attempts = 0;
            _hasEvidence = IsIsolating;
            MaxFrames = MaxFrames > LargestIsolatedSlice ? int.MaxValue : MaxFrames * 2;
        }
        else if (slice.Counts.DeadLettered + slice.Counts.Skipped > 0)
        {
            // The next record is rejected only if the server confirms another one first.
            (Attempts, _hasEvidence) = (0, false);
        }

        return slice.IsLast ? confirmed : null;
    }

    /// <summary>Adds that the server has confirmed another record. The suspected one must fail again before it counts as rejected.</summary>
    public void AddEvidence() => (_hasEvidence, Attempts) = (true, AttemptsBeforeVerdict - AttemptsAfterEvidence);

    /// <summary>Adds an attempt that failed.</summary>
    /// <param name="records">The number of records of the last slice.</param>
    public void Fail(int records)
    {
        Attempts++;
        _wasAlone = records == 1;
        if (IsIsolating || Attempts >= AttemptsBeforeIsolation)
        {
            MaxFrames = Math.Max(1, Math.Min(MaxFrames, records) / Shrink);
        }
    }
}
