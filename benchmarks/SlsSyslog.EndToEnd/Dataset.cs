using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>Audit logs of twelve fields, about 500 bytes of raw log each, in groups of a thousand.</summary>
internal static class Dataset
{
    public const int LogsPerGroup = 1000;
    private const int DistinctGroups = 64;

    /// <summary>Fills the shards in turn until they hold that many bytes. Groups repeat after a while, blocks of them rarely.</summary>
    /// <returns>The number of logs and of protobuf bytes.</returns>
    public static (long Logs, long Bytes) Fill(EmulatorLogstore logstore, long bytes)
    {
        byte[][] groups = [.. Enumerable.Range(0, DistinctGroups).Select(MakeGroup)];
        int shards = logstore.Shards.Count;
        long stored = 0;
        long logs = 0;
        for (int i = 0; stored < bytes; i++)
        {
            byte[] group = groups[(i + (i / DistinctGroups)) % DistinctGroups];
            logstore.Append(logstore.Shards[i % shards].Id, group);
            stored += group.Length;
            logs += LogsPerGroup;
        }

        return (logs, stored);
    }

    public static byte[] MakeGroup(int number) =>
        new EmulatorLogGroup([.. Enumerable.Range(number * LogsPerGroup, LogsPerGroup).Select(MakeLog)])
        {
            Topic = "actiontrail"u8.ToArray(),
            Source = Encoding.ASCII.GetBytes($"10.0.0.{number % 250}"),
            Tags = [new EmulatorField("__hostname__", "trail-1"), new EmulatorField("__receive_time__", "1768464551")],
        }.Encode();

    private static EmulatorLog MakeLog(int i) => new(
        1_768_464_550 + (uint)(i / 100),
        ("eventId", $"{i * 2654435761L % 4294967296:x8}-9f3d-4c1a-5b2e-{i:x12}"),
        ("eventName", (i % 6) switch { 0 => "ConsoleSignin", 1 => "RunInstances", 2 => "AttachPolicyToUser", 3 => "DeleteBucket", 4 => "CreateAccessKey", _ => "DescribeInstances" }),
        ("eventType", "ApiCall"),
        ("serviceName", "Ecs"),
        ("sourceIpAddress", $"203.0.{i % 113}.{i % 251}"),
        ("userIdentity.userName", $"user-{i % 997}"),
        ("userIdentity.accountId", "1234567890123456"),
        ("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"),
        ("requestParameters", $$"""{"RegionId":"cn-hangzhou","InstanceId":"i-bp1{{i:x8}}","DryRun":false,"Amount":{{i % 17}}}"""),
        ("errorCode", i % 7 == 0 ? "Forbidden.RAM" : ""),
        ("level", i % 7 == 0 ? "WARNING" : "INFO"),
        ("requestId", (i * 7919L).ToString("X16", CultureInfo.InvariantCulture)));
}
