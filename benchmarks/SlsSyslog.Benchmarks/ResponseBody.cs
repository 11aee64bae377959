using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.Benchmarks;

/// <summary>The body of one response: logs in groups of one size, as protobuf in an LZ4 block.</summary>
internal sealed class ResponseBody
{
    private ResponseBody(byte[] block, int rawBytes, int logs, int groups) => (Block, RawBytes, Logs, Groups) = (block, rawBytes, logs, groups);

    private delegate byte[] Compressor(ReadOnlySpan<byte> raw);

    public byte[] Block { get; }

    public int RawBytes { get; }

    public int Logs { get; }

    public int Groups { get; }

    /// <summary>Creates a body as one pull returns it: about 5 MB, and at most 1000 groups.</summary>
    /// <param name="logsPerGroup">The number of logs in a group.</param>
    /// <param name="isSmall">Whether the logs have about 150 bytes and 4 fields instead of about 740 bytes and 12 fields.</param>
    public static ResponseBody Create(int logsPerGroup, bool isSmall)
    {
        int groups = Math.Clamp((isSmall ? 24_000 : 6_000) / logsPerGroup, 1, 1000);
        MemoryStream list = new();
        using (BinaryWriter writer = new(list, Encoding.UTF8, leaveOpen: true))
        {
            for (int group = 0; group < groups; group++)
            {
                byte[] bytes = CreateGroup(group, logsPerGroup, isSmall).Encode();
                writer.Write((byte)0x0A);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
            }
        }

        byte[] raw = list.ToArray();
        Compressor compress = typeof(EmulatorLogGroup).Assembly.GetType("SlsSyslog.Testing.Lz4BlockCompressor", throwOnError: true)!
            .GetMethod("Compress")!.CreateDelegate<Compressor>();
        return new ResponseBody(compress(raw), raw.Length, groups * logsPerGroup, groups);
    }

    private static EmulatorLogGroup CreateGroup(int group, int logs, bool isSmall) =>
        new([.. Enumerable.Range(group * logs, logs).Select(i => isSmall ? CreateSmallLog(i) : CreateLog(i))])
        {
            Topic = "nginx-access"u8.ToArray(),
            Source = Encoding.ASCII.GetBytes($"10.0.0.{group / 50 % 250}"),
            Tags = [new EmulatorField("__hostname__", "web-1"), new EmulatorField("__receive_time__", "1768464551")],
        };

    private static EmulatorLog CreateSmallLog(int i) => new(
        1_768_464_550 + (uint)(i / 100),
        ("method", i % 4 == 0 ? "POST" : "GET"),
        ("path", $"/api/v1/items/{i * 2654435761L % 4294967296:x8}"),
        ("status", i % 20 == 0 ? "404" : "200"),
        ("message", $"request {i * 7919L:x12} of user {i % 997} finished after {i * 31L % 1009} ms without errors"));

    private static EmulatorLog CreateLog(int i) => new(
        1_768_464_550 + (uint)(i / 100),
        ("eventId", $"{i * 2654435761L % 4294967296:x8}-9f3d-4c1a-5b2e-{i:x12}"),
        ("eventName", (i % 4) switch { 0 => "ConsoleSignin", 1 => "RunInstances", 2 => "AttachPolicyToUser", _ => "DescribeInstances" }),
        ("eventType", "ApiCall"),
        ("serviceName", "Ecs"),
        ("sourceIpAddress", $"203.0.{i % 113}.{i % 251}"),
        ("userIdentity.userName", $"user-{i % 997}"),
        ("userIdentity.accountId", "1234567890123456"),
        ("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0.2592.87 (trail)"),
        ("requestParameters", $$"""{"RegionId":"cn-hangzhou","InstanceId":"i-bp1{{i:x8}}","DryRun":false,"Amount":{{i % 17}},"Tag":[{"Key":"owner","Value":"team-{{i % 31}}"}],"SecurityGroupId":"sg-bp1{{i * 48271L % 2147483647:x8}}","VSwitchId":"vsw-bp1{{i * 16807L % 2147483647:x8}}"}"""),
        ("responseElements", $$"""{"RequestId":"{{i * 40014L % 2147483563:x8}}-{{i * 40692L % 2147483399:x8}}","Status":"{{(i % 9 == 0 ? "Stopped" : "Running")}}","ZoneId":"cn-hangzhou-h"}"""),
        ("level", i % 7 == 0 ? "WARNING" : "INFO"),
        ("requestId", (i * 7919L).ToString("X16", CultureInfo.InvariantCulture)));
}
