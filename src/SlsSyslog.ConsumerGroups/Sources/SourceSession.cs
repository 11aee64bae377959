using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds what all logstores of a source share during a run: connections, memory budget, decoded blocks and poll scheduler.</summary>
internal sealed class SourceSession : IDisposable
{
    // The part of the memory budget for pulls that several readers use.
    private const int SharedPart = 4;

    private readonly string _project;
    private readonly CredentialChain _credentials;
    private readonly SlsConnection _connection;
    private readonly SlsClock _clock;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _timeProvider;
    private readonly PullFilter _filter;
    private readonly PullCompression _compression;
    private readonly int _maxLogGroups;
    private readonly PollScheduler _polls;
    private readonly long _memoryBytes;
    private readonly long _sharedBytes;
    private readonly ConcurrentDictionary<int, Lazy<ReadLane>> _branches = [];

    public SourceSession(
        SlsSourceOptions options,
        string userAgent,
        ISlsCredentialProvider credentials,
        Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> createHandler,
        SlsClock clock,
        SourceDiagnostics diagnostics,
        TimeProvider timeProvider)
    {
        if (SlsEndpoint.Parse(options.Endpoint, options.Project, out SlsEndpoint? endpoint) is not null)
        {
            throw new InvalidOperationException("The endpoint is not valid. Validate the options first.");
        }

        _ = ProxyAddress.Parse(options.Proxy, out IWebProxy? proxy);
        IRequestSigner signer = options.Region.Length > 0 ? new SignatureV4(options.Region) : new SignatureV1();
        _credentials = new CredentialChain(options.Credentials, credentials, timeProvider);
        _project = options.Project;
        _connection = new SlsConnection(
            endpoint!, signer, _credentials.Provider, clock, $"SlsSyslog/{Version} {userAgent}", createHandler(endpoint!, proxy))
        {
            CredentialsRefreshed = diagnostics.CredentialsRefreshed,
            CredentialUsed = diagnostics.Monitor.SetCredential,
        };
        _clock = clock;
        _diagnostics = diagnostics;
        _timeProvider = timeProvider;

        _filter = new PullFilter(options.Query, options.Processor);
        (_compression, _maxLogGroups) = (options.Compression, options.MaxLogGroupsPerPull);
        _polls = new PollScheduler(timeProvider);
        _memoryBytes = options.MemoryBudgetBytes;
        diagnostics.Monitor.ClearBudgets(_memoryBytes);
        _sharedBytes = _memoryBytes / SharedPart;
        MemoryBudget shared = new(_sharedBytes);
        diagnostics.Monitor.AddBudget(shared);
        Pulls = new SharedPulls(shared, new BlockPool(_sharedBytes), timeProvider);
        Main = CreateLane(_memoryBytes, pulls: null);
    }

    /// <summary>Creates a session that calls operations of one logstore, without a log.</summary>
    /// <exception cref="ArgumentException">The options are invalid, or do not contain the logstore.</exception>
    public static SourceSession ForCalls(
        SlsSourceOptions options, string logstore, string userAgent, ISlsCredentialProvider credentials, SlsClock clock, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        options.ThrowIfInvalid(nameof(options));
        if (!options.Logstores.Contains(logstore))
        {
            throw new ArgumentException($"'{logstore}' is not one of the logstores of the options. Specify one of them.", nameof(logstore));
        }

        SourceDiagnostics diagnostics = new(NullLogger.Instance, clock, timeProvider);
        return new SourceSession(options, userAgent, credentials, SlsConnection.CreateHandler, clock, diagnostics, timeProvider);
    }

    /// <summary>Gets what sends the requests.</summary>
    public SlsConnection Connection => _connection;

    /// <summary>Gets what signs the requests: the provider that the options describe.</summary>
    public ISlsCredentialProvider CredentialProvider => _credentials.Provider;

    /// <summary>Gets the last pulls of the readers of all branches.</summary>
    public SharedPulls Pulls { get; }

    /// <summary>Gets the lane of leases that are read by one reader.</summary>
    public ReadLane Main { get; }

    private static string Version { get; } = typeof(SourceSession).Assembly.GetName().Version?.ToString() ?? "0";

    public LogstoreContext Open(string logstore) =>
        new(_project, new SlsClient(_connection, logstore, _timeProvider), _clock, _diagnostics, _timeProvider);

    /// <summary>Returns the lane of one of several readers of each shard. Each lane has an equal part of the memory budget.</summary>
    public ReadLane GetLane(int branch, int branches) =>
        _branches.GetOrAdd(branch, _ => new Lazy<ReadLane>(() => CreateLane((_memoryBytes - _sharedBytes) / branches, Pulls))).Value;

    public void Dispose()
    {
        _connection.Dispose();
        _credentials.Dispose();
        Main.Decoder.Dispose();
        foreach (Lazy<ReadLane> lane in _branches.Values)
        {
            lane.Value.Decoder.Dispose();
        }

        _polls.Dispose();
    }

    private ReadLane CreateLane(long memoryBytes, SharedPulls? pulls)
    {
        BlockPool pool = new(memoryBytes);
        MemoryBudget budget = new(memoryBytes);
        _diagnostics.Monitor.AddBudget(budget);
        LogPuller puller = new(_connection, _filter, _compression, pool, budget, _timeProvider) { MaxGroups = _maxLogGroups };
        return new ReadLane(puller, new BlockDecoder(pool, budget), _polls, pulls);
    }
}
