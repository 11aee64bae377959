namespace SlsSyslog;

/// <summary>
/// Finds out whether the server confirms the record after the one that it does not confirm. Without that, a server that closes every connection
/// would seem to reject every record. The record is only sent once more: nothing of it is counted or committed.
/// </summary>
internal sealed class RejectionProbe(Route route, ILogLease lease, TimeProvider timeProvider)
{
    // The next record can be written much later. Until then, the suspected one is sent again.
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends the record after a suspected one, if that is needed and the failure policy does not wait for the suspected one.</summary>
    /// <param name="isolation">Receives the evidence when the server has confirmed the record.</param>
    /// <param name="confirmed">The position before the batch of the suspected record.</param>
    /// <param name="suspect">The slice with the suspected record.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when it is known whether the server confirms the record.</returns>
    public async Task AddEvidenceAsync(RecordIsolation isolation, LogPosition? confirmed, LastSlice suspect, CancellationToken cancellationToken)
    {
        if (isolation.NeedsEvidence && route.Failures.Rejected != FailureAction.Retry && confirmed is { } start
            && await TryAsync(start, suspect, cancellationToken).ConfigureAwait(false))
        {
            isolation.AddEvidence();
        }
    }

    private async Task<bool> TryAsync(LogPosition confirmed, LastSlice suspect, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(ReadTimeout, timeProvider);
        using CancellationTokenSource reading =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Draining, timeout.Token);
        FrameBuffer frames = route.Frames.Rent();
        try
        {
            if (!await FillAsync(confirmed, suspect, frames, reading.Token).ConfigureAwait(false))
            {
                return false;
            }

            DeliveryTicket ticket = await route.Transport.SendAsync(frames, cancellationToken).ConfigureAwait(false);
            await route.Transport.ConfirmAsync(ticket, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SyslogTransportException or SlsException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            route.Frames.Return(frames);
        }
    }

    private async Task<bool> FillAsync(LogPosition confirmed, LastSlice suspect, FrameBuffer frames, CancellationToken cancellationToken)
    {
        LogPosition? rewindTo = confirmed;
        bool isAfter = false;
        while (await lease.ReadAsync(rewindTo, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                rewindTo = null;
                bool hasSuspect = batch.NextPosition == suspect.BatchEnd;
                isAfter |= hasSuspect;
                if (isAfter && TryAppend(batch, hasSuspect ? suspect.Index + 1 : 0, frames))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool TryAppend(LogBatch batch, int skip, FrameBuffer frames)
    {
        for (int index = 0; batch.MoveNext(); index++)
        {
            if (index < skip)
            {
                continue;
            }

            try
            {
                RecordTransformCounts counts = default;
                LogRecord record = batch.Current;
                record = route.Transform is { } transform ? transform.Apply(record, ref counts) : record;
                if (!route.Passes(record))
                {
                    continue;
                }

                if ((frames.Append(route.Formatter, record) & FrameOutcome.Truncated) == 0 || route.Oversize == OversizePolicy.Truncate)
                {
                    return true;
                }

                frames.RemoveLast(); // this record is sent in parts or not at all
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Custom code. The next record may serve as well.
            }
        }

        return false;
    }
}
