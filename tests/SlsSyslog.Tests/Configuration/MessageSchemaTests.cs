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
        MessageOptions expected = new();
        expected.UsePreset(preset);

        MessageOptions message = Read(new() { ["Preset"] = preset });

        Assert.Equivalent(expected, message, strict: true);
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

    [Theory]
    [InlineData("Preset", "none-such", "SlsSyslog:Message:Preset is 'none-such'")]
    [InlineData("Rfc5424:StructuredData:0:Id", "mine", "SlsSyslog:Message:Rfc5424:StructuredData")]
    [InlineData("Rfc5424:RecordId", "mine", "SlsSyslog:Message:Rfc5424:RecordId")]
    [InlineData("TimeZone", "Mars/Olympus", "SlsSyslog:Message:TimeZone")]
    [InlineData("Rfc5424:FractionDigits", "7", "SlsSyslog:Message:Rfc5424:FractionDigits")]
    [InlineData("Fields:Mask:user", "half", "SlsSyslog:Message:Fields:Mask:user")]
    [InlineData("Fields:Only", "user", "SlsSyslog:Message:Fields:Only is not known")]
    [InlineData("Cef:Vender", "x", "SlsSyslog:Message:Cef:Vender is not known")]
    [InlineData("Oversize", "Panic", "SlsSyslog:Message:Oversize has the value 'Panic'")]
    public void Read_WrongKeyOrValue_IsAFaultAtItsPath(string key, string value, string expected) =>
        Assert.Contains(Faults(new() { [key] = value }), fault => $"{fault.Path} {fault.Text}".StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "Rfc5424:StructuredData:0:Fields:Mask:user", "Rfc5424:StructuredData:0:Id", "mine@32473", "Rfc5424:StructuredData:0:Fields:Mask:user", "half")]
    [InlineData("Rfc5424:RecordId", "Envelope", "Rfc3164", "Rfc5424:RecordId", "x@32473")]
    [InlineData("Rfc5424:StructuredData", "Envelope", "None", "Rfc5424:StructuredData:0:Id", "x@32473")]
    [InlineData("Rfc5424:TimeQuality", "Envelope", "Rfc3164", "Rfc5424:TimeQuality:IsSynced", "true")]
    [InlineData("Rfc5424:Origin", "Preset", "splunk", "Rfc5424:Origin:Software", "s", "Envelope", "Rfc3164")]
    [InlineData("Fields", "Body", "Template", "Fields:Mask:user", "all", "Template:Text", "{user}")]
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
        SectionReader.ReadAll(configuration.GetSection("SlsSyslog:Message"), faults, reader => MessageSchema.Read(reader, route));
        return route;
    }
}
