using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Sources;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Events;

public class MappedOutputTests
{
    private static readonly string[] Topics =
        ["waf_access_log", "actiontrail_audit_event", "sas-security-log", "flow_log", "oss_access_log", "rds_audit_log", "other"];

    public static TheoryData<string, UnmappedFields> Outputs
    {
        get
        {
            TheoryData<string, UnmappedFields> data = [];
            foreach (string body in (string[])["Cef", "Leef", "Ecs", "Json", "KeyValue"])
            {
                foreach (UnmappedFields unmapped in Enum.GetValues<UnmappedFields>())
                {
                    data.Add(body, unmapped);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Format_RandomRecords_AreWellFormedWithUniqueKeysWithinTheLimit(string body, UnmappedFields unmapped)
    {
        MessageOptions options = CreateOptions(body, unmapped);
        IMessageFormatter formatter = options.CreateFormatter();
        RandomRecords records = new(seed: 12);
        string[] names = [.. BuiltInProfiles.All.SelectMany(profile => profile.Fields.SelectMany(field => field.Value.AllFields)).Distinct()];
        Random random = new(12);
        for (int i = 0; i < 400; i++)
        {
            RecordModel model = records.Next();
            model.Topic = Encoding.UTF8.GetBytes(Topics[i % Topics.Length]);
            for (int field = random.Next(20); field > 0; field--)
            {
                byte[] name = Encoding.UTF8.GetBytes(names[random.Next(names.Length)]);
                model.Fields.Insert(random.Next(model.Fields.Count + 1), new(name, records.Text(random.Next(4) == 0 ? 6000 : 40)));
            }

            int maxBytes = random.Next(3) == 0 ? 480 : 8000;
            byte[] message = Frames.Format(formatter, model.ToRecord(random.Next(40)), maxBytes, out _);

            Assert.InRange(message.Length, 0, maxBytes);
            AssertWellFormed(body, Encoding.UTF8.GetString(message));
        }
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Format_EveryLimit_IsWellFormed(string body, UnmappedFields unmapped)
    {
        MessageOptions options = CreateOptions(body, unmapped);
        IMessageFormatter formatter = options.CreateFormatter();
        LogRecordBuilder builder = SourceLogs.Build(SourceLogs.ReadLines("actiontrail_audit_event")[2])
            .AddField("user", "1").AddField("user.name", "2");
        for (int maxBytes = 480; maxBytes < 2500; maxBytes++)
        {
            byte[] message = Frames.Format(formatter, builder.Record, maxBytes, out _);

            Assert.InRange(message.Length, 0, maxBytes);
            AssertWellFormed(body, Encoding.UTF8.GetString(message));
        }
    }

    [Theory]
    [InlineData("Cef")]
    [InlineData("Leef")]
    [InlineData("Ecs")]
    [InlineData("Json")]
    [InlineData("KeyValue")]
    public void Format_MappedRecords_AllocatesNothing(string body)
    {
        MessageOptions options = CreateOptions(body, UnmappedFields.Keep);
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.OctetCounting, 8000, 1024 * 1024);
        LogRecordBuilder[] builders =
        [
            .. SourceLogs.Names.SelectMany(SourceLogs.ReadLines).Select(line => SourceLogs.Build(line)),
            .. SourceLogs.ReadLines("waf_access_log").Select(line => SourceLogs.Build(line).AddField("a b", "1").AddField("a-b", "2")),
        ];

        AllocationGate.AssertNone(() =>
        {
            frames.Clear();
            foreach (LogRecordBuilder builder in builders)
            {
                frames.Append(formatter, builder.Record);
            }
        });
    }

    [Theory]
    [InlineData("Cef")]
    [InlineData("Ecs")]
    [InlineData("Json")]
    public void Format_ManyEqualNames_TakesLinearTime(string body)
    {
        MessageOptions options = CreateOptions(body, UnmappedFields.Keep);
        IMessageFormatter formatter = options.CreateFormatter();
        LogRecordBuilder builder = new LogRecordBuilder().SetTopic("waf_access_log");
        for (int i = 0; i < 20_000; i++)
        {
            builder.AddField(i % 2 == 0 ? "a b" : $"a.b{i}", "");
        }

        Stopwatch watch = Stopwatch.StartNew();
        Frames.Format(formatter, builder.Record, 1024 * 1024, out _);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Format_Leef_NormalizedKeysPrecedeAndIdentityNeedsItsAddress()
    {
        string[] profile = [WriteProfile(""" "host.name": "host", "host.ip": "ip", "user.name": "user", "event.action": "action" """)];
        MessageOptions options = SourceLogs.CreateOptions(new LeefOptions { FormatVersion = "2.0", Delimiter = "^" }, profile);
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1).SetTopic("test")
            .AddField("action", "a^b").AddField("user", "u").AddField("host", "h");

        Assert.Equal(
            @"LEEF:2.0|Alibaba Cloud|Test|1.0|test|^|sev=1^devTime=1000^usrName=u^hostName=h^action=a\u005Eb^__topic__=test",
            SourceLogs.Format(options, builder));
        Assert.Equal(
            @"LEEF:2.0|Alibaba Cloud|Test|1.0|test|^|sev=1^devTime=1000^usrName=u^identSrc=10.0.0.1^identHostName=h^action=a\u005Eb^__topic__=test",
            SourceLogs.Format(options, builder.AddField("ip", "10.0.0.1")));
    }

    [Fact]
    public void Format_Ecs_NestsTypesAndSolvesConflicts()
    {
        const string Fields = """
            "user.name": "u", "destination.port": "p", "event.category": { "value": "web" }, "event.start": { "from": "s", "format": "unix" }
            """;
        string[] profile = [WriteProfile(Fields)];
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1768464551, 500_000_000).SetTopic("test").SetSource("name")
            .AddField("u", "alice").AddField("p", "443").AddField("s", "1768464551").AddField("user", "x").AddField("user.name", "forged")
            .AddField("user.id", "7").AddField("user._value", "y").AddField("n", "1").AddField("n", "2").AddField("a..b", "3").AddTag("t.a", "4");

        Assert.Equal(
            """{"@timestamp":"2026-01-15T08:09:11.500000Z","ecs":{"version":"8.17.0"}""" +
            ""","user":{"name":"alice"},"destination":{"port":443},"event":{"category":["web"],"start":"2026-01-15T08:09:11Z","code":"test","module":"aliyun","dataset":"aliyun.test","severity":1}""" +
            ""","observer":{"vendor":"Alibaba Cloud","product":"Test"},"aliyun":{"topic":"test","source":"name","tags":{"t":{"a":"4"}},"raw":{"test":{"a__b":"3","n":["1","2"],"user":{"_value":"x","_value_":"y","id":"7","name":"forged"}}}}}""",
            SourceLogs.Format(SourceLogs.CreateOptions(new EcsOptions(), profile), builder));
    }

    [Theory]
    [InlineData("""["a","b"]""", """["a","b"]""")]
    [InlineData("""[ "a" , 1, -2.5e3 ,true, null, "" ]""", """["a","1","-2.5e3","true"]""")]
    [InlineData("""["q\"\\\u0041\ud83d\ude00\ud800"]""", """["q\"\\\u0041\ud83d\ude00\ufffd"]""")]
    [InlineData("[]", null)]
    [InlineData("""[null,""]""", null)]
    [InlineData("""[["a"],"b"]""", """["[[\"a\"],\"b\"]"]""")]
    [InlineData("""["a",{"b":1}]""", """["[\"a\",{\"b\":1}]"]""")]
    [InlineData("""["a",]""", """["[\"a\",]"]""")]
    [InlineData("""["a""", """["[\"a"]""")]
    [InlineData("""["a"]x""", """["[\"a\"]x"]""")]
    [InlineData("[", """["["]""")]
    [InlineData("plain", """["plain"]""")]
    public void Format_EcsListOfAJsonArray_HasItsElements(string value, string? expected)
    {
        string[] profile = [WriteProfile(""" "user.roles": "r" """)];
        MessageOptions options = SourceLogs.CreateOptions(new EcsOptions(), profile);
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1).SetTopic("test").AddField("r", value);

        string text = SourceLogs.Format(options, builder);

        AssertWellFormed("Ecs", text);
        Assert.Equal(expected is not null, text.Contains("\"roles\":", StringComparison.Ordinal));
        Assert.Contains(expected is null ? "" : $"\"user\":{{\"roles\":{expected}}}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_EcsListAtEveryLimit_IsWellFormed()
    {
        string[] profile = [WriteProfile(""" "user.roles": "r", "user.name": "u" """)];
        IMessageFormatter formatter = SourceLogs.CreateOptions(new EcsOptions(), profile).CreateFormatter();
        string value = "[" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"role \\n \\u00e9 é {i}\"")) + "]";
        LogRecordBuilder builder = new LogRecordBuilder().SetTime(1).SetTopic("test").AddField("r", value).AddField("u", "x");
        for (int maxBytes = 480; maxBytes < 2000; maxBytes++)
        {
            AssertWellFormed("Ecs", Encoding.UTF8.GetString(Frames.Format(formatter, builder.Record, maxBytes, out _)));
        }
    }

    [Fact]
    public void Format_MappedNamesWithUnfoldedJson_WritesTheNamesAndTheObject()
    {
        MessageOptions options = SourceLogs.CreateOptions(new JsonOptions());
        options.UseMappedNames = true;
        options.Expand.Form = ExpandForm.Unfold;
        options.Expand.Rules.Add(new ExpandRuleOptions { Fields = ["event"] });
        RecordTransformCounts counts = default;
        LogRecord record = options.CreateTransform()!.Apply(
            SourceLogs.Build(SourceLogs.ReadLines("actiontrail_audit_event")[0]).AddField("a", "1").AddField("a", "2").Record, ref counts);

        byte[] text = Frames.Format(options.CreateFormatter(), record, options.MaxBytes, out FrameOutcome outcome);

        Assert.Equal(FrameOutcome.None, outcome & FrameOutcome.Truncated);
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement unfolded = document.RootElement.GetProperty("event");
        Assert.Equal(JsonValueKind.Object, unfolded.ValueKind);
        Assert.Equal(unfolded.GetProperty("eventName").GetString(), document.RootElement.GetProperty("event.action").GetString());
        Assert.Equal("2", document.RootElement.GetProperty("a_2").GetString());
        Assert.False(document.RootElement.TryGetProperty("event.eventName", out _));
    }

    [Fact]
    public void Format_MappedNamesWithMembers_WritesEachNameOnce()
    {
        JsonOptions body = new() { Members = { ["@timestamp"] = "{__time_iso__}", ["event.severity"] = "low", ["user.name"] = "{user.id}" } };
        MessageOptions options = SourceLogs.CreateOptions(body);
        options.UseMappedNames = true;

        string text = SourceLogs.Format(options, SourceLogs.Find("actiontrail_audit_event", "Authentication.Failed"));

        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal("low", document.RootElement.GetProperty("event.severity").GetString());
        Assert.Equal(
            document.RootElement.GetProperty("user.id").GetString(), document.RootElement.GetProperty("user.name").GetString());
    }

    [Fact]
    public void Format_TemplatesAndHeaderFields_ReadMappedValues()
    {
        MessageOptions options = new()
        {
            Body = new TemplateBodyOptions { Text = "{user.name|nobody} {event.outcome} {source.ip} {field:user.name}" },
            AppName = "{user.name}",
            Profiles = ["auto"],
            Rfc5424 = { MsgId = "{event.code}" },
        };
        LogRecordBuilder builder = SourceLogs.Find("actiontrail_audit_event", "Authentication.Failed").AddField("user.name", "forged");

        string text = SourceLogs.Format(options, builder);

        Assert.StartsWith("<12>1 2026-01-15T08:09:12Z actiontrail_internal alice - ConsoleSignin - ", text, StringComparison.Ordinal);
        Assert.EndsWith("alice failure 2001:db8::9 forged", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TryGetField_NameThatTheProfileDoesNotMap_IsNotFoundInTheLog()
    {
        EventMapper mapper = SourceLogs.CreateOptions(new CefOptions()).GetMapper()!;
        RecordTransformCounts counts = default;
        LogRecord record = mapper.Apply(
            SourceLogs.Build(SourceLogs.ReadLines("waf_access_log")[0]).AddField("user.name", "forged").AddField("plain", "x").Record, ref counts);

        Assert.False(record.TryGetField("user.name"u8, out _));
        Assert.True(record.TryGetField("plain"u8, out _));
        Assert.True(record.TryGetField("event.action"u8, out ReadOnlySpan<byte> action));
        Assert.Equal("block", Encoding.UTF8.GetString(action));
    }

    private static MessageOptions CreateOptions(string body, UnmappedFields unmapped)
    {
        MessageOptions options = SourceLogs.CreateOptions(Messages.CreateBody(body));
        options.UseMappedNames = true;
        options.UnmappedFields = unmapped;
        return options;
    }

    private static string WriteProfile(string fields)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "test.json");
        File.WriteAllText(file, Profiles.ProfileReaderTests.Profile(fields));
        return file;
    }

    private static void AssertWellFormed(string body, string text)
    {
        switch (body)
        {
            case "Cef":
                CefReader.ReadPairs(text);
                break;
            case "Leef":
                string[] pairs = text.Split('|', 6)[5].Split('\t');
                Assert.Distinct(pairs.Select(pair => pair.Split('=')[0]));
                break;
            case "KeyValue":
                break;
            default:
                using (JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }))
                {
                    Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
                }

                break;
        }
    }
}
