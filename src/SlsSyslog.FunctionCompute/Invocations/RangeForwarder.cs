using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;

namespace SlsSyslog.FunctionCompute;

/// <summary>Sends the range of one event through the route.</summary>
internal sealed class RangeForwarder(
    IOnDemandForwarder forwarder,
    IOptions<SlsSyslogOptions> routes,
    IOptions<FunctionComputeOptions> options,
    ILoggerFactory loggers,
    TimeProvider time)
{
    // Long enough for a second try after a key or a clock that SLS did not take; what remains wrong is for the next invocation.
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(1);

    /// <exception cref="InvalidEventException">The range is none; the message names every fault.</exception>
    public async Task<ForwardingOutcome> ForwardAsync(TriggerSource source, SlsCredential credential, CancellationToken cancellationToken)
    {
        FixedRangeOptions range = RangeOf(source);
        IReadOnlyCollection<OptionError> errors = range.Validate();
        if (errors.Count > 0)
        {
            throw new InvalidEventException($"The range {source} cannot be read. {string.Join(' ', errors)}");
        }

        FixedRangeSource reader = new(range, new StaticCredentialProvider(credential), loggers, time);
        ForwardingOutcome outcome = await forwarder.RunAsync(options.Value.Route, reader, cancellationToken).ConfigureAwait(false);
        return !outcome.IsComplete && reader.LastError is { } trouble ? outcome with { Reason = $"{outcome.Reason} {trouble}" } : outcome;
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
