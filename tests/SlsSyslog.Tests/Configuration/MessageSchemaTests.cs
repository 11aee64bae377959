using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class MessageSchemaTests
{
    public static TheoryData<string> Presets => [.. SyslogPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Read_Preset_SetsEnvelopeBodyFramingAndSize(string preset)
    {
        SyslogFormatOptions expected = SyslogFormatOptions.FromPreset(preset);

        MessageOptions message = Read(new() { ["Preset"] = preset });

        Assert.Equal(expected.Envelope, message.Format.Envelope);
        Assert.Equal(expected.Body, message.Format.Body);
        Assert.Equal(expected.Framing, message.Format.Framing);
        Assert.Equal(expected.MaxMessageBytes, message.MaxBytes);
        Assert.Equal(expected.Header.Severity.Field, message.Severity.Field);
    }

    [Fact]
    public void Read_PresetAndKeys_KeysWin() =>
        Assert.Equal(
            "<131>Jan  2 03:04:05 web-1 CEF:0|Acme|SLS|1.0|log|log|7|rt=1767323045000 user=alice",
            Write(new()
            {
                ["Preset"] = "arcsight-cef",
                ["Facility"] = "local0",
                ["Severity:Default"] = "error",
                ["Hostname"] = "web-1",
                ["Cef:Vendor"] = "Acme",
                ["Fields:Include"] = "user",
            }));

    [Fact]
    public void Read_EveryHeaderKey_ReachesTheMessage() =>
        Assert.Equal(
            """<14>1 2026-01-02T11:04:05.00+08:00 - app 7 id [timeQuality tzKnown="1" isSynced="0"][origin ip="192.0.2.1" software="s"][x@32473 user="alice"] {"user":"alice","secret":"***"}""",
            Write(new()
            {
                ["Format"] = "Rfc5424",
                ["Body"] = "json",
                ["AppName"] = "app",
                ["ProcId"] = "{n}",
                ["MsgId"] = "id",
                ["TimeZone"] = "+08:00",
                ["FractionDigits"] = "2",
                ["AlwaysWriteFraction"] = "true",
                ["TimeQuality:TzKnown"] = "true",
                ["Origin:Ip"] = "192.0.2.1",
                ["Origin:Software"] = "s",
                ["StructuredData:0:Id"] = "x@32473",
                ["StructuredData:0:Fields:Include:0"] = "user",
                ["Fields:Include:0"] = "user",
                ["Fields:Include:1"] = "secret",
                ["Fields:Mask:secret"] = "all",
            }));

    [Theory]
    [InlineData("Preset", "none-such", "SlsSyslog:Message:Preset is 'none-such'")]
    [InlineData("StructuredData:0:Id", "mine", "SlsSyslog:Message:StructuredData")]
    [InlineData("RecordId", "mine", "SlsSyslog:Message:RecordId")]
    [InlineData("TimeZone", "Mars/Olympus", "SlsSyslog:Message:TimeZone")]
    [InlineData("FractionDigits", "7", "SlsSyslog:Message:FractionDigits")]
    [InlineData("Fields:Mask:user", "half", "SlsSyslog:Message:Fields:Mask:user")]
    [InlineData("Fields:Only", "user", "SlsSyslog:Message:Fields:Only is not known")]
    [InlineData("Cef:Vender", "x", "SlsSyslog:Message:Cef:Vender is not known")]
    [InlineData("Oversize", "Panic", "SlsSyslog:Message:Oversize has the value 'Panic'")]
    public void Read_WrongKeyOrValue_IsAFaultAtItsPath(string key, string value, string expected) =>
        Assert.Contains(Faults(new() { [key] = value }), fault => $"{fault.Path} {fault.Text}".StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("StructuredData:0:Fields:Mask:user", "StructuredData:0:Id", "mine@32473", "StructuredData:0:Fields:Mask:user", "half")]
    [InlineData("RecordId", "Format", "Rfc3164", "RecordId", "x@32473")]
    [InlineData("StructuredData", "Format", "None", "StructuredData:0:Id", "x@32473")]
    [InlineData("TimeQuality", "Format", "Rfc3164", "TimeQuality:IsSynced", "true")]
    [InlineData("Origin", "Preset", "splunk", "Origin:Software", "s", "Format", "Rfc3164")]
    [InlineData("Fields", "Body", "Template", "Fields:Mask:user", "all", "Template", "{user}")]
    [InlineData("Fields", "Body", "Field", "Fields:Exclude", "user")]
    [InlineData("Fields", "Body", "None", "Fields:Include", "user")]
    public void Read_KeysThatContradictEachOther_AreAFaultAtTheOneWithoutEffect(string path, params string[] keys)
    {
        Dictionary<string, string?> settings = keys.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1]);

        Assert.Equal($"SlsSyslog:Message:{path}", Assert.Single(Faults(settings)).Path);
    }

    private static MessageOptions Read(Dictionary<string, string?> keys) => Compose(keys, out _).Message;

    private static IReadOnlyList<(string Path, string Text)> Faults(Dictionary<string, string?> keys)
    {
        RouteOptions route = Compose(keys, out OptionFaults faults);
        new MessageFactory(new ServiceCollection().BuildServiceProvider()).FindFaults(route, faults);
        return faults.All;
    }

    private static string Write(Dictionary<string, string?> keys)
    {
        RouteOptions route = Compose(keys, out OptionFaults faults);
        Assert.Empty(faults.All);
        IMessageFormatter formatter = new MessageFactory(new ServiceCollection().BuildServiceProvider()).Create(route);
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        frames.Append(formatter, new LogRecordBuilder().SetTime(1767323045).AddField("user", "alice").AddField("secret", "x").AddField("n", "7").Record);
        return Encoding.UTF8.GetString(frames.Memory.Span);
    }

    private static RouteOptions Compose(Dictionary<string, string?> keys, out OptionFaults faults)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(keys.ToDictionary(pair => $"SlsSyslog:Message:{pair.Key}", pair => pair.Value))
            .Build();
        RouteOptions route = new() { Path = "SlsSyslog" };
        faults = new OptionFaults();
        SectionReader.ReadAll(configuration.GetSection("SlsSyslog:Message"), faults, reader => MessageSchema.Read(reader, route.Message));
        return route;
    }
}
