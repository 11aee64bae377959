using System.Globalization;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Sources;

namespace SlsSyslog.Serialization.Tests.Events;

public class ActionTrailTests
{
    private const string SignIn = """
        "eventId":"e-1","eventType":"ConsoleSignin","eventRW":"Write","eventTime":"2026-01-15T08:09:11Z","eventName":"ConsoleSignin",
        "serviceName":"AasCustomer","sourceIpAddress":"203.0.113.9","userIdentity":{"type":"ram-user","accountId":"1","userName":"alice"}
        """;

    private const string Call = """
        "eventId":"e-2","eventType":"ApiCall","eventRW":"Read","eventTime":"2026-01-15T08:09:11Z","eventName":"DescribeInstances",
        "serviceName":"Ecs","sourceIpAddress":"203.0.113.9","userIdentity":{"type":"ram-user","accountId":"1","userName":"alice"}
        """;

    [Fact]
    public void Format_FailedSignIn_HasUserAddressOutcomeAndReason()
    {
        (string[] header, List<KeyValuePair<string, string>> pairs) = Format(
            SignIn + ""","errorCode":"Authentication.Failed","errorMessage":"wrong|password\nsecond=line" """);
        Dictionary<string, string> values = new(pairs);

        Assert.Equal(["CEF:0", "Alibaba Cloud", "ActionTrail", "1.0", "ConsoleSignin", "ConsoleSignin", "6"], header);
        Assert.Equal("1768464551000", values["rt"]);
        Assert.Equal("ConsoleSignin", values["act"]);
        Assert.Equal("failure", values["outcome"]);
        Assert.Equal("Authentication.Failed", values["reason"]);
        Assert.Equal("wrong|password\nsecond=line", values["msg"]);
        Assert.Equal("203.0.113.9", values["src"]);
        Assert.Equal("alice", values["suser"]);
        Assert.Equal("e-1", values["externalId"]);
    }

    [Theory]
    [InlineData(SignIn, 3, "success")]
    [InlineData(SignIn + ""","additionalEventData":{"mfaChecked":"true"}""", 3, "success")]
    [InlineData(SignIn + ""","additionalEventData":{"mfaChecked":"false"}""", 6, "success")]
    [InlineData(SignIn + ""","additionalEventData":{"isMFAChecked":"false"}""", 6, "success")]
    [InlineData(SignIn + ""","errorCode":"Authentication.Failed" """, 6, "failure")]
    [InlineData(Call, 1, "success")]
    [InlineData(Call + ""","errorMessage":"success" """, 1, "success")]
    [InlineData(Call + ""","errorMessage":"broken" """, 5, "failure")]
    [InlineData(Call + ""","errorCode":"InternalError" """, 5, "failure")]
    [InlineData(Call + ""","errorCode":"Forbidden.RAM" """, 6, "failure")]
    [InlineData(Call + ""","errorCode":"NoPermission" """, 6, "failure")]
    [InlineData(Call + ""","errorCode":null""", 1, "success")]
    public void Format_Event_HasTheSeverityAndOutcomeOfTheFacts(string members, int severity, string outcome)
    {
        (string[] header, List<KeyValuePair<string, string>> pairs) = Format(members);

        Assert.Equal(severity.ToString(CultureInfo.InvariantCulture), header[6]);
        Assert.Equal(outcome, new Dictionary<string, string>(pairs)["outcome"]);
    }

    [Theory]
    [InlineData("StopLogging", "Write", 8)]
    [InlineData("DeleteTrail", "Write", 8)]
    [InlineData("AttachPolicyToUser", "Write", 6)]
    [InlineData("CreateAccessKey", "Write", 6)]
    [InlineData("RunInstances", "Write", 3)]
    public void Format_Operation_HasTheSeverityOfTheFacts(string name, string kind, int severity)
    {
        string members = Call.Replace("DescribeInstances", name, StringComparison.Ordinal).Replace("\"Read\"", $"\"{kind}\"", StringComparison.Ordinal);

        Assert.Equal(severity.ToString(CultureInfo.InvariantCulture), Format(members).Header[6]);
    }

    [Fact]
    public void Format_RootWithAccessKey_IsSevere()
    {
        string members = """
            "eventType":"ApiCall","eventRW":"Read","eventName":"GetUser","serviceName":"Ram",
            "userIdentity":{"type":"root-account","userName":"root","accessKeyId":"LTAI-1","accountId":"1"}
            """;

        Assert.Equal("7", Format(members).Header[6]);
        Assert.Equal("1", Format(members.Replace("LTAI-1", "NULL", StringComparison.Ordinal)).Header[6]);
    }

    [Theory]
    [InlineData("198.51.100.7", "src", "198.51.100.7")]
    [InlineData("2001:db8::9", "c6a2", "2001:db8::9")]
    [InlineData("::ffff:198.51.100.7", "src", "198.51.100.7")]
    [InlineData("actiontrail.aliyuncs.com", "shost", "actiontrail.aliyuncs.com")]
    [InlineData("AliyunInternal service", "event.sourceIpAddress", "AliyunInternal service")]
    public void Format_Source_HasTheKeyOfItsType(string source, string key, string value)
    {
        string[] keys = ["src", "c6a2", "shost", "event.sourceIpAddress"];

        Dictionary<string, string> pairs = new(Format(Call.Replace("203.0.113.9", source, StringComparison.Ordinal)).Pairs);

        Assert.Equal(value, pairs[key]);
        Assert.All(keys.Where(other => other != key), other => Assert.DoesNotContain(other, pairs));
        Assert.Equal(key == "c6a2", pairs.ContainsKey("c6a2Label"));
    }

    [Fact]
    public void Format_RoleSession_KeepsTheNumberAndTheSession()
    {
        LogRecordBuilder builder = SourceLogs.Find("actiontrail_audit_event", "assumed-role");
        Dictionary<string, string> pairs = CefReader.ReadPairs(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));

        Assert.Equal("servicerole:actiontrail", pairs["suser"]);
        Assert.Equal("assumed-role", pairs["spriv"]);
        Assert.Equal("300000000000000022:actiontrail", pairs["suid"]);
        Assert.Equal("100000000000000033", pairs["event.requestParameters.stsTokenPlayerUid"]);
    }

    [Fact]
    public void Format_CutOffJson_KeepsTheTextAndTheProduct()
    {
        LogRecordBuilder builder = SourceLogs.Build(
            """{"__time__":1768464551,"__topic__":"actiontrail_audit_event","__source__":"actiontrail_internal","event":"{\"eventName\":\"Stop"}""");
        (string[] header, List<KeyValuePair<string, string>> pairs) =
            CefReader.Read(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));

        Assert.Equal(["ActionTrail", "1.0", "actiontrail", "actiontrail", "1"], header[2..]);
        Assert.Equal("""{"eventName":"Stop""", new Dictionary<string, string>(pairs)["event"]);
        Assert.DoesNotContain(pairs, pair => pair.Key is "outcome" or "dvc" or "act");
    }

    [Fact]
    public void Format_RepeatedId_HasTheTimeOfTheEvent()
    {
        string[] lines = SourceLogs.ReadLines("actiontrail_audit_event");
        Dictionary<string, string>[] records =
        [
            .. lines.Where(line => line.Contains("00000004-0000", StringComparison.Ordinal))
                .Select(line => CefReader.ReadPairs(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), SourceLogs.Build(line)))),
        ];

        Assert.Equal(2, records.Length);
        Assert.Equal(records[0]["externalId"], records[1]["externalId"]);
        Assert.Equal(records[0]["rt"], records[1]["rt"]);
    }

    private static (string[] Header, List<KeyValuePair<string, string>> Pairs) Format(string members)
    {
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1768464600).SetTopic("actiontrail_audit_event").SetSource("actiontrail_internal")
            .AddField("event", $"{{{members}}}");
        return CefReader.Read(SourceLogs.Format(SourceLogs.CreateOptions(new CefOptions()), builder));
    }
}
