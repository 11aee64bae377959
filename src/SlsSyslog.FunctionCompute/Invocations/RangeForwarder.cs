using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Forwards the range of an event through the route.</summary>
internal sealed class RangeForwarder(
    IOnDemandForwarder forwarder,
    IOptions<SlsSyslogOptions> routes,
    IOptions<FunctionComputeOptions> options,
    ILoggerFactory loggerFactory,
    TimeProvider timeProvider)
{
    // Long enough for a second attempt after SLS rejected a key or the clock. The next invocation retries what still fails.
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidEventException">The range is invalid. The message lists every error.</exception>
    public async Task<ForwardingOutcome> ForwardAsync(TriggerSource source, SlsCredential credential, CancellationToken cancellationToken)
    {
        if (source.Endpoint.Contains('@', StringComparison.Ordinal))
        {
            // The endpoint is not repeated: an answer and a log must not contain a password.
            throw new InvalidEventException($"The range {source} is invalid. Its endpoint contains a user name. Specify a host without one.");
        }

        FixedRangeOptions range = RangeOf(source);
        IReadOnlyCollection<OptionError> errors = range.Validate();
        if (errors.Count > 0)
        {
            throw new InvalidEventException($"The range {source} is invalid. {string.Join(' ', errors)}");
        }

        FixedRangeSource reader = new(range, new StaticCredentialProvider(credential), loggerFactory, timeProvider);
        ForwardingOutcome outcome = await forwarder.RunAsync(options.Value.Route, reader, cancellationToken).ConfigureAwait(false);
        return !outcome.IsComplete && reader.LastError is { } error ? outcome with { Reason = $"{outcome.Reason} {error}" } : outcome;
    }

    private FixedRangeOptions RangeOf(TriggerSource source)
    {
        SlsSourceOptions configured = Configured();
        return new FixedRangeOptions
        {
            Endpoint = configured.Endpoint.Length > 0 ? configured.Endpoint : source.Endpoint,
            Project = source.Project,
            Logstore = source.Logstore,
            Shard = source.Shard,
            BeginCursor = source.BeginCursor,
            EndCursor = source.EndCursor,
            Region = configured.Region,
            Query = configured.Query,
            Processor = configured.Processor,
            Proxy = configured.Proxy,
            MemoryBudgetBytes = configured.MemoryBudgetBytes,
            RetryTimeout = RetryTimeout,
        };
    }

    private ConsumerGroupOptions Configured() =>
        routes.Value.Routes.TryGetValue(options.Value.Route, out RouteOptions? route) ? route.Source : routes.Value.Source;
}
