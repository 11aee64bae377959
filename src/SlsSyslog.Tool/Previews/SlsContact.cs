using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds out whether SLS can be used, before a command depends on it.</summary>
internal static class SlsContact
{
    /// <summary>How long errors that can pass are retried, before anything is read.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Lists the shards of the logstores once.</summary>
    /// <exception cref="SlsException">SLS cannot be reached, or rejects the request.</exception>
    /// <exception cref="ToolException">SLS does not answer.</exception>
    public static async Task EnsureAsync(
        ConsumerGroupOptions source,
        IEnumerable<string> logstores,
        ISlsCredentialProvider credentials,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(Limit, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        foreach (string logstore in logstores)
        {
            using LogstoreClient client = new(source, logstore, credentials, timeProvider) { RetryTimeout = RetryTimeout };
            try
            {
                // The resolver of the system cannot be canceled.
                await client.ListShardsAsync(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ToolException(
                    $"{PlainText.Clean(source.Endpoint)} has not answered within {DurationText.Format(Limit)}.\n{SlsAdvice.Unreachable}",
                    ToolExitCode.CheckFailed);
            }
        }
    }
}
