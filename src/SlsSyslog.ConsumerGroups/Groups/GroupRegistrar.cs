namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Makes sure that the consumer group exists. The settings of an existing group are kept: two programs that each applied their settings
/// would otherwise overwrite each other's indefinitely.
/// </summary>
internal sealed partial class GroupRegistrar(LogstoreContext logstore, ConsumerGroupOptions options)
{
    // "Unauthorized" is also the code for an unknown or disabled key. Only a text with one of these is about permissions.
    private static readonly string[] PermissionWords = ["denied", "permission", "privilege", "action:", "no authority", "not authorized"];

    public bool HasCreated { get; private set; }

    /// <summary>Gets the names of the other groups, if the list of groups is available.</summary>
    public IReadOnlyCollection<string> OtherGroups { get; private set; } = [];

    private TimeSpan ConfiguredTimeout => TimeSpan.FromSeconds(Math.Ceiling(options.GetGroupTimeout().TotalSeconds));

    /// <summary>Retries until the group exists, and returns the timing that its timeout requires.</summary>
    /// <exception cref="SlsException">The logstore cannot have more consumer groups.</exception>
    public async Task<HeartbeatTiming> EnsureAsync(CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        while (true)
        {
            logstore.Diagnostics.Monitor.GetLogstore(logstore.Name).AddHeartbeatAttempt();
            try
            {
                TimeSpan timeout = await FindAsync(cancellationToken).ConfigureAwait(false)
                    ?? await CreateAsync(cancellationToken).ConfigureAwait(false);
                logstore.Diagnostics.Succeeded("CreateConsumerGroup", logstore.Name);
                return HeartbeatTiming.Create(timeout, options.HeartbeatInterval);
            }
            catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.GroupQuota)
            {
                throw new SlsException(
                    exception.Operation,
                    exception.StatusCode,
                    exception.ErrorCode,
                    $"Logstore {logstore.Name} has reached the maximum number of consumer groups. "
                    + $"Delete one that is not used, or specify an existing one. {exception.ErrorText}",
                    exception.RequestId,
                    exception);
            }
            catch (Exception exception) when (SlsErrors.IsKnown(exception))
            {
                logstore.Diagnostics.Failed("CreateConsumerGroup", logstore.Name, exception);
                await Task.Delay(backoff.Next(exception), logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The timeout of the group; null when it does not exist or the list is not available.
    private async Task<TimeSpan?> FindAsync(CancellationToken cancellationToken)
    {
        GroupInfo[] groups;
        try
        {
            groups = await logstore.Client.ListConsumerGroupsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsListUnavailable(exception))
        {
            // Creating the group shows whether it exists, too.
            return null;
        }

        OtherGroups = [.. groups.Select(group => group.Name).OfType<string>().Where(name => name != options.ConsumerGroup)];
        if (groups.FirstOrDefault(g => g.Name == options.ConsumerGroup) is not { } found)
        {
            return null;
        }

        if (found.Timeout <= 0)
        {
            return ConfiguredTimeout;
        }

        TimeSpan timeout = TimeSpan.FromSeconds(found.Timeout);
        if (timeout != ConfiguredTimeout || found.Order != options.InOrder)
        {
            LogSettingsKept(
                logstore.Logger,
                options.ConsumerGroup,
                logstore.Name,
                found.Timeout,
                found.Order,
                (int)ConfiguredTimeout.TotalSeconds,
                options.InOrder);
        }

        return timeout;
    }

    private async Task<TimeSpan> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await logstore.Client.CreateConsumerGroupAsync(options.ConsumerGroup, ConfiguredTimeout, options.InOrder, cancellationToken)
                .ConfigureAwait(false);
            HasCreated = true;
            LogCreated(logstore.Logger, options.ConsumerGroup, logstore.Name);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.GroupExists)
        {
            LogExists(logstore.Logger, options.ConsumerGroup, logstore.Name);
        }
        catch (SlsException exception) when (IsDenied(exception))
        {
            // The group can exist nevertheless. If it does not, heartbeats fail and report it.
            LogNotAllowed(logstore.Logger, options.ConsumerGroup, logstore.Name, exception.Message);
        }

        return ConfiguredTimeout;
    }

    // The list is not permitted, not supported by the server, or has another form than documented.
    private static bool IsListUnavailable(Exception exception) =>
        exception switch
        {
            SlsProtocolException => true,
            SlsException { ErrorCode: "", StatusCode: 404 or 405 or 501 } => true,
            SlsException sls => IsDenied(sls) || SlsErrors.Classify(sls) == SlsErrorKind.Rejected,
            _ => false,
        };

    // False when the access key or its signature is rejected: then every request fails until it is corrected.
    private static bool IsDenied(SlsException exception) =>
        exception.StatusCode is 401 or 403
        && exception.ErrorCode.StartsWith("Unauthorized", StringComparison.OrdinalIgnoreCase)
        && PermissionWords.Any(word => exception.ErrorText.Contains(word, StringComparison.OrdinalIgnoreCase));
}
