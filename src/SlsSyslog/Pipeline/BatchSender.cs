using System.Runtime.CompilerServices;

namespace SlsSyslog;

/// <summary>Writes a batch as slices of frames and sends them in order.</summary>
internal sealed class BatchSender(Route route, LeaseAccount account, TimeProvider timeProvider, CancellationToken draining)
{
    // Most batches of a replay end in that time, and are then not sent again by the next run.
    private static readonly TimeSpan PacedDrainTime = TimeSpan.FromMilliseconds(500);

    private readonly RecordFailures _failures = new(route, account.Name, timeProvider);

    // The number of records of the batch that were read.
    private int _index;
    private int _outstanding;
    private long? _drainingSince;

    // The slices of one shard use the same connection and so keep their order.
    private readonly int _orderKey = account.Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gets the last slice that was passed to the transport.</summary>
    public LastSlice Last { get; private set; }

    /// <summary>
    /// Completes when every record of the batch is sent, filtered or stored as a dead letter, or when a replay with a rate is stopped meanwhile.
    /// The caller disposes the batch.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rereadFrom">The position from which the batch is read again; <see langword="null"/> for the following batches.</param>
    /// <param name="isolation">What is confirmed of the batch, and the size of its slices.</param>
    /// <param name="unsettled">Receives the slices.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask SendAsync(
        LogBatch batch, LogPosition? rereadFrom, RecordIsolation isolation, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        FrameBuffer frames = route.Frames.Rent();
        frames.OrderKey = _orderKey;
        try
        {
            int confirmed = rereadFrom is { } start ? isolation.Resume(batch, start) : 0;
            bool isRejected = isolation.IsRejected && route.Failures.Rejected != FailureAction.Retry && Last.BatchEnd == batch.NextPosition;
            int rejected = rereadFrom is not null && isRejected ? Last.Index : -1;
            _index = 0;
            while (_index < confirmed && batch.MoveNext())
            {
                _index++;
            }

            account.Resume(_index);

            bool more = true;
            while (more && !IsLeftToTheNextRun())
            {
                BatchCounts counts = default;
                long started = timeProvider.GetTimestamp();
                more = Fill(batch, frames, Math.Min(isolation.MaxFrames, route.MaxSliceFrames), rejected, ref counts);
                route.Monitor.AddFormat(started);
                counts = await _failures.StoreAsync(counts, cancellationToken).ConfigureAwait(false);

                Interlocked.Add(ref _outstanding, counts.Read);
                route.Report.Progress.Add(counts.Read);
                int bytes = frames.Length;
                (counts.Frames, counts.FrameBytes) = (frames.Count, bytes);
                account.AddRead(counts.Read, bytes, batch.NextPosition, isLast: !more);
                DeliveryTicket? ticket = null;
                if (bytes > 0)
                {
                    Last = new LastSlice(batch.NextPosition, _index - 1, counts.Sent, bytes);
                    started = timeProvider.GetTimestamp();
                    ticket = await route.Transport.SendAsync(frames, cancellationToken).ConfigureAwait(false);
                    route.Monitor.AddSend(started);
                    frames.Clear();
                }

                SentSlice slice = new(ticket, bytes, batch.NextPosition, IsLast: !more, counts, timeProvider.GetTimestamp());
                await unsettled.AddAsync(slice, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _failures.Clear();
            route.Frames.Return(frames);
        }
    }

    /// <summary>Removes a slice that is confirmed from what waits.</summary>
    public void Confirm(in SentSlice slice)
    {
        account.Settle(slice.Bytes);
        Interlocked.Add(ref _outstanding, -slice.Counts.Read);
        route.Report.Progress.Confirm(slice.Counts.Read, isByServer: slice.Ticket is not null);
    }

    /// <summary>Removes everything that waits: it is read again, or left to the next owner.</summary>
    /// <param name="cause">The error because of which it is read again; null when it is left to the next owner.</param>
    public void Return(string? cause) => route.Report.Progress.Return(Interlocked.Exchange(ref _outstanding, 0), cause);

    // What waits for its pace is not worth the wait when a replay is stopped: the next run sends the batch again.
    private bool IsLeftToTheNextRun()
    {
        if (!draining.IsCancellationRequested || !route.IsPacedReplay)
        {
            return false;
        }

        _drainingSince ??= timeProvider.GetTimestamp();
        return timeProvider.GetElapsedTime(_drainingSince.Value) >= PacedDrainTime;
    }

    private bool Fill(LogBatch batch, FrameBuffer frames, int maxFrames, int rejected, ref BatchCounts counts)
    {
        while (!frames.IsFull && frames.Count < maxFrames)
        {
            if (!batch.MoveNext())
            {
                return false;
            }

            counts.Read++;
            int index = _index++;
            LogRecord record = batch.Current;
            FailureAction action = route.Failures.Format;
            try
            {
                if (route.Transform is { } transform)
                {
                    record = transform.Apply(record, ref counts.Transform);
                }

                action = route.Failures.Filter;
                bool passes = route.Passes(record);
                action = route.Failures.Format;
                if (!passes)
                {
                    counts.Filtered++;
                }
                else if (index == rejected)
                {
                    Reject(record, ref counts);
                    return true;
                }
                else
                {
                    Append(record, frames, ref counts);
                }
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or FailureStopException)) // only this record is affected
            {
                _failures.Add(record, action, PlainText.Clean($"{exception.GetType().Name}: {exception.Message}"), ref counts);
            }
        }

        return true;
    }

    private void Reject(scoped LogRecord record, ref BatchCounts counts)
    {
        FailureAction action = route.Failures.Rejected;
        route.Report.AddRejected(account, Last, action);
        _failures.Add(record, action, $"The server closes the connection when it receives the message of {Last.Bytes} bytes.", ref counts);
    }

    private void Append(scoped LogRecord record, FrameBuffer frames, ref BatchCounts counts)
    {
        int first = frames.Count;
        AppendFrames(record, frames, ref counts);
        if (route.Tap is { IsListening: true } tap)
        {
            tap.Offer(account.Name, record, frames, first);
        }
    }

    private void AppendFrames(scoped LogRecord record, FrameBuffer frames, ref BatchCounts counts)
    {
        FrameOutcome outcome = frames.Append(route.Formatter, record);
        if (outcome == FrameOutcome.None)
        {
            return;
        }

        bool isTruncated = (outcome & FrameOutcome.Truncated) != 0;
        if (isTruncated && route.Oversize != OversizePolicy.Truncate)
        {
            frames.RemoveLast();
            if (route.Splitter is { } splitter && splitter.TryAppend(frames, route.Formatter, record, out outcome))
            {
                counts.Split++;
                counts.Sanitized += (outcome & FrameOutcome.Sanitized) != 0 ? 1 : 0;
                return;
            }

            _failures.AddLetter(record, $"The message is longer than {frames.MaxMessageBytes} bytes.", ref counts);
            return;
        }

        counts.Truncated += isTruncated ? 1 : 0;
        counts.Sanitized += (outcome & FrameOutcome.Sanitized) != 0 ? 1 : 0;
    }
}
