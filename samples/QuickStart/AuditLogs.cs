using System.Text;
using System.Text.Json;
using SlsSyslog.Testing;

namespace SlsSyslog.QuickStart;

/// <summary>Creates logs in the shape of ActionTrail: one field with the event as JSON text, about 700 bytes.</summary>
internal static class AuditLogs
{
    public const int LogsPerGroup = 100;

    private static readonly (string Event, string Service, string Access)[] Calls =
    [
        ("ConsoleSignin", "AasCustomer", "Write"), ("RunInstances", "Ecs", "Write"), ("AttachPolicyToUser", "Ram", "Write"),
        ("DeleteBucket", "Oss", "Write"), ("CreateAccessKey", "Ram", "Write"), ("DescribeInstances", "Ecs", "Read"),
    ];

    private static readonly string[] Users = ["alice", "bob", "carol", "deploy-bot", "ops@example.com", "审计员"];

    /// <summary>Writes groups to the shards in turn and records every log in the ledger.</summary>
    public static void Write(EmulatorLogstore logstore, DeliveryLedger ledger, int count)
    {
        uint now = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        for (int group = 0; group * LogsPerGroup < count; group++)
        {
            int shard = logstore.Shards[group % logstore.Shards.Count].Id;
            logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(group * LogsPerGroup, LogsPerGroup).Select(i => CreateLog(ledger.Put(shard), i, now))])
            {
                Topic = "actiontrail_audit_event"u8.ToArray(),
                Source = "actiontrail_internal"u8.ToArray(),
            });
        }
    }

    private static EmulatorLog CreateLog(string id, int i, uint now)
    {
        uint time = now - 3600 + (uint)(i / 10);
        return new(time, ("event", CreateEvent(id, i, DateTimeOffset.FromUnixTimeSeconds(time))));
    }

    // Every seventh call fails, and every fiftieth has a user agent that tries to forge a message.
    private static string CreateEvent(string id, int i, DateTimeOffset time)
    {
        (string name, string service, string access) = Calls[i % Calls.Length];
        bool isSignin = name == "ConsoleSignin";
        string error = i % 7 != 0 ? ""
            : isSignin ? "\"errorCode\":\"Authentication.Failed\",\"errorMessage\":\"The password is wrong.\","
            : "\"errorCode\":\"Forbidden.RAM\",\"errorMessage\":\"You are not authorized to do this action.\",";
        string agent = i % 50 == 0 ? "curl/8.5\n<14>1 - forged - - - - not a separate message" : "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";
        string more = isSignin ? """
            "additionalEventData":{"loginAccount":"ops@example.com","mfaChecked":"true"},
            """ : $$"""
            "requestParameters":{"RegionId":"cn-hangzhou","InstanceId":"i-bp1{{i:x8}}","DryRun":false},
            """;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            {"eventId":"{{id}}","eventVersion":"1","eventType":"{{(isSignin ? "ConsoleSignin" : "ApiCall")}}","eventRW":"{{access}}",
            """);
        text.Append(CultureInfo.InvariantCulture, $$"""
            "eventTime":"{{time:yyyy-MM-ddTHH:mm:ssZ}}","eventName":"{{name}}","serviceName":"{{service}}","acsRegion":"cn-hangzhou",{{error}}{{more}}
            """);
        text.Append(CultureInfo.InvariantCulture, $$"""
            "sourceIpAddress":"203.0.113.{{i % 250}}","userAgent":"{{JsonEncodedText.Encode(agent)}}",
            """);
        text.Append(CultureInfo.InvariantCulture, $$"""
            "requestId":"{{i:X8}}-4C1A-5B2E-9F3D-{{i * 7919L:X12}}",
            """);
        text.Append(CultureInfo.InvariantCulture, $$"""
            "userIdentity":{"type":"ram-user","accountId":"1234567890123456","principalId":"{{200_000_000_000_000_000 + (i % Users.Length)}}",
            """);
        text.Append(CultureInfo.InvariantCulture, $$"""
            "userName":"{{JsonEncodedText.Encode(Users[i / Calls.Length % Users.Length])}}"},"isGlobal":true}
            """);
        return text.ToString();
    }
}
