using System.Net;

namespace SlsSyslog.ConsumerGroups;

// What all logstores of one source share while it runs: one connection pool, one memory budget, two decoded blocks.
internal sealed class SourceParts : IDisposable
{
    private readonly SlsSourceOptions _options;
    private readonly SlsConnection _connection;
    private readonly BlockPool _pool;
    private readonly MemoryBudget _budget;
    private readonly BlockDecoder _decoder;
    private readonly PullTurns _turns;

    public SourceParts(
        SlsSourceOptions options,
        ISlsCredentialProvider credentials,
        string userAgent,
        Func<SlsEndpoint, IWebProxy?, HttpMessageHandler> createHandler,
        SourceDiagnostics diagnostics,
        TimeProvider time)
    {
        if (!SlsEndpoint.TryParse(options.Endpoint, options.Project, out SlsEndpoint? endpoint))
        {
            throw new InvalidOperationException("The endpoint was valid when the source was made.");
        }

        _ = ProxyAddress.TryParse(options.Proxy, out IWebProxy? proxy);
        _options = options;
        IRequestSigner signer = options.Region.Length > 0 ? new SignatureV4(options.Region) : new SignatureV1();
        _connection = new SlsConnection(endpoint!, signer, credentials, diagnostics.Clock, userAgent, createHandler(endpoint!, proxy));
        _pool = new BlockPool(options.MemoryBudgetBytes);
        _budget = new MemoryBudget(options.MemoryBudgetBytes);
        _decoder = new BlockDecoder(_pool);
        _turns = new PullTurns(time);
        Diagnostics = diagnostics;
        Time = time;
    }

    public static string Version { get; } = typeof(SourceParts).Assembly.GetName().Version?.ToString() ?? "0";

    public SourceDiagnostics Diagnostics { get; }

    public TimeProvider Time { get; }

    public SlsClient CreateClient(string logstore) => new(_connection, logstore, Time);

    public ShardReaderParts CreateReaderParts(SlsClient client, ReaderPolicy policy)
    {
        PullFilter filter = new(_options.Query, _options.Processor);
        LogPuller puller = new(_connection, client.Logstore, filter, _pool, _budget, Time);
        return new ShardReaderParts(client, puller, _decoder, _turns, Diagnostics.Trouble, Diagnostics.Monitor, Diagnostics.Clock, Time)
        {
            Policy = policy,
        };
    }

    public void Dispose()
    {
        _connection.Dispose();
        _decoder.Dispose();
        _turns.Dispose();
    }
}
