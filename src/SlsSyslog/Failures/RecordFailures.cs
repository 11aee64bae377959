namespace SlsSyslog;

/// <summary>Applies the failure policy of a route to the records of one shard, and stores their dead letters.</summary>
internal sealed class RecordFailures(Route route, string shard, TimeProvider timeProvider)
{
    // A file that another process uses, for example, is available again soon.
    private const int AttemptsBeforeAction = 3;

    private readonly List<DeadLetter> _letters = [];

    /// <summary>Adds a record that is not sent.</summary>
    /// <exception cref="FailureStopException">The policy stops the shard.</exception>
    public void Add(scoped LogRecord record, FailureAction action, string reason, ref BatchCounts counts)
    {
        switch (action)
        {
            case FailureAction.DeadLetter:
                AddLetter(record, reason, ref counts);
                break;
            case FailureAction.Skip:
                counts.Skipped++;
                route.Report.AddSkipped(reason);
                break;
            default:
                throw new FailureStopException(action, $"A record cannot be sent. {PlainText.Clean(reason)}");
        }
    }

    /// <summary>Adds a record that is stored as a dead letter.</summary>
    public void AddLetter(scoped LogRecord record, string reason, ref BatchCounts counts)
    {
        counts.DeadLettered++;
        _letters.Add(new DeadLetter(route.Name, shard, reason, RecordJson.Write(record)));
    }

    /// <summary>Stores the dead letters that were added.</summary>
    /// <param name="counts">The counts of their records. A record whose dead letter the policy does not store is counted as skipped.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="FailureStopException">A dead letter cannot be stored, and the policy stops the shard.</exception>
    public async ValueTask<BatchCounts> StoreAsync(BatchCounts counts, CancellationToken cancellationToken)
    {
        foreach (DeadLetter letter in _letters)
        {
            if (await TryStoreAsync(letter, cancellationToken).ConfigureAwait(false))
            {
                route.Report.AddDeadLetter(letter.Reason);
            }
            else
            {
                counts.DeadLettered--;
                counts.Skipped++;
            }
        }

        _letters.Clear();
        return counts;
    }

    /// <summary>Removes the dead letters that are not stored: their records are read again.</summary>
    public void Clear() => _letters.Clear();

    // A record that can be neither sent nor stored keeps its shard waiting: continuing would lose it, and reading again would not help.
    // Returns false when the policy skips the record.
    private async ValueTask<bool> TryStoreAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        Backoff backoff = new(timeProvider);
        while (await TryStoreOnceAsync(letter, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            backoff.AddFailure();
            route.Report.AddHold(shard, failure.Message);
            FailureAction action = route.Failures.DeadLetterStore;
            if (action != FailureAction.Retry && backoff.Failures >= AttemptsBeforeAction)
            {
                return action == FailureAction.Skip ? Skip(failure.Message) : throw new FailureStopException(action, failure.Message);
            }

            try
            {
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(failure.Message, failure, cancellationToken);
            }
        }

        if (backoff.Failures > 0)
        {
            route.Report.EndHold(shard);
        }

        return true;
    }

    private bool Skip(string reason)
    {
        route.Report.AddSkipped(reason);
        route.Monitor.GetShard(shard).Blocked = null;
        return false;
    }

    private async ValueTask<DeadLetterException?> TryStoreOnceAsync(DeadLetter letter, CancellationToken cancellationToken)
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
                $"A record of shard {shard} could neither be formatted ({letter.Reason}) nor stored as a dead letter: {cause}", exception);
        }
    }
}
