using System.Text.Json;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Events;

/// <summary>What is kept between the records of a table does not change what a mapped record is written as.</summary>
public class MappedSequenceTests
{
    private static readonly string[] Topics = ["actiontrail_audit_event", "actiontrail_event", "waf_access_log", "other"];

    private static readonly string[] Keys =
    [
        "eventId", "eventName", "errorCode", "errorMessage", "sourceIpAddress", "eventTime", "requestParameterJson", "acsRegion", "", "a.b",
        "serviceName", "eventRW", "eventType", "requestId", "a very long key that is longer than a vector",
    ];

    private static readonly string[] Values = ["", "-", "198.51.100.7", "Ram", "a=b|c\\d", "2026-01-15T08:09:11Z", "ConsoleSignin", "\"\\\u00E4\n"];

    public static TheoryData<string> Presets => ["arcsight-cef", "qradar-leef", "elastic", "splunk"];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Format_RecordsOfOneTable_EqualsEachRecordAlone(string preset)
    {
        Random random = new(1);
        MessageOptions options = new();
        options.UsePreset(preset);
        IMessageFormatter formatter = options.CreateFormatter();
        LogRecordBuilder shared = new();
        for (int i = 0; i < 400; i++)
        {
            string topic = Topics[random.Next(10) < 7 ? 0 : random.Next(Topics.Length)];
            string text = CreateEvent(random, i);
            LogRecordBuilder alone = Fill(new LogRecordBuilder(), topic, text);
            int room = random.Next(4) == 0 ? random.Next(480, 900) : options.MaxBytes;

            byte[] expected = Frames.Format(formatter, alone.Record, room, out FrameOutcome expectedOutcome);
            byte[] written = Frames.Format(formatter, Fill(shared.Clear(), topic, text).Record, room, out FrameOutcome outcome);

            Assert.Equal(expected, written);
            Assert.Equal(expectedOutcome, outcome);
        }
    }

    // More different names than are kept, so that they are forgotten in between.
    private static string CreateEvent(Random random, int number)
    {
        string[] keys = [.. Keys.Where(_ => random.Next(6) > 0)];
        if (random.Next(5) == 0)
        {
            random.Shuffle(keys);
        }

        Dictionary<string, object> members = keys.ToDictionary(key => key, key => (object)Values[random.Next(Values.Length)]);
        members["userIdentity"] = new { type = "ram-user", userName = Values[random.Next(Values.Length)] };
        for (int i = random.Next(3) == 0 ? 30 : 0; i > 0; i--)
        {
            members[$"own{number}_{i}"] = i;
        }

        return JsonSerializer.Serialize(members);
    }

    private static LogRecordBuilder Fill(LogRecordBuilder builder, string topic, string text) =>
        builder.SetTime(1768464551).SetTopic(topic).SetSource("actiontrail_internal").AddField("event", text).AddField("real_client_ip", "192.0.2.1");
}
