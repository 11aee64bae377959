using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// LogGroupLists of every shape that occurs: large and small groups, equal and different tags, long values, text that formats must escape.
internal static class BlockCorpus
{
    private static readonly string[] Special =
        ["", "|", "||", "=", "\\", "\"", "]", "^", "\t", "\r\n", "\0", "\u007f", "\u0085", "\u2028", "é", "中文", "😀", "CEF:0|", "{\"a\":[1,{\"b\":null}]}", "-12.5e3"];

    public static IEnumerable<byte[]> Lists()
    {
        yield return Convert.FromHexString(BlockVectors.ListOfTwoLogs);
        yield return Convert.FromHexString(BlockVectors.ListOfFourLogs);
        for (int seed = 0; seed < 25; seed++)
        {
            yield return new RandomGroups(new Random(seed)).WriteList();
        }

        yield return CreateList(1200, logsPerGroup: 600, CreateAccessLog, _ => "nginx-access");
        yield return CreateList(300, logsPerGroup: 10, CreateAccessLog, group => group % 3 == 0 ? "other" : "nginx-access");
        yield return CreateList(300, logsPerGroup: 1, CreateAccessLog, group => group % 7 == 0 ? "__slssyslog_gap__" : "nginx-access");
        yield return CreateList(200, logsPerGroup: 1, CreateEvent, _ => "actiontrail_audit_event");
        yield return CreateList(200, logsPerGroup: 20, CreateEvent, _ => "actiontrail_audit_event");
        yield return CreateList(400, logsPerGroup: 3, CreateLongLog, _ => "");
        yield return CreateList(300, logsPerGroup: 2, CreateSpecialLog, group => Special[group % Special.Length]);
    }

    public static byte[] CreateList(int logs, int logsPerGroup, Func<int, EmulatorLog> createLog, Func<int, string> topic)
    {
        List<byte> list = [];
        for (int first = 0; first < logs; first += logsPerGroup)
        {
            int group = first / logsPerGroup;
            byte[] bytes = new EmulatorLogGroup([.. Enumerable.Range(first, logsPerGroup).Select(createLog)])
            {
                Topic = Encoding.UTF8.GetBytes(topic(group)),
                Source = group % 11 == 10 ? null : Encoding.UTF8.GetBytes($"10.0.0.{group / 5}"),
                Tags = [new EmulatorField("__hostname__", $"web-{group / 4}"), new EmulatorField("__pack_id__", $"5FA5-{group / 2}")],
            }.Encode();
            list.Add(0x0A);
            list.AddRange(Protobuf.Number((ulong)bytes.Length));
            list.AddRange(bytes);
        }

        return [.. list];
    }

    public static EmulatorLog CreateAccessLog(int i) => new(
        1_768_464_550 + (uint)(i / 10),
        ("time_local", "2026-01-15T08:09:11+08:00"),
        ("remote_addr", $"10.{i % 251}.0.7"),
        ("request_method", i % 4 == 0 ? "POST" : "GET"),
        ("request_uri", $"/api/v1/items/{i * 7919}?user={i % 97}&page=3&size=50"),
        ("status", i % 20 == 0 ? "404" : "200"),
        ("http_user_agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 " + new string('x', i % 90)),
        ("body", new string((char)('a' + (i % 26)), i % 400)));

    private static EmulatorLog CreateEvent(int i) => new(
        1_768_464_550 + (uint)i,
        ("event", string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"eventId":"{{{i}}}","eventName":"StopInstances","eventTime":"2026-01-15T08:{{{10 + (i % 50)}}}:13Z","serviceName":"Ecs","sourceIpAddress":"198.51.100.{{{i % 256}}}","userIdentity":{"type":"ram-user","userName":"user{{{i % 9}}}"},"requestParameters":{"Count":{{{i}}},"Force":true,"Ids":["a","b"]},"errorCode":"{{{(i % 3 == 0 ? "Forbidden" : "")}}}"}""")));

    // Lengths around those at which a length needs one more byte.
    private static EmulatorLog CreateLongLog(int i) => new(
        1_768_464_550,
        ("short", new string('s', i % 131)),
        (new string('k', i % 140), new string('v', 100 + (i % 80))),
        (i % 9 == 0 ? "large" : "small", new string('l', i % 9 == 0 ? 16_300 + (i % 100) : i)),
        ("last", "end"));

    private static EmulatorLog CreateSpecialLog(int i) => new(
        1_768_464_550,
        ("text", Special[i % Special.Length] + "a" + Special[i * 3 % Special.Length]),
        (Special[i % Special.Length] + "key", Special[i * 7 % Special.Length]),
        ("text", $"{i}"),
        ("gbk", "plain"));
}
