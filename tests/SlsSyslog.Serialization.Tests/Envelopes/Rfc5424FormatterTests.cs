using System.Text;
using SlsSyslog.Serialization.Tests.Reference;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public class Rfc5424FormatterTests
{
    [Fact]
    public void Format_Defaults_UseSourceAndTopicOfTheGroup()
    {
        LogRecordBuilder builder = new LogRecordBuilder()
            .SetTopic("audit log")
            .SetSource("10.0.0.7")
            .SetTime(1768464551, 123456789)
            .AddField("a", "b");
        using FrameBuffer frames = new();

        FrameOutcome outcome = frames.Append(new Rfc5424Formatter(new MessageOptions(), new KeyValueFormatter()), builder.Record);

        Assert.Equal(
            "134 <14>1 2026-01-15T08:09:11.123456Z 10.0.0.7 audit_log - - - ||__topic__=audit log||__source__=10.0.0.7||__time_ns_part__=123456789||a=b",
            Encoding.UTF8.GetString(frames.Memory.Span));
        Assert.Equal(FrameOutcome.Sanitized, outcome);
    }

    [Fact]
    public void Format_ArbitraryRecords_EqualTheReference()
    {
        Rfc5424Formatter formatter = new(new MessageOptions(), new KeyValueFormatter());
        foreach ((int seed, RecordModel model) in RecordCorpus.And(1000))
        {
            int limit = seed % 2 == 0 ? 480 : 8192;
            ReferenceText expected = new(limit);
            ReferenceHeader.Write(model, limit, expected);
            expected.Add(" ");
            ReferenceKeyValue.Write(model, expected, "||", "=");

            byte[] actual = Frames.Format(formatter, model.ToRecord(slack: 32), limit, out FrameOutcome outcome);

            expected.AssertEqual(actual, outcome, seed);
        }
    }

    [Theory]
    [InlineData("ERROR", 11)]
    [InlineData("warn", 12)]
    [InlineData("Emergency", 8)]
    [InlineData("fatal", 10)]
    [InlineData("7", 15)]
    [InlineData(" debug ", 15)]
    [InlineData("deny", 9)]
    [InlineData("unheard of", 13)]
    [InlineData("", 13)]
    [InlineData("a word that is longer than every word known", 13)]
    public void Format_SeverityFromField_AcceptsNamesNumbersAliasesAndTheMap(string level, int priority)
    {
        MessageOptions options = new() { Severity = { Field = "level", Default = "notice", Map = { ["DENY"] = "alert" } } };
        Rfc5424Formatter formatter = new(options, new LiteralBody("m"));

        Assert.StartsWith($"<{priority}>1 ", Frames.Format(formatter, new LogRecordBuilder().AddField("level", level)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local4", "<166>")]
    [InlineData("LOCAL7", "<190>")]
    [InlineData("0", "<6>")]
    [InlineData("23", "<190>")]
    [InlineData("{fac|local0}", "<134>")]
    [InlineData("{f}", "<38>")]
    [InlineData("{none}", "<14>")]
    public void Format_Facility_AcceptsNamesNumbersAndTemplates(string facility, string expected)
    {
        Rfc5424Formatter formatter = new(new MessageOptions { Facility = facility }, new LiteralBody("m"));

        Assert.StartsWith(expected, Frames.Format(formatter, new LogRecordBuilder().AddField("f", "auth")), StringComparison.Ordinal);
    }

    [Fact]
    public void Format_Templates_CombineTextAndVariables()
    {
        MessageOptions options = new()
        {
            Hostname = "{__tag__:__hostname__|{{x}",
            AppName = "sls-{__topic__}-{app|none}",
            ProcId = "{__project__}/{__logstore__}/{__shard__}",
            Rfc5424 = { MsgId = "{field:__event__}{{}}" },
        };
        LogRecordBuilder builder = new LogRecordBuilder()
            .Clear(new LogOrigin("sec", "audit", "3"))
            .SetTopic("t")
            .AddTag("__hostname__", "web-1")
            .AddField("__event__", "login")
            .AddField("app", "");

        Assert.Equal(
            "<14>1 1970-01-01T00:00:00Z web-1 sls-t-none sec/audit/3 login{} - m",
            Frames.Format(new Rfc5424Formatter(options, new LiteralBody("m")), builder));
    }

    [Fact]
    public void Format_GroupChanges_RendersTheNewGroup()
    {
        Rfc5424Formatter formatter = new(new MessageOptions(), new KeyValueFormatter());
        LogRecordBuilder builder = new();

        string first = Frames.Format(formatter, builder.SetTopic("one").SetSource("h1"));
        string again = Frames.Format(formatter, builder.NextInGroup().SetTime(5).AddField("a", "b"));
        string second = Frames.Format(formatter, builder.Clear().SetTopic("two").AddTag("k", "v"));

        Assert.Equal("<14>1 1970-01-01T00:00:00Z h1 one - - - ||__topic__=one||__source__=h1", first);
        Assert.Equal("<14>1 1970-01-01T00:00:05Z h1 one - - - ||__topic__=one||__source__=h1||a=b", again);
        Assert.Equal("<14>1 1970-01-01T00:00:00Z - two - - - ||__topic__=two||__source__=||__tag__:k=v", second);
    }

    [Fact]
    public void Constructor_InvalidOptions_ReportsEveryErrorWithItsFix()
    {
        MessageOptions options = new()
        {
            Facility = "local9",
            Severity = { Field = "__levle__", Default = "bad", Map = { ["deny"] = "worse" } },
            Hostname = "{__topik__}",
            AppName = "{open",
            ProcId = "}",
            Rfc5424 = { MsgId = "{}", FractionDigits = 9 },
        };

        string message = Assert.Throws<ArgumentException>(() => new Rfc5424Formatter(options, new KeyValueFormatter())).Message;

        Assert.Equal(
            [
                "AppName", "Facility", "Hostname", "ProcId", "Rfc5424:FractionDigits", "Rfc5424:MsgId", "Severity:Default", "Severity:Field",
                "Severity:Map:deny",
            ],
            options.Validate().Select(error => error.Path));
        Assert.All(options.Validate(), error => Assert.Contains(error.ToString(), message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CEF:0|a|b|c|d|e|10|", "CEF_0|a|b|c|d|e|10|")]
    [InlineData("x-cef:0|cef:LEEF:1.0|", "x-cef_0|cef_LEEF_1.0|")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    public void Format_HeaderFieldLikeCefOrLeef_IsSanitized(string value, string expected)
    {
        MessageOptions options = new() { AppName = "{a}", ProcId = "{a}", Rfc5424 = { MsgId = "{a}" } };

        Assert.Equal(
            $"<14>1 1970-01-01T00:00:00Z {expected} {expected} {expected} {expected} -",
            Frames.Format(new Rfc5424Formatter(options), new LogRecordBuilder().SetSource(value).AddField("a", value)));
    }
}
