using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.QuickStart;

/// <summary>Creates logs like those of ActionTrail: twelve fields, about 500 bytes, some with hostile content.</summary>
internal static class AuditLogs
{
    public const int LogsPerGroup = 100;

    private static readonly string[] Events = ["ConsoleSignin", "RunInstances", "AttachPolicyToUser", "DeleteBucket", "CreateAccessKey", "DescribeInstances"];
    private static readonly string[] Users = ["alice", "bob", "carol", "deploy-bot", "ops@example.com", "审计员"];

    /// <summary>Writes groups to the shards in turn and records every log in the ledger.</summary>
    public static void Write(EmulatorLogstore logstore, DeliveryLedger ledger, int count)
    {
        uint now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        for (int group = 0; group * LogsPerGroup < count; group++)
        {
            int shard = logstore.Shards[group % logstore.Shards.Count].Id;
            logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(group * LogsPerGroup, LogsPerGroup).Select(i => MakeLog(ledger.Put(shard), i, now))])
            {
                Topic = "actiontrail"u8.ToArray(),
                Source = Encoding.ASCII.GetBytes($"10.0.{shard}.7"),
                Tags = [new EmulatorField("__hostname__", $"trail-{shard}"), new EmulatorField("__receive_time__", now.ToString(CultureInfo.InvariantCulture))],
            });
        }
    }

    private static EmulatorLog MakeLog(string id, int i, uint now) => new(
        now - 3600 + (uint)(i / 10),
        ("eventId", id),
        ("eventName", Events[i % Events.Length]),
        ("eventType", "ApiCall"),
        ("serviceName", "Ecs"),
        ("sourceIpAddress", $"203.0.113.{i % 250}"),
        ("userIdentity.userName", Users[i % Users.Length]),
        ("userIdentity.accountId", "1234567890123456"),
        ("userAgent", i % 50 == 0 ? "curl/8.5\n<14>1 - forged - - - - not a separate message" : "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"),
        ("requestParameters", $$"""{"RegionId":"cn-hangzhou","InstanceId":"i-bp1{{i:x8}}","DryRun":false}"""),
        ("errorCode", i % 7 == 0 ? "Forbidden.RAM" : ""),
        ("level", i % 7 == 0 ? "WARNING" : "INFO"),
        ("requestId", $"{i:X8}-4C1A-5B2E-9F3D-{i * 7919:X12}"));
}
