using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The process that receives, as the benchmark sees it.</summary>
internal sealed class SinkPeer : IDisposable
{
    private readonly ChildProcess _process = ChildProcess.StartRole(SinkRole.Name);
    private readonly Dictionary<string, int> _ports = [];

    /// <summary>Gets the port of a protocol: <c>tcp</c>, <c>tls</c> with a folder for its authority, <c>relp</c>, <c>udp</c> or <c>latency</c>.</summary>
    public async Task<int> PortAsync(string protocol)
    {
        if (!_ports.TryGetValue(protocol, out int port))
        {
            _ports[protocol] = port = (int)await _process.AskNumberAsync($"listen {protocol}");
        }

        return port;
    }

    /// <summary>Begins to count at zero.</summary>
    public Task ResetAsync() => _process.AskAsync("reset");

    /// <summary>Keeps the first messages of the next connection, for <see cref="FeedAsync"/>.</summary>
    public Task KeepSampleAsync() => _process.AskAsync("sample");

    public async Task<long> BytesAsync() => (await ReceivedAsync()).Bytes;

    /// <summary>Gets the bytes since the last reset, and the time of the first of them.</summary>
    public async Task<(long Bytes, long FirstAt)> ReceivedAsync()
    {
        string[] answer = (await _process.AskAsync("received")).Split(' ');
        return (long.Parse(answer[0], CultureInfo.InvariantCulture), long.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Starts to send messages that were received before to a port of this machine.</summary>
    /// <returns>The number of bytes that are sent.</returns>
    public Task<long> FeedAsync(int port, long bytes) => _process.AskNumberAsync($"feed {port} {bytes}");

    /// <summary>Gets the latencies of all logs of the producer, in milliseconds.</summary>
    public async Task<double[]> LatenciesAsync() =>
    [
        .. (await _process.AskAsync("latencies")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
    ];

    public void Dispose() => _process.Dispose();
}
