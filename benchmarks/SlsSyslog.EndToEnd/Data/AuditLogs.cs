using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>Audit logs with values that differ from log to log. Long ones have more text in the values that are text.</summary>
internal sealed class AuditLogs(int recordBytes, int fields)
{
    // Bytes of a field on the wire that are neither key nor value.
    private const int FieldOverhead = 6;

    private static readonly string[] Words =
    [
        "RegionId", "cn-hangzhou", "InstanceId", "DryRun", "false", "Amount", "VSwitchId", "SecurityGroupId", "ecs.g7.large", "PrePaid",
        "ImageId", "ubuntu_24_04", "ResourceGroup", "production", "Description", "created by pipeline", "Tag", "owner", "platform", "true",
    ];

    public EmulatorLog Make(int number)
    {
        List<(string Key, string Value)> log = [.. Base(number).Take(fields)];
        for (int i = log.Count; i < fields; i++)
        {
            log.Add(($"attribute{i}", Text(number, i, 8)));
        }

        int missing = recordBytes - log.Sum(field => field.Key.Length + field.Value.Length + FieldOverhead);
        int[] texts = [.. Enumerable.Range(0, log.Count).Where(i => missing < 0 || IsText(log[i].Key))];
        for (int n = 0; n < texts.Length; n++)
        {
            (string key, string value) = log[texts[n]];
            int share = missing / (texts.Length - n);
            string resized = share >= 0 ? value + Text(number, n, share) : value[..Math.Max(Math.Min(value.Length, 2), value.Length + share)];
            missing -= resized.Length - value.Length;
            log[texts[n]] = (key, resized);
        }

        return new EmulatorLog(1_768_464_550 + (uint)(number / 100), [.. log]);
    }

    private static bool IsText(string key) =>
        key is "requestParameters" or "userAgent" or "eventName" || key.StartsWith("attribute", StringComparison.Ordinal);

    private static (string Key, string Value)[] Base(int i) =>
    [
        ("eventId", $"{i * 2654435761L % 4294967296:x8}-9f3d-4c1a-5b2e-{i:x12}"),
        ("eventName", (i % 6) switch
        {
            0 => "ConsoleSignin",
            1 => "RunInstances",
            2 => "AttachPolicyToUser",
            3 => "DeleteBucket",
            4 => "CreateAccessKey",
            _ => "DescribeInstances",
        }),
        ("level", i % 7 == 0 ? "WARNING" : "INFO"),
        ("requestParameters", $$"""{"RegionId":"cn-hangzhou","InstanceId":"i-bp1{{i:x8}}","DryRun":false,"Amount":{{i % 17}}}"""),
        ("sourceIpAddress", $"203.0.{i % 113}.{i % 251}"),
        ("serviceName", "Ecs"),
        ("userIdentity.userName", $"user-{i % 997}"),
        ("userIdentity.accountId", "1234567890123456"),
        ("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0"),
        ("eventType", "ApiCall"),
        ("errorCode", i % 7 == 0 ? "Forbidden.RAM" : ""),
        ("requestId", (i * 7919L).ToString("X16", CultureInfo.InvariantCulture)),
    ];

    // Words with a number between, so that neither all of it repeats nor nothing.
    private static string Text(int log, int place, int length)
    {
        StringBuilder text = new(length + 32);
        uint state = ((uint)log * 2654435761u) ^ ((uint)place * 40503u);
        while (text.Length < length)
        {
            state = (state * 1664525u) + 1013904223u;
            text.Append(' ').Append(Words[(int)((state >> 16) % (uint)Words.Length)]).Append('=').Append((state >> 8) % 10_000);
        }

        return text.ToString(0, length);
    }
}
