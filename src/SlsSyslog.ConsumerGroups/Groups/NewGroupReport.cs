namespace SlsSyslog.ConsumerGroups;

/// <summary>Warns when a new consumer group starts in a logstore that has logs: with a wrong name, logs are sent again or skipped.</summary>
internal sealed partial class NewGroupReport(LogstoreContext logstore, ConsumerGroupOptions options, IReadOnlyCollection<string> otherGroups)
{
    private string Others => otherGroups.Count == 0 ? "none" : PlainText.Clean(string.Join(", ", otherGroups));

    /// <summary>Measures what lies before and after the start position of each shard. Does not throw.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Amount ahead = new();
            Amount skipped = new();
            foreach (ShardInfo shard in await logstore.Client.ListShardsAsync(cancellationToken).ConfigureAwait(false))
            {
                LogPosition begin = await FindAsync(shard.Id, ShardPosition.Earliest, cancellationToken).ConfigureAwait(false);
                LogPosition end = await FindAsync(shard.Id, ShardPosition.Latest, cancellationToken).ConfigureAwait(false);
                LogPosition start = options.StartFrom == ShardPosition.Earliest ? begin
                    : options.StartFrom == ShardPosition.Latest ? end
                    : await FindAsync(shard.Id, options.StartFrom, cancellationToken).ConfigureAwait(false);
                await AddAsync(ahead, shard.Id, start, end, cancellationToken).ConfigureAwait(false);
                await AddAsync(skipped, shard.Id, begin, start, cancellationToken).ConfigureAwait(false);
            }

            if (ahead.Shards > 0)
            {
                LogAhead(logstore.Logger, options.ConsumerGroup, logstore.Name, options.StartFrom, ahead.Text, Others);
            }

            if (skipped.Shards > 0)
            {
                LogSkipped(logstore.Logger, options.ConsumerGroup, logstore.Name, options.StartFrom, skipped.Text, Others);
            }
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            LogUnknown(logstore.Logger, options.ConsumerGroup, logstore.Name, options.StartFrom, Others, exception.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The source ends. Nothing depends on the report.
        }
    }

    private Task<LogPosition> FindAsync(int shard, ShardPosition position, CancellationToken cancellationToken) =>
        logstore.Client.GetCursorAsync(shard, position.WireText, cancellationToken);

    private async Task AddAsync(Amount amount, int shard, LogPosition from, LogPosition to, CancellationToken cancellationToken)
    {
        long? groups = CursorNumber.Decode(to) - CursorNumber.Decode(from);
        if (from == to || groups <= 0)
        {
            return;
        }

        amount.Shards++;
        amount.LogGroups += groups;
        try
        {
            DateTimeOffset received = await logstore.Client.GetCursorTimeAsync(shard, from, cancellationToken).ConfigureAwait(false);
            amount.Since = amount.Since is { } since && since < received ? since : received;
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            // For information only.
        }
    }

    // Cursors give an upper bound of the number of LogGroups. It is unknown if one of them is not a number.
    private sealed class Amount
    {
        public int Shards { get; set; }

        public long? LogGroups { get; set; } = 0;

        public DateTimeOffset? Since { get; set; }

        public string Text
        {
            get
            {
                string count = LogGroups is { } known ? string.Create(CultureInfo.InvariantCulture, $"up to {known}") : "an unknown number of";
                string since = Since is { } time ? string.Create(CultureInfo.InvariantCulture, $", received since {time:yyyy-MM-ddTHH:mm:ssZ}") : "";
                return string.Create(CultureInfo.InvariantCulture, $"{count} LogGroups in {Shards} shards{since}");
            }
        }
    }
}
