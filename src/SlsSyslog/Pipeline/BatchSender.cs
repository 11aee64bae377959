namespace SlsSyslog;

/// <summary>Writes a batch as slices of frames and sends them in order.</summary>
internal sealed class BatchSender(Route route, LeaseAccount account, TimeProvider timeProvider)
{
    private readonly List<DeadLetter> _letters = [];
    private readonly string _shard = account.Name;

    // The number of records of the batch that were read.
    private int _index;
    private int _outstanding;

    // The slices of one shard use the same connection and so keep their order.
    private readonly int _orderKey = account.Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gets the last slice that was passed to the transport.</summary>
    public LastSlice Last { get; private set; }

    /// <summary>Completes when every record of the batch is sent, filtered or stored as a dead letter. The caller disposes the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rereadFrom">The position from which the batch is read again; <see langword="null"/> for the following batches.</param>
    /// <param name="isolation">What is confirmed of the batch, and the size of its slices.</param>
    /// <param name="unsettled">Receives the slices.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async ValueTask SendAsync(
        LogBatch batch, LogPosition? rereadFrom, RecordIsolation isolation, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        FrameBuffer frames = route.Frames.Rent();
        frames.OrderKey = _orderKey;
        try
        {
            int confirmed = rereadFrom is { } start ? isolation.Resume(batch, start) : 0;
            bool isRejected = isolation.IsRejected && route.Oversize == OversizePolicy.DeadLetter && Last.BatchEnd == batch.NextPosition;
            int rejected = rereadFrom is not null && isRejected ? Last.Index : -1;
            _index = 0;
            while (_index < confirmed && batch.MoveNext())
            {
                _index++;
            }

            account.Resume(_index);

            bool more = true;
            while (more)
            {
                BatchCounts counts = default;
                long started = timeProvider.GetTimestamp();
                more = Fill(batch, frames, isolation.MaxFrames, rejected, ref counts);
                route.Monitor.AddFormat(started);
                await StoreLettersAsync(cancellationToken).ConfigureAwait(false);

                Interlocked.Add(ref _outstanding, counts.Read);
                route.Report.Progress.Add(counts.Read);
                int bytes = frames.Length;
                account.AddRead(counts.Read, bytes, batch.NextPosition, isLast: !more);
                DeliveryTicket? ticket = null;
                if (bytes > 0)
                {
                    Last = new LastSlice(batch.NextPosition, _index - 1, frames.Count, bytes);
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
            _letters.Clear();
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

    private bool Fill(LogBatch batch, FrameBuffer frames, int maxFrames, int rejected, ref BatchCounts counts)
    {
        while (!frames.IsFull && frames.Count < maxFrames)
        {
            if (!batch.MoveNext())
            {
                return false;
            }

            counts.Read++;
            LogRecord record = batch.Current;
            try
            {
                if (route.Transform is { } transform)
                {
                    record = transform.Apply(record, ref counts.Transform);
                }

                bool isRejected = _index++ == rejected;
                if (!Passes(record))
                {
                    counts.Filtered++;
                }
                else if (isRejected)
                {
                    AddLetter(record, $"The server closes the connection when it receives the message of {Last.Bytes} bytes.", ref counts);
                    return true;
                }
                else
                {
                    Append(record, frames, ref counts);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException) // custom code: only this record is affected
            {
                AddLetter(record, PlainText.Clean($"{exception.GetType().Name}: {exception.Message}"), ref counts);
            }
        }

        return true;
    }

    private void Append(scoped LogRecord record, FrameBuffer frames, ref BatchCounts counts)
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
                counts.Sanitized += (outcome & FrameOutcome.Sanitized) != 0 ? 1 : 0;
                return;
            }

            AddLetter(record, $"The message is longer than {frames.MaxMessageBytes} bytes.", ref counts);
            return;
        }

        counts.Truncated += isTruncated ? 1 : 0;
        counts.Sanitized += (outcome & FrameOutcome.Sanitized) != 0 ? 1 : 0;
    }

    private void AddLetter(scoped LogRecord record, string reason, ref BatchCounts counts)
    {
        counts.DeadLettered++;
        _letters.Add(new DeadLetter(route.Name, _shard, reason, RecordJson.Write(record)));
    }

    private bool Passes(scoped LogRecord record)
    {
        IReadOnlyList<IRecordFilter> filters = route.Filters;
        if (filters.Count > 0 && GapRecord.IsGap(record))
        {
            return true; // the receiver must see that records are missing, whatever is filtered
        }

        for (int i = 0; i < filters.Count; i++)
        {
            if (!filters[i].ShouldForward(record))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask StoreLettersAsync(CancellationToken cancellationToken)
    {
        foreach (DeadLetter letter in _letters)
        {
            await StoreAsync(letter, cancellationToken).ConfigureAwait(false);
            route.Report.AddDeadLetter(letter.Reason);
        }

        _letters.Clear();
    }

    // A record that can be neither sent nor stored keeps its shard waiting: continuing would lose it, and reading again would not help.
    private async ValueTask StoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (await TryStoreAsync(letter, cancellationToken).ConfigureAwait(false) is not { } failure)
        {
            return;
        }

        Backoff backoff = new(timeProvider);
        for (DeadLetterException? last = failure; last is not null; last = await TryStoreAsync(letter, cancellationToken).ConfigureAwait(false))
        {
            backoff.AddFailure();
            route.Report.AddHold(_shard, last.Message);
            try
            {
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(last.Message, last, cancellationToken);
            }
        }

        route.Report.EndHold(_shard);
    }

    private async ValueTask<DeadLetterException?> TryStoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            await route.DeadLetters.HandleAsync(letter, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException) // custom code, or the disk
        {
            string cause = PlainText.Clean(exception.Message);
            return new DeadLetterException(
                $"A record of shard {_shard} could neither be formatted ({letter.Reason}) nor stored as a dead letter: {cause}", exception);
        }
    }
}
