using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

// Sees to it that the consumer group exists. What exists is kept as it is: two programs that each put their own settings in place
// would do so for ever.
internal sealed partial class GroupRegistrar(SlsClient client, ConsumerGroupOptions options, TroubleLog trouble, TimeProvider time, ILogger logger)
{
    // Tries until it is there. Fails only when the logstore can have no more groups.
    public async Task<GroupTerms> EnsureAsync(CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        while (true)
        {
            try
            {
                GroupTerms terms = await FindAsync(cancellationToken).ConfigureAwait(false)
                    ?? await CreateAsync(cancellationToken).ConfigureAwait(false);
                return terms;
            }
            catch (SlsException error) when (SlsErrors.Classify(error) == SlsErrorKind.GroupQuota)
            {
                throw new SlsException(
                    error.Operation,
                    error.StatusCode,
                    error.ErrorCode,
                    $"logstore {client.Logstore} has as many consumer groups as SLS allows. Delete one that is no longer used, or name an existing one. {error.ErrorText}",
                    error.RequestId,
                    error);
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                trouble.Failed((error as SlsException)?.Operation ?? "CreateConsumerGroup", client.Logstore, error);
                await Task.Delay(backoff.Next(error), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<GroupTerms?> FindAsync(CancellationToken cancellationToken)
    {
        GroupInfo[] groups;
        try
        {
            groups = await client.ListConsumerGroupsAsync(cancellationToken).ConfigureAwait(false);
            trouble.Worked("ListConsumerGroup", client.Logstore);
        }
        catch (Exception error) when (IsNotToBeHad(error))
        {
            // Creating it tells as well whether it is there.
            return null;
        }

        if (groups.FirstOrDefault(g => g.Name == options.ConsumerGroup) is not { } found)
        {
            return null;
        }

        TimeSpan timeout = TimeSpan.FromSeconds(found.Timeout);
        if (timeout <= TimeSpan.Zero)
        {
            return OwnTerms();
        }

        if (timeout != OwnTimeout || found.Order != options.InOrder)
        {
            LogKept(logger, options.ConsumerGroup, client.Logstore, found.Timeout, found.Order, (int)OwnTimeout.TotalSeconds, options.InOrder);
        }

        return GroupTerms.From(timeout, options.HeartbeatInterval);
    }

    private async Task<GroupTerms> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateConsumerGroupAsync(options.ConsumerGroup, OwnTimeout, options.InOrder, cancellationToken).ConfigureAwait(false);
            LogCreated(logger, options.ConsumerGroup, client.Logstore);
        }
        catch (SlsException exists) when (SlsErrors.Classify(exists) == SlsErrorKind.GroupExists)
        {
            LogAccepted(logger, options.ConsumerGroup, client.Logstore);
        }
        catch (SlsException denied) when (IsDenied(denied))
        {
            // It may exist all the same: then heartbeats work, and if not they say so.
            LogNotAllowed(logger, options.ConsumerGroup, client.Logstore, denied.Message);
        }

        trouble.Worked("CreateConsumerGroup", client.Logstore);
        return OwnTerms();
    }

    private TimeSpan OwnTimeout => TimeSpan.FromSeconds(Math.Ceiling(options.GroupTimeout.TotalSeconds));

    private GroupTerms OwnTerms() => GroupTerms.From(OwnTimeout, options.HeartbeatInterval);

    // A list that we may not see, that a server does not have, or that has another form than the one of SLS (some of its pages wrap it).
    private static bool IsNotToBeHad(Exception error) =>
        error switch
        {
            SlsProtocolException => true,
            SlsException { ErrorCode: "", StatusCode: 404 or 405 or 501 } => true,
            SlsException sls => IsDenied(sls) || SlsErrors.Classify(sls) == SlsErrorKind.Rejected,
            _ => false,
        };

    // Not when the key or its signature is wrong: then nothing will work, and it has to be mended first.
    private static bool IsDenied(SlsException error) =>
        error.StatusCode is 401 or 403
        && error.ErrorCode.StartsWith("Unauthorized", StringComparison.OrdinalIgnoreCase)
        && !error.ErrorText.Contains("token", StringComparison.OrdinalIgnoreCase);
}
