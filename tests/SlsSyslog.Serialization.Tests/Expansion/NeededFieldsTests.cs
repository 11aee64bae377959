using SlsSyslog.Serialization.Tests.Sources;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Expansion;

/// <summary>Records with more values than the limit of fields: what the profile reads is found in any case.</summary>
public class NeededFieldsTests
{
    private const string Identity = """
        "sourceIpAddress":"203.0.113.9","userIdentity":{"type":"ram-user","userName":"mal\u006cory","sessionContext":{"attributes":{"mfaAuthenticated":false}}}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(10_000)]
    public void Format_ManyMembersBeforeTheOthers_HideNothing(int count)
    {
        string members = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":\"v\""));
        LogRecordBuilder nested = Build($$"""{"eventName":"X","requestParameters":{{{members}}},"errorCode":"NoPermission",{{Identity}}}""");
        LogRecordBuilder flat = Build($$"""{"eventName":"X",{{members}},"errorCode":"NoPermission",{{Identity}}}""");
        LogRecordBuilder before = new LogRecordBuilder().SetTopic("actiontrail_audit_event");
        for (int i = 0; i < count; i++)
        {
            before.AddField($"k{i}", "v");
        }

        before.AddField("event", $$"""{"eventName":"X","errorCode":"NoPermission",{{Identity}}}""");
        foreach (LogRecordBuilder record in (LogRecordBuilder[])[nested, flat, before])
        {
            string cef = SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), record);

            Assert.StartsWith("CEF:0|Alibaba Cloud|ActionTrail|1.0|X|X|6|", cef, StringComparison.Ordinal);
            Assert.Contains(
                " act=X outcome=failure reason=NoPermission src=203.0.113.9 suser=mallory spriv=ram-user cs4=false cs4Label=mfa ", cef,
                StringComparison.Ordinal);

            // The severity of the header needs the values as well when the object is unfolded.
            MessageOptions unfolded = new() { Body = new JsonOptions(), Profiles = ["auto"] };
            Assert.StartsWith("<12>1 ", Frames.Format(unfolded.CreateFormatter(), record), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Format_ManyValuesInSeveralFields_HideNothing()
    {
        string many = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"k{i}\":[{i}]"));
        LogRecordBuilder record = new LogRecordBuilder().AddField("auditID", "1").AddField("verb", "create")
            .AddField("user", $$"""{"extra":{{{many}}},"username":"mallory"}""").AddField("annotations", $$"""{{{many}}}""")
            .AddField("sourceIPs", """["203.0.113.9","10.0.0.1","10.0.0.2"]""").AddField("responseStatus", """{ "code" : 403 }""");

        string cef = SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), record);

        Assert.Contains(" externalId=1 act=create outcome=failure src=203.0.113.9 suser=mallory ", cef, StringComparison.Ordinal);
        Assert.Contains(" cn1=403 ", cef, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_JsonCutAtEveryByteBehindTheLimit_IsKeptAsText()
    {
        string members = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"k{i}\":1"));
        string json = $$"""{"requestParameters":{{{members}}},"userIdentity":{"userName":"a","type":["b",null]},"eventName":"X"}""";
        RecordTransform transform = SourceLogs.CreateOptions(new CefOptions()).CreateTransform()!;
        for (int length = json.IndexOf("k299", StringComparison.Ordinal); length <= json.Length; length++)
        {
            RecordTransformCounts counts = default;
            LogRecord record = transform.Apply(Build(json[..length]).Record, ref counts);

            bool isComplete = length == json.Length;
            Assert.Equal(isComplete ? 0 : 1, counts.UnparsedFields);
            Assert.Equal(isComplete, record.TryGetField("user.name"u8, out _));
            Assert.Equal(isComplete ? 261 : 1, record.FieldCount);
        }
    }

    private static LogRecordBuilder Build(string json) => new LogRecordBuilder().SetTopic("actiontrail_audit_event").AddField("event", json);
}
