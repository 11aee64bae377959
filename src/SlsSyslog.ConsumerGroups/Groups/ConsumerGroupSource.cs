using Microsoft.Extensions.Logging;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Reads one or several logstores as a member of their consumer groups: registers, heartbeats, takes shards and gives them back, keeps
/// checkpoints. Errors of the service are retried inside and logged when they begin, change and end.
/// </summary>
public sealed partial class ConsumerGroupSource : ILogSource
{
    private static readonly string Version = typeof(ConsumerGroupSource).Assembly.GetName().Version?.ToString() ?? "0";

    private readonly ConsumerGroupOptions _options;
    private readonly ISlsCredentialProvider _credentials;
    private readonly ILoggerFactory _loggers;
    private readonly TimeProvider _time;

    /// <summary>Makes a source. Touches neither network nor file.</summary>
    /// <param name="options">What to read; copied.</param>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="loggerFactory">Where state changes are logged.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names every fault and its mend.</exception>
    public ConsumerGroupSource(
        ConsumerGroupOptions options, ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _options = options.Copy();
        _credentials = credentials;
        _loggers = loggerFactory;
        _time = timeProvider;
        if (_options.FindFaults().ToArray() is { Length: > 0 } faults)
        {
            throw new ArgumentException("The options of the source are wrong. " + string.Join(" ", faults.Select(f => f + ".")), nameof(options));
        }
    }

    // For tests, which put failures in between.
    internal Func<HttpMessageHandler> CreateHandler { get; init; } = SlsConnection.CreateHandler;

    /// <inheritdoc/>
    /// <exception cref="SlsException">The logstore can have no more consumer groups: the message says what to do.</exception>
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(onLease);
        ILogger logger = _loggers.CreateLogger<ConsumerGroupSource>();
        using ConsumerName name = AcquireName();
        LogRunning(logger, name.Value, _options.ConsumerGroup, _options.Project, _options.Logstore);

        SlsClock clock = new(_time);
        IRequestSigner signer = _options.Region.Length > 0 ? new SignatureV4(_options.Region) : new SignatureV1();
        string userAgent = $"SlsSyslog/{Version} {_options.ConsumerGroup}/{name.Value}";
        if (!SlsEndpoint.TryParse(_options.Endpoint, _options.Project, out SlsEndpoint? endpoint))
        {
            throw new InvalidOperationException("The endpoint was valid when the source was made.");
        }

        using SlsConnection connection = new(endpoint!, signer, _credentials, clock, userAgent, CreateHandler());
        BlockPool pool = new(_options.MemoryBudgetBytes);
        using BlockDecoder decoder = new(pool);
        SourceParts parts = new(_options, name.Value, connection, pool, new MemoryBudget(_options.MemoryBudgetBytes), decoder, logger, _time);
        await RunAllAsync(parts, onLease, stopping).ConfigureAwait(false);
        LogEnded(logger, name.Value);
    }

    // When one logstore fails for good the others drain, and the failure comes out.
    private async Task RunAllAsync(SourceParts parts, Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        List<Task> running = [.. _options.Logstores.Select(logstore => RunOneAsync(parts, logstore, onLease, ending.Token))];
        Task all = Task.WhenAll(running);
        while (running.Count > 0)
        {
            Task first = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(first);
            if (first.IsFaulted)
            {
                await ending.CancelAsync().ConfigureAwait(false);
            }
        }

        await all.ConfigureAwait(false);
    }

    private async Task RunOneAsync(SourceParts parts, string logstore, Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        GroupRegistrar registrar = parts.CreateRegistrar(logstore);
        GroupTerms terms;
        try
        {
            terms = await registrar.EnsureAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        GroupMember member = new(registrar, terms, parts.CreateSlotParts(logstore), _options.DrainTimeout, onLease);
        await using (member.ConfigureAwait(false))
        {
            await member.RunAsync(stopping).ConfigureAwait(false);
        }
    }

    private ConsumerName AcquireName() =>
        _options.Consumer.Length > 0
            ? ConsumerName.Fixed(_options.Consumer)
            : ConsumerName.Acquire($"{_options.Endpoint}\n{_options.Project}\n{_options.ConsumerGroup}", Path.GetTempPath());
}
