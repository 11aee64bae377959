using System.Net;
using System.Net.Sockets;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Checks what a route reads: one logstore, with the credentials and the consumer group of the route.</summary>
internal sealed class SourceChecks : IDisposable
{
    private const int ShortRetentionDays = 3;
    private static readonly TimeSpan LargeClockDifference = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SoonExpired = TimeSpan.FromMinutes(5);

    private readonly ConsumerGroupOptions _options;
    private readonly SourceProbe _probe;
    private readonly LogstoreClient _client;
    private readonly TimeProvider _timeProvider;
    private readonly string _prefix;
    private TimeSpan? _clockOffset;

    /// <param name="options">The options of the source, which are valid.</param>
    /// <param name="logstore">The logstore.</param>
    /// <param name="isOnly">Whether the source has no other logstore. Otherwise, names of checks contain it.</param>
    /// <param name="credentials">The credentials, if the options specify none.</param>
    /// <param name="stepLimit">How long one check may take.</param>
    /// <param name="timeProvider">The clock.</param>
    public SourceChecks(
        ConsumerGroupOptions options,
        string logstore,
        bool isOnly,
        ISlsCredentialProvider credentials,
        TimeSpan stepLimit,
        TimeProvider timeProvider)
    {
        (_options, _timeProvider) = (options, timeProvider);
        _prefix = isOnly ? "" : $"{logstore}: ";
        _probe = new SourceProbe(options, logstore, credentials, timeProvider);

        // The last error of SLS says more than that the check has taken too long.
        _client = new LogstoreClient(options, logstore, credentials, timeProvider) { RetryTimeout = stepLimit * 0.4 };
    }

    /// <summary>Gets the checks.</summary>
    public IEnumerable<IReadOnlyList<CheckStep>> Stages =>
    [
        [CheckStep.Of("name of SLS", ResolveAsync), CheckStep.Of("credentials", FindCredentialsAsync)],
        [CheckStep.Of("connection to SLS", AnswerAsync)],
        [CheckStep.Of("clock", _ => Task.FromResult(CompareClocks())), new CheckStep(LogstoreName, FindLogstoreAsync)],
        [
            new CheckStep($"{_prefix}permissions", CheckPermissionsAsync),
            CheckStep.Of($"{_prefix}consumer group {_options.ConsumerGroup}", FindGroupAsync),
        ],
    ];

    private string LogstoreName => $"logstore {_client.Logstore}";

    public void Dispose()
    {
        _client.Dispose();
        _probe.Dispose();
    }

    private async Task<CheckFinding> ResolveAsync(CancellationToken cancellationToken)
    {
        string host = _probe.Address.DnsSafeHost;
        if (_probe.UsesProxy)
        {
            return CheckFinding.Skipped("A proxy resolves the name.");
        }

        if (IPAddress.TryParse(host, out _))
        {
            return CheckFinding.Passed("SLS is specified by its address.");
        }

        try
        {
            return CheckFinding.Passed(AddressText.Describe(host, await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false)));
        }
        catch (SocketException)
        {
            return CheckFinding.Failed(
                $"The name {host} cannot be resolved.",
                "Check Source:Endpoint and the name servers (DNS) of this machine. Where only a proxy resolves names, specify Source:Proxy.");
        }
    }

    private async Task<CheckFinding> FindCredentialsAsync(CancellationToken cancellationToken)
    {
        SlsCredential credential = await _probe.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan? left = credential.ExpiresAt - _timeProvider.GetUtcNow();
        string end = left is { } time ? $", which expires in {DurationText.Format(time)}" : "";
        return left < SoonExpired
            ? CheckFinding.Warning(
                $"Requests are signed with the {credential}{end}.", "Check that the source of the temporary credentials renews them.")
            : CheckFinding.Passed($"Requests are signed with the {credential}{end}.");
    }

    private async Task<CheckFinding> AnswerAsync(CancellationToken cancellationToken)
    {
        long started = _timeProvider.GetTimestamp();
        _clockOffset = await _probe.MeasureClockAsync(cancellationToken).ConfigureAwait(false);
        return CheckFinding.Passed($"{_probe.Address.Authority} responds in {DurationText.Format(_timeProvider.GetElapsedTime(started))}.");
    }

    private CheckFinding CompareClocks()
    {
        if (_clockOffset is not { } offset)
        {
            return CheckFinding.Skipped("The answer of SLS does not contain its time.");
        }

        string difference = DurationText.Format(offset.Duration());
        return offset.Duration() < TimeSpan.FromSeconds(2)
            ? CheckFinding.Passed("The clock of this machine agrees with that of SLS.")
            : offset.Duration() <= LargeClockDifference
                ? CheckFinding.Passed($"The clock of this machine is {difference} {(offset > TimeSpan.Zero ? "behind" : "ahead of")} that of SLS.")
                : CheckFinding.Warning(
                    $"The clock of this machine is {difference} {(offset > TimeSpan.Zero ? "behind" : "ahead of")} that of SLS.",
                    "Set the clock, for example with NTP: lag and alerts are measured with it, and SLS rejects differences of 15 minutes.");
    }

    private async Task<IReadOnlyList<(string Name, CheckFinding Finding)>> FindLogstoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<ShardDescription> shards = await _client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
            return [(LogstoreName, Describe(shards, await FindRetentionAsync(cancellationToken).ConfigureAwait(false)))];
        }
        catch (SlsException exception) when (SlsAdvice.IsPermissionMissing(exception))
        {
            return [(LogstoreName, CheckFinding.Skipped("Its shards cannot be listed: see the permission log:ListShards."))];
        }
        catch (SlsException exception) when (SlsAdvice.IsKeyRejected(exception))
        {
            return [("access key", CheckFinding.Failed(
                CheckFinding.ToSentence($"SLS rejects the access key: {exception.Message}"), SlsAdvice.For(exception)))];
        }
    }

    // The permission for it is checked later. Nothing depends on it.
    private async Task<TimeSpan?> FindRetentionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetRetentionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException)
        {
            return null;
        }
    }

    private static CheckFinding Describe(IReadOnlyList<ShardDescription> shards, TimeSpan? retention)
    {
        int readOnly = shards.Count(shard => shard.IsReadOnly);
        string count = $"{shards.Count} {(shards.Count == 1 ? "shard" : "shards")}{(readOnly > 0 ? $", {readOnly} of them read-only" : "")}";
        return retention is not { } time ? CheckFinding.Passed($"{count}. How long logs are kept is not known.")
            : time < TimeSpan.FromDays(ShortRetentionDays)
            ? CheckFinding.Warning(
                $"{count}. Logs are kept for {Days(time)}.",
                $"Logs that expire during an outage are lost: keep them for at least {ShortRetentionDays} days, to survive a weekend.")
            : CheckFinding.Passed($"{count}. Logs are kept for {Days(time)}.");
    }

    private static string Days(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} {(time.TotalDays < 2 ? "day" : "days")}");

    private async Task<IReadOnlyList<(string Name, CheckFinding Finding)>> CheckPermissionsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<PermissionResult> results = await _probe.CheckPermissionsAsync(cancellationToken).ConfigureAwait(false);
        return [.. results.Select(result => ($"{_prefix}permission {result.Action}", Describe(result)))];
    }

    private static CheckFinding Describe(PermissionResult result) => (result.State, result.IsRequired) switch
    {
        (PermissionState.Granted, _) => CheckFinding.Passed($"Granted. {result.Detail}"),
        (PermissionState.Unknown, _) => CheckFinding.Skipped(CheckFinding.ToSentence(result.Detail)),
        (_, true) => CheckFinding.Failed(
            CheckFinding.ToSentence(result.Detail), $"Grant {result.Action} to the RAM user or role. sls-syslog policy writes the policy."),
        _ => CheckFinding.Warning(
            CheckFinding.ToSentence(result.Detail), $"Grant {result.Action}, which checks and warnings use. sls-syslog policy writes the policy."),
    };

    private async Task<CheckFinding> FindGroupAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ConsumerGroupDescription> groups;
        try
        {
            groups = await _client.ListGroupsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsAdvice.IsPermissionMissing(exception))
        {
            return CheckFinding.Skipped("The consumer groups cannot be listed: see the permission log:ListConsumerGroup.");
        }

        if (groups.FirstOrDefault(group => group.Name == _options.ConsumerGroup) is not { } own)
        {
            return GroupText.DescribeMissing(groups.Count, _options);
        }

        try
        {
            IReadOnlyList<ShardCheckpoint> checkpoints = await _client.ListCheckpointsAsync(own.Name, cancellationToken).ConfigureAwait(false);
            return GroupText.Describe(own, groups.Count, checkpoints, _options, _timeProvider.GetUtcNow() + (_clockOffset ?? TimeSpan.Zero));
        }
        catch (SlsException exception) when (SlsAdvice.IsPermissionMissing(exception))
        {
            return CheckFinding.Skipped("The checkpoints of the group cannot be listed: see the permission log:GetConsumerGroupCheckPoint.");
        }
    }
}
