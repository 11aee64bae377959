using System.Globalization;
using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Benchmarks;

/// <summary>Access logs of 12 fields in one block, as a pull holds them: walked by refilling a table for each record.</summary>
internal sealed class RecordBlock
{
    public const int Records = 4096;

    private const int Fields = 12;

    private static readonly string[] Keys =
    [
        "time_local", "remote_addr", "request_method", "request_uri", "status", "body_bytes_sent", "http_user_agent", "http_referer",
        "request_time", "upstream_addr", "user_name", "trace_id",
    ];

    private readonly LogRecordTable _table = new();
    private readonly int[] _offsets = new int[Records * Fields * 4];
    private readonly byte[] _block;
    private readonly int _group;
    private int _next;

    public RecordBlock(int seed)
    {
        Random random = new(seed);
        MemoryStream block = new();
        int at = 0;
        for (int record = 0; record < Records; record++)
        {
            foreach ((string key, int field) in Keys.Select((key, field) => (key, field)))
            {
                Append(key, block, ref at);
                Append(MakeValue(field, random), block, ref at);
            }
        }

        _group = (int)block.Length;
        block.Write("nginx-access10.0.0.7__hostname__web-1"u8);
        block.Write(new byte[64]);
        _block = block.ToArray();
    }

    public ReadOnlySpan<byte> Block => _block;

    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>The next record; a new LogGroup begins every 512.</summary>
    public LogRecord Next()
    {
        int record = _next++ % Records;
        if (record % 512 == 0)
        {
            _table.BeginGroup(record);
            _table.SetTopic(_group, 12);
            _table.SetSource(_group + 12, 8);
            _table.AddTag(_group + 20, 12, _group + 32, 5);
        }

        _table.BeginRecord(1768464551 + (record / 100), 0);
        ReadOnlySpan<int> offsets = _offsets.AsSpan(record * Fields * 4, Fields * 4);
        for (int i = 0; i < offsets.Length; i += 4)
        {
            _table.AddField(offsets[i], offsets[i + 1], offsets[i + 2], offsets[i + 3]);
        }

        return new LogRecord(_block, _table);
    }

    private static string MakeValue(int field, Random random) => field switch
    {
        0 => "2026-01-15T08:09:11+08:00",
        1 => string.Create(CultureInfo.InvariantCulture, $"10.{random.Next(256)}.{random.Next(256)}.7"),
        2 => random.Next(4) == 0 ? "POST" : "GET",
        3 => string.Create(CultureInfo.InvariantCulture, $"/api/v1/items/{random.Next(1_000_000)}?user={random.Next(10_000)}&page=3&size=50"),
        4 => random.Next(20) == 0 ? "404" : "200",
        5 => random.Next(100_000).ToString(CultureInfo.InvariantCulture),
        6 => "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0",
        7 => "https://console.example.com/items",
        8 => string.Create(CultureInfo.InvariantCulture, $"0.{random.Next(1000):000}"),
        9 => "10.0.0.9:8080",
        10 => string.Create(CultureInfo.InvariantCulture, $"user{random.Next(10_000)}"),
        _ => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture),
    };

    private void Append(string text, MemoryStream block, ref int at)
    {
        _offsets[at++] = (int)block.Length;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _offsets[at++] = bytes.Length;
        block.Write(bytes);
    }
}
