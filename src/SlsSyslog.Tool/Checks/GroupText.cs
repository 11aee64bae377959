using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Describes a consumer group and who is in it.</summary>
internal static class GroupText
{
    // The limit of the service for one logstore.
    private const int MaxGroups = 30;
    private const int DigestCharacters = 12;

    // The name under which 'groups set' stores checkpoints.
    private const string OwnConsumer = "sls-syslog";

    public static CheckFinding DescribeMissing(int groups, ConsumerGroupOptions options)
    {
        string used = string.Create(CultureInfo.InvariantCulture, $"{groups} of {MaxGroups} consumer groups of the logstore are used");
        return groups >= MaxGroups
            ? CheckFinding.Failed(
                $"The group does not exist, and {used}.", "Delete a group that is not used with sls-syslog groups, or specify one that exists.")
            : CheckFinding.Passed($"The group is created at the first start, which reads from {options.StartFrom}. {used}.");
    }

    public static CheckFinding Describe(
        ConsumerGroupDescription group, int groups, IReadOnlyList<ShardCheckpoint> checkpoints, ConsumerGroupOptions options, DateTimeOffset now)
    {
        string used = string.Create(CultureInfo.InvariantCulture, $"{groups} of {MaxGroups} consumer groups of the logstore are used.");
        IGrouping<string, ShardCheckpoint>[] consumers =
        [
            .. checkpoints.Where(checkpoint => checkpoint.Consumer.Length > 0)
                .GroupBy(checkpoint => checkpoint.Consumer, StringComparer.Ordinal)
                .OrderBy(consumer => consumer.Key, StringComparer.Ordinal),
        ];
        if (consumers.Length == 0)
        {
            return CheckFinding.Passed($"The group exists. No consumer has stored a checkpoint. {used}");
        }

        IGrouping<string, ShardCheckpoint>[] active = [.. consumers.Where(consumer => now - LastOf(consumer) < 2 * group.Timeout)];
        string[] foreign = options.Consumer.Length > 0 ? [] : [.. active.Select(consumer => consumer.Key).Where(IsForeign)];
        string members = active.Length > 0
            ? $"In use by {string.Join(", ", active.Select(consumer => Describe(consumer, now)))}."
            : $"Last used by {string.Join(", ", consumers.Select(consumer => Describe(consumer, now)))}.";
        return foreign.Length > 0
            ? CheckFinding.Warning(
                $"{members} {used} sls-syslog does not generate such {(foreign.Length == 1 ? "a name" : "names")} as {string.Join(", ", foreign)}.",
                "Each consumer of a group receives only a part of the shards: specify another Source:ConsumerGroup, unless they are forwarders with "
                    + "Source:Consumer.")
            : CheckFinding.Passed($"{members} {DescribeOwn(active, options)}{used}");
    }

    private static string DescribeOwn(IGrouping<string, ShardCheckpoint>[] active, ConsumerGroupOptions options) =>
        options.Consumer.Length > 0 && Array.Exists(active, consumer => consumer.Key == options.Consumer)
            ? $"{options.Consumer} is the name in these settings: only one process may have it. "
            : "";

    private static string Describe(IGrouping<string, ShardCheckpoint> consumer, DateTimeOffset now)
    {
        int shards = consumer.Count();
        string count = string.Create(CultureInfo.InvariantCulture, $"{shards} {(shards == 1 ? "shard" : "shards")}");
        return LastOf(consumer) is { } last
            ? $"{consumer.Key} ({count}, last checkpoint {DurationText.Format(now > last ? now - last : TimeSpan.Zero)} ago)"
            : $"{consumer.Key} ({count})";
    }

    private static DateTimeOffset? LastOf(IGrouping<string, ShardCheckpoint> consumer) => consumer.Max(checkpoint => checkpoint.UpdatedAt);

    // A generated name is that of the host and a digest.
    private static bool IsForeign(string name) =>
        name != OwnConsumer
        && (name.LastIndexOf('-') is not (> 0 and int hyphen) || name.Length - hyphen - 1 != DigestCharacters
            || !name[(hyphen + 1)..].All(char.IsAsciiHexDigitLower));
}
