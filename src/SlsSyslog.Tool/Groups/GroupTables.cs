namespace SlsSyslog.Tool;

/// <summary>Shows groups as tables.</summary>
internal static class GroupTables
{
    private const string Nothing = "-";

    public static WholeTable OfGroups(IReadOnlyList<GroupReport> groups)
    {
        Table table = Create("logstore", "group", "timeout", "shards", "lag", "LogGroups behind", "stored by");
        foreach (GroupReport group in groups)
        {
            Add(
                table, group.Logstore, group.Group, $"{group.TimeoutSeconds:0} s", $"{group.Shards.Count}", Lag(group.LagSeconds),
                Number(group.LogGroupsBehind), group.Consumers.Count == 0 ? Nothing : string.Join(", ", group.Consumers));
        }

        return new WholeTable(table);
    }

    public static WholeTable OfShards(GroupReport group)
    {
        Table table = Create("shard", "lag", "LogGroups behind", "next log received", "stored by", "stored at", "checkpoint");
        foreach (GroupShard shard in group.Shards)
        {
            Add(
                table,
                $"{group.Logstore}/{shard.Shard}{(shard.IsReadOnly ? " (read-only)" : "")}",
                shard.HasExpired ? "expired" : Lag(shard.LagSeconds),
                Number(shard.LogGroupsBehind),
                Time(shard.CheckpointTime),
                string.IsNullOrEmpty(shard.Owner) ? Nothing : shard.Owner,
                Time(shard.UpdatedAt),
                shard.Checkpoint ?? Nothing);
        }

        return new WholeTable(table);
    }

    public static WholeTable OfChanges(string logstore, IReadOnlyList<GroupChange> changes)
    {
        Table table = Create("shard", "checkpoint", "new checkpoint", "next log received");
        foreach (GroupChange change in changes)
        {
            Add(
                table, string.Create(CultureInfo.InvariantCulture, $"{logstore}/{change.Shard}"), change.Before ?? Nothing, change.After,
                change.AfterTime is null ? "none: the end" : Time(change.AfterTime));
        }

        return new WholeTable(table);
    }

    private static Table Create(params string[] columns)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = true });
        }

        return table;
    }

    // Names come from SLS.
    private static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(PlainText.Clean(cell))));

    private static string Lag(double? seconds) => seconds is { } known ? DurationText.Format(TimeSpan.FromSeconds(known)) : Nothing;

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? Nothing;

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Nothing;
}
