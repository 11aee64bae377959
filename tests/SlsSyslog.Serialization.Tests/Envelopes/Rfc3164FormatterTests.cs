using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Envelopes;

public partial class Rfc3164FormatterTests
{
    [Theory]
    [InlineData("host.example.com", "app", "", "host app: m")]
    [InlineData("10.0.0.7", "app", "42", "10.0.0.7 app[42]: m")]
    [InlineData("2001:db8::1", "my-app.v1", "", "2001-db8--1 myappv1: m")]
    [InlineData("", "", "42", "unknown -[42]: m")]
    [InlineData("h", "审计", "", "h -: m")]
    [InlineData("my host", "[x]:", "]1[", "my_host x[_1_]: m")]
    [InlineData("sshd[1]:", "app", "", "sshd_1 app: m")]
    [InlineData("CEF:0|a|b", "app", "", "CEF_0_a_b app: m")]
    [InlineData("fe80::1%CEF:0|a|", "app", "", "fe80--1_CEF_0_a app: m")]
    [InlineData("-", "app", "", "unknown app: m")]
    [InlineData("2a0b:1::5", "app", "", "2a0b-1--5 app: m")]
    [InlineData("[2a0b:1::5]", "app", "", "2a0b-1--5 app: m")]
    [InlineData("[2a0b:1::5]:514", "app", "", "2a0b-1--5 app: m")]
    [InlineData("dead:beef::", "app", "", "dead-beef--0 app: m")]
    [InlineData("::", "app", "", "0--0 app: m")]
    [InlineData("::1", "app", "", "0--1 app: m")]
    [InlineData("64:ff9b::10.0.0.1", "app", "", "64-ff9b--10.0.0.1 app: m")]
    [InlineData("::ffff:10.32.10.116", "app", "", "10.32.10.116 app: m")]
    [InlineData("::FFFF:0a20:0a74", "app", "", "10.32.10.116 app: m")]
    [InlineData("fe80::1%eth0", "app", "", "fe80--1 app: m")]
    [InlineData("10.0.0.1:514", "app", "", "10.0.0.1-514 app: m")]
    [InlineData("host:514", "app", "", "host-514 app: m")]
    [InlineData("dead:beef:", "app", "", "dead-beef app: m")]
    [InlineData("2026", "app", "", "host-2026 app: m")]
    [InlineData("2026.example", "app", "", "host-2026 app: m")]
    [InlineData("2026-", "app", "", "host-2026 app: m")]
    [InlineData("___", "app", "", "unknown app: m")]
    public void Format_Names_FollowTheRfcStrictly(string host, string app, string pid, string expected)
    {
        Rfc3164Formatter formatter = new(new MessageOptions { ProcId = pid }, new LiteralBody("m"));

        Assert.Equal("<14>Jan  1 00:00:00 " + expected, Frames.Format(formatter, new LogRecordBuilder().SetSource(host).SetTopic(app)));
    }

    [Fact]
    public void Format_NoTopicBeforeCef_HasNoTag() => Assert.StartsWith(
        "<14>Jan  1 00:00:00 h CEF:0|",
        Frames.Format(new Rfc3164Formatter(new MessageOptions(), new CefFormatter(new CefOptions())), new LogRecordBuilder().SetSource("h")),
        StringComparison.Ordinal);

    [Fact]
    public void Format_PreserveNames_SanitizesDelimitersOnly()
    {
        Rfc3164Formatter formatter = new(new MessageOptions { Rfc3164 = { PreserveNames = true }, ProcId = "1" }, new LiteralBody("m"));

        Assert.Equal(
            "<14>Jan  1 00:00:00 host.example.com my-app.v1__2_[1]: m",
            Frames.Format(formatter, new LogRecordBuilder().SetSource("host.example.com").SetTopic("my-app.v1:[2]")));
    }

    [Theory]
    [InlineData("UTC", false, "Feb  5 17:32:18 ")]
    [InlineData("+08:00", false, "Feb  6 01:32:18 ")]
    [InlineData("-03:30", true, "2026-02-05T14:02:18.5-03:30 ")]
    [InlineData("UTC", true, "2026-02-05T17:32:18.5Z ")]
    [InlineData("America/New_York", false, "Feb  5 12:32:18 ")]
    public void Format_TimeZoneAndIso8601_AreApplied(string zone, bool isoTime, string expected)
    {
        Rfc3164Formatter formatter = new(new MessageOptions { TimeZone = zone, Rfc3164 = { UseIso8601Timestamp = isoTime } }, new LiteralBody("m"));

        string text = Frames.Format(formatter, new LogRecordBuilder().SetTime(1770312738, 500_000_000));

        Assert.Equal("<14>" + expected.Replace(".5", ".500000", StringComparison.Ordinal) + "unknown -: m", text);
    }

    [Fact]
    public void Format_ArbitraryRecords_HaveACompleteHeader()
    {
        Rfc3164Formatter formatter = new(new MessageOptions { ProcId = "{pid}" }, new KeyValueFormatter());
        foreach ((int seed, RecordModel model) in RecordCorpus.And(500))
        {
            model.Fields.Add(new("pid"u8.ToArray(), new RandomRecords(-seed).Text(60)));

            byte[] text = Frames.Format(formatter, model.ToRecord(slack: 32), 480, out _);

            Assert.True(Header().IsMatch(System.Text.Encoding.UTF8.GetString(text)), $"seed {seed}: {System.Text.Encoding.UTF8.GetString(text)}");
        }
    }

    [GeneratedRegex(@"^<14>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 123]\d \d\d:\d\d:\d\d ([A-Za-z0-9._-]{0,254}[A-Za-z0-9]) ([A-Za-z0-9]{1,32}|-)(\[[!-~-[\[\]:]]{1,32}\])?: \|\|")]
    private static partial Regex Header();
}
