using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>What every source needs to know of the service: where it is, what to read, how much memory to take.</summary>
public abstract class SlsSourceOptions
{
    private protected SlsSourceOptions()
    {
    }

    /// <summary>
    /// The service address: <c>cn-hangzhou.log.aliyuncs.com</c>, with or without scheme and port. HTTPS unless it says <c>http://</c>.
    /// An IP address or <c>localhost</c> is connected to as it stands, with the project in the Host header. Required.
    /// </summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The project. Required.</summary>
    public string Project { get; set; } = "";

    /// <summary>The logstore, or several separated by commas. Required.</summary>
    public string Logstore { get; set; } = "";

    /// <summary>The region, such as <c>cn-hangzhou</c>; when set, requests are signed with signature version 4, else with version 1.</summary>
    public string Region { get; set; } = "";

    /// <summary>
    /// A query in SPL that SLS runs before it sends, such as <c>* | where status = '500'</c>; up to 10 KB. Default none. Records then
    /// carry no group cursor, since SLS no longer tells which LogGroup they came from.
    /// </summary>
    public string Query { get; set; } = "";

    /// <summary>The name of a consume processor stored in SLS, in place of <see cref="Query"/>. Default none.</summary>
    public string Processor { get; set; } = "";

    /// <summary>
    /// The HTTP proxy on the way to SLS, <c>http://host:port</c>, with <c>user:password@</c> where it asks for them. Default (empty):
    /// what the system's variables such as <c>HTTPS_PROXY</c> say. Addresses and localhost are always reached directly.
    /// </summary>
    public string Proxy { get; set; } = "";

    /// <summary>Bytes of pulled bodies held over all shards; one body is always admitted, whatever its size. Default 32 MiB.</summary>
    public long MemoryBudgetBytes { get; set; } = 32 * 1024 * 1024;

    internal IReadOnlyList<string> Logstores => Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Looks for everything that is wrong.</summary>
    /// <returns>Every fault there is; none when a source can be made.</returns>
    public abstract IEnumerable<OptionFault> FindFaults();
}
