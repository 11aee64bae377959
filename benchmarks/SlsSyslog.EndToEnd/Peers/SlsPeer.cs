using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The process that plays SLS, as the benchmark sees it.</summary>
internal sealed class SlsPeer : IDisposable
{
    private readonly ChildProcess _process;
    private readonly Dictionary<string, FilledLogstore> _logstores = [];

    private SlsPeer(ChildProcess process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    public static async Task<SlsPeer> StartAsync()
    {
        ChildProcess process = ChildProcess.StartRole(SlsRole.Name);
        return new SlsPeer(process, new Uri(await process.ReadAsync()));
    }

    /// <summary>Gets the logstore with at least that many megabytes of raw log, and fills it when it is needed first.</summary>
    public async Task<FilledLogstore> FillAsync(DataShape shape, int shards, int megabytes)
    {
        string key = $"{shape}/{shards}/{megabytes}";
        if (!_logstores.TryGetValue(key, out FilledLogstore? logstore))
        {
            string name = $"logs-{_logstores.Count}";
            string[] answer = (await _process.AskAsync($"fill {name} {shards} {megabytes} {shape}")).Split(' ');
            _logstores[key] = logstore = new FilledLogstore(name, Number(answer[0]), Number(answer[1]), Number(answer[2]), answer[3].Split(','));
        }

        return logstore;
    }

    /// <summary>Starts a producer of one log at a time, each after an interval of that many milliseconds on average.</summary>
    public Task ProduceAsync(string logstore, int shards, int milliseconds, TimeSpan pause) =>
        _process.AskAsync(string.Create(CultureInfo.InvariantCulture, $"produce {logstore} {shards} {milliseconds} {pause.TotalMilliseconds:F0}"));

    /// <summary>Gets the number of LogGroups up to the checkpoints of a consumer group.</summary>
    public Task<long> CommittedAsync(string logstore, string group) => _process.AskNumberAsync($"committed {logstore} {group}");

    public void Dispose() => _process.Dispose();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
