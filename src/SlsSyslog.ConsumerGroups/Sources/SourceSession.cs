using System.Net;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds what all logstores of a source share during a run: connections, memory budget, decoded blocks and poll scheduler.</summary>
internal sealed class SourceSession : IDisposable
{
    private readonly string _project;
    private readonly CredentialChain _credentials;
    private readonly SlsConnection _connection;
    private readonly SlsClock _clock;
    private readonly SourceDiagnostics _diagnostics;
    private readonly TimeProvider _timeProvider;

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

        BlockPool pool = new(options.MemoryBudgetBytes);
        MemoryBudget budget = new(options.MemoryBudgetBytes);
        diagnostics.Monitor.Budget = budget;
        PullFilter filter = new(options.Query, options.Processor);
        Puller = new LogPuller(_connection, filter, pool, budget, timeProvider);
        Decoder = new BlockDecoder(pool, budget);
        Polls = new PollScheduler(timeProvider);
    }

    public LogPuller Puller { get; }

    public BlockDecoder Decoder { get; }

    public PollScheduler Polls { get; }

    private static string Version { get; } = typeof(SourceSession).Assembly.GetName().Version?.ToString() ?? "0";

    public LogstoreContext Open(string logstore) =>
        new(_project, new SlsClient(_connection, logstore, _timeProvider), _clock, _diagnostics, _timeProvider);

    public void Dispose()
    {
        _connection.Dispose();
        _credentials.Dispose();
        Decoder.Dispose();
        Polls.Dispose();
    }
}
