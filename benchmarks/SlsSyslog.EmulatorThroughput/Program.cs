using System.Diagnostics;
using System.Globalization;
using SlsSyslog.Testing;

// How fast the emulator serves raw log from blocks that were compressed once: client and server in this process, over loopback HTTP.
// Usage: SlsSyslog.EmulatorThroughput [gigabytes of raw log, default 5] [shards, default 2]
const int GroupsPerBlock = 200;
const int LogsPerGroup = 50;
double gigabytes = double.Parse(args.ElementAtOrDefault(0) ?? "5", CultureInfo.InvariantCulture);
int shards = int.Parse(args.ElementAtOrDefault(1) ?? "2", CultureInfo.InvariantCulture);

await using SlsEmulator emulator = await SlsEmulator.StartAsync(new SlsEmulatorOptions { VerifySignatures = false });
EmulatorLogstore logstore = emulator.CreateLogstore("bench-project", "logs", shards);
long started = Stopwatch.GetTimestamp();
EmulatorLogBlock block = EmulatorLogBlock.Create([.. Enumerable.Range(0, GroupsPerBlock).Select(MakeGroup)]);
double compressing = Stopwatch.GetElapsedTime(started).TotalSeconds;
int blocks = (int)Math.Ceiling(gigabytes * 1e9 / block.RawBytes / shards);
foreach (EmulatorShard shard in logstore.Shards)
{
    for (int copy = 0; copy < blocks; copy++)
    {
        logstore.Append(shard.Id, block);
    }
}

Console.WriteLine($"block of {block.RawBytes / 1e6:F1} MB raw, {block.CompressedBytes / 1e6:F2} MB as LZ4 (encoded and compressed in {compressing:F2} s), "
    + $"{blocks} in each of {shards} shards; .NET {Environment.Version}, {Environment.ProcessorCount} cores");
for (int run = 1; run <= 3; run++)
{
    long start = Stopwatch.GetTimestamp();
    TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
    long[] raw = await Task.WhenAll(logstore.Shards.Select(shard => PullAllAsync(shard)));
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    double cpuSeconds = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
    Console.WriteLine($"run {run}: {raw.Sum() / 1e9:F2} GB raw in {seconds:F2} s: {raw.Sum() / 1e9 / seconds:F2} GB/s raw, "
        + $"{cpuSeconds:F2} CPU-s for server and client");
}

return emulator.Counts.BlocksCompressed == 0 ? 0 : 1;

async Task<long> PullAllAsync(EmulatorShard shard)
{
    using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    byte[] sink = new byte[1024 * 1024];
    long raw = 0;
    for (string cursor = shard.BeginCursor; cursor != shard.EndCursor;)
    {
        using HttpRequestMessage request = new(
            HttpMethod.Get, new Uri(emulator.Endpoint, $"/logstores/logs/shards/{shard.Id}?type=log&count=1000&cursor={Uri.EscapeDataString(cursor)}"));
        request.Headers.Host = $"bench-project.{emulator.Endpoint.Authority}";
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "lz4");
        using HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using Stream body = await answer.Content.ReadAsStreamAsync();
        while (await body.ReadAsync(sink) > 0)
        {
            // Read and discarded: the work of a client is not measured.
        }

        raw += long.Parse(answer.Headers.GetValues("x-log-bodyrawsize").Single(), CultureInfo.InvariantCulture);
        cursor = answer.Headers.GetValues("x-log-cursor").Single();
    }

    return raw;
}

static EmulatorLogGroup MakeGroup(int group)
{
    Random random = new(group);
    return new EmulatorLogGroup([.. Enumerable.Range(0, LogsPerGroup).Select(_ => MakeLog(random))])
    {
        Topic = "access"u8.ToArray(),
        Source = "10.0.0.7"u8.ToArray(),
        Tags = [new EmulatorField("__hostname__", "web-1")],
    };
}

static EmulatorLog MakeLog(Random random) => new(
    1_768_464_550,
    ("eventId", new Guid(Bytes(random, 16)).ToString()), ("eventName", "ConsoleSignin"), ("eventSource", "signin.aliyun.com"),
    ("sourceIpAddress", $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}"), ("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"),
    ("userIdentity", $"user-{random.Next(500)}"), ("eventTime", $"2026-01-15T08:09:{random.Next(60):D2}Z"), ("errorCode", ""),
    ("requestId", Convert.ToHexString(Bytes(random, 16))), ("acsRegion", "cn-hangzhou"), ("eventType", "ApiCall"), ("level", "INFO"));

static byte[] Bytes(Random random, int count)
{
    byte[] bytes = new byte[count];
    random.NextBytes(bytes);
    return bytes;
}
