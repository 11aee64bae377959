using System.Text;
using Microsoft.Extensions.Configuration;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class MessageReaderTests
{
    public static TheoryData<string> Presets => [.. SyslogPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Read_Preset_SetsEnvelopeBodyFramingAndSize(string preset)
    {
        MessageOptions expected = new();
        expected.UsePreset(preset);

        MessageOptions message = Read(new() { ["Preset"] = preset });

        Assert.Equal(expected.Envelope, message.Envelope);
        Assert.Equal(expected.Body.GetType(), message.Body.GetType());
        Assert.Equal(expected.PreferredFraming, message.PreferredFraming);
        Assert.Equal(expected.MaxBytes, message.MaxBytes);
        Assert.Equal(expected.Severity.Field, message.Severity.Field);
    }

    [Fact]
    public void Read_PresetAndKeys_KeysOverrideInAnyOrder() =>
        Assert.Equal(
            "<131>Jan  2 03:04:05 web-1 CEF:0|Acme|Application|1.0|log|log|7|rt=1767323045000 user=alice",
            Write(new()
            {
                ["Cef:Vendor"] = "Acme",
                ["Body"] = "Cef",
                ["Facility"] = "local0",
                ["Severity:Default"] = "error",
                ["Hostname"] = "web-1",
                ["Fields:Include"] = "user",
                ["Preset"] = "arcsight-cef",
            }));

    [Fact]
    public void Read_EveryHeaderKey_ReachesTheMessage() =>
        Assert.Equal(
            """<14>1 2026-01-02T11:04:05.00+08:00 - app 7 id [timeQuality tzKnown="1" isSynced="0"]"""
                + """[origin ip="192.0.2.1" software="s"][x@32473 user="alice"] {"user":"alice","secret":"***"}""",
            Write(new()
            {
                ["Envelope"] = "Rfc5424",
                ["Body"] = "json",
                ["AppName"] = "app",
                ["ProcId"] = "{n}",
                ["Rfc5424:MsgId"] = "id",
                ["TimeZone"] = "+08:00",
                ["Rfc5424:FractionDigits"] = "2",
                ["Rfc5424:AlwaysWriteFraction"] = "true",
                ["Rfc5424:TimeQuality:TzKnown"] = "true",
                ["Rfc5424:Origin:Ip"] = "192.0.2.1",
                ["Rfc5424:Origin:Software"] = "s",
                ["Rfc5424:StructuredData:0:Id"] = "x@32473",
                ["Rfc5424:StructuredData:0:Fields:Include:0"] = "user",
                ["Fields:Include:0"] = "user",
                ["Fields:Include:1"] = "secret",
                ["Fields:Mask:secret"] = "all",
            }));

    [Fact]
    public void Read_ExpansionAndEncodings_ReachTheMessage()
    {
        MessageOptions message = Read(new()
        {
            ["Expand:Form"] = "unfold",
            ["Expand:MaxDepth"] = "4",
            ["Expand:MaxFields"] = "64",
            ["Expand:Rules:0:Topics"] = "actiontrail_*",
            ["Expand:Rules:0:Fields:0"] = "event",
            ["Expand:Rules:0:Fields:1"] = "event.resources.0",
            ["Expand:Rules:1:Fields"] = "detail",
            ["Expand:Rules:1:Arrays"] = "true",
            ["Encodings:content"] = "GBK",
            ["TimeField"] = "event.eventTime",
            ["TimeZoneOfField"] = "Asia/Shanghai",
            ["Body"] = "Json",
            ["Json:Members:@timestamp"] = "{__time_iso__}",
        });

        Assert.Equal((ExpandForm.Unfold, 4, 64), (message.Expand.Form, message.Expand.MaxDepth, message.Expand.MaxFields));
        Assert.Equal(["actiontrail_*"], message.Expand.Rules[0].Topics);
        Assert.Equal(["event", "event.resources.0"], message.Expand.Rules[0].Fields);
        Assert.Equal(["detail"], message.Expand.Rules[1].Fields);
        Assert.True(message.Expand.Rules[1].Arrays);
        Assert.Equal([KeyValuePair.Create("content", "GBK")], message.Encodings);
        Assert.Equal("Asia/Shanghai", message.TimeZoneOfField);
        Assert.Equal([KeyValuePair.Create("@timestamp", "{__time_iso__}")], Assert.IsType<JsonOptions>(message.Body).Members);
    }

    [Theory]
    [InlineData("arcsight-cef", "Json")]
    [InlineData("sentinel-cef", "KeyValue")]
    [InlineData("qradar-leef", "Json")]
    [InlineData("arcsight-cef", "Leef")]
    public void Read_PresetWithAnotherBody_HasTheNewNamesOfTheUserOnly(string preset, string body)
    {
        Assert.Empty(Read(new() { ["Preset"] = preset }).Fields.Rename);
        Assert.Empty(Read(new() { ["Preset"] = preset, ["Body"] = body }).Fields.Rename);
        Assert.Equal(
            [KeyValuePair.Create("user", "who")],
            Read(new() { ["Fields:Rename:user"] = "who", ["Preset"] = preset, ["Body"] = body }).Fields.Rename);
    }

    [Fact]
    public void Read_UnknownBody_SaysNothingAboutItsSection()
    {
        Read(new() { ["Body"] = "Xml", ["Cef:Vendor"] = "Acme" }, out OptionErrors errors);

        Assert.Equal("SlsSyslog:Message:Body", Assert.Single(errors.All).Path);
    }

    private static MessageOptions Read(Dictionary<string, string?> keys)
    {
        MessageOptions message = Read(keys, out OptionErrors errors);
        Assert.Empty(errors.All);
        return message;
    }

    private static MessageOptions Read(Dictionary<string, string?> keys, out OptionErrors errors)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.ToDictionary(pair => $"SlsSyslog:Message:{pair.Key}", pair => pair.Value))
            .Build();
        errors = new OptionErrors();
        MessageOptions message = new();
        MessageReader reader = new(new OptionsBinder(errors, new ValueOrigin(configuration)), BodyFormats.BuiltIn, new ValueOrigin(configuration));
        reader.Read(configuration.GetSection("SlsSyslog:Message"), "SlsSyslog:Message", message);
        return message;
    }

    private static string Write(Dictionary<string, string?> keys)
    {
        IMessageFormatter formatter = Read(keys).CreateFormatter();
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        LogRecordBuilder record = new LogRecordBuilder().SetTime(1767323045).AddField("user", "alice").AddField("secret", "x").AddField("n", "7");
        frames.Append(formatter, record.Record);
        return Encoding.UTF8.GetString(frames.Memory.Span);
    }
}
