namespace SlsSyslog.Tool;

/// <summary>Collects the rows of a report, one for each shard and minute.</summary>
internal sealed class RowTable
{
    private readonly Dictionary<(string? Logstore, int? Shard, DateTimeOffset? Minute), VerifyRow> _rows = [];

    /// <summary>Gets the rows, by shard and minute.</summary>
    public IReadOnlyList<VerifyRow> Minutes =>
        [.. _rows.Values.OrderBy(row => row.Logstore, StringComparer.Ordinal).ThenBy(row => row.Shard).ThenBy(row => row.Minute)];

    /// <summary>Gets the sums of the shards.</summary>
    public IReadOnlyList<VerifyRow> Shards =>
    [
        .. Minutes.Where(row => row.Shard is not null).GroupBy(row => (row.Logstore, row.Shard))
            .Select(group => Sum(group, new VerifyRow { Logstore = group.Key.Logstore, Shard = group.Key.Shard })),
    ];

    /// <summary>Gets the sum of all rows.</summary>
    public VerifyRow Total => Sum(_rows.Values, new VerifyRow());

    public VerifyRow Get(string? logstore, int? shard, DateTimeOffset? minute)
    {
        if (!_rows.TryGetValue((logstore, shard, minute), out VerifyRow? row))
        {
            _rows.Add((logstore, shard, minute), row = new VerifyRow { Logstore = logstore, Shard = shard, Minute = minute });
        }

        return row;
    }

    private static VerifyRow Sum(IEnumerable<VerifyRow> rows, VerifyRow sum)
    {
        foreach (VerifyRow row in rows)
        {
            sum.Add(row);
        }

        return sum;
    }
}
