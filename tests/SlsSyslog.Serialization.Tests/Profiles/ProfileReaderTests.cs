using System.Text;

namespace SlsSyslog.Serialization.Tests.Profiles;

public class ProfileReaderTests
{
    [Fact]
    public void Read_SeveralErrors_ReportsAllWithLineAndPath()
    {
        string[] errors = Read(
            """
            {
              "name": "My Profile",
              "product": "",
              "evidence": "maybe",
              "match": { "topics": "a" },
              "time": { "from": "t", "format": "x", "zone": "Mars/Base" },
              "fields": {
                "source.ip": { "from": [] },
                "nonsense": "a",
                "user.name": { "value": "a", "concat": ["b"] },
                "event.severity": "level",
                "acme.id": { "from": "id", "type": "number", "label": "src" }
              },
              "custom": ["source.port", "source.ip"],
              "severity": [{ "value": 11 }],
              "surplus": 1
            }
            """);

        string[] expected =
        [
            "file.json, line 2, name: 'My Profile' is not a valid name.",
            "file.json, line 3, product: The value is empty.",
            "file.json, line 4, evidence: 'maybe' is not a known kind of evidence.",
            "file.json, line 5, match.topics: 'topics' is not a known name.",
            "file.json, line 6, time.format: 'x' is not a valid time format.",
            "file.json, line 6, time.zone: 'Mars/Base' is not a known time zone.",
            "file.json, line 8, fields.source.ip.from: The array is empty.",
            "file.json, line 9, fields.nonsense: 'nonsense' is not a name of the vocabulary.",
            "file.json, line 10, fields.user.name: The value has 2 of the forms from, value, concat, rules.",
            "file.json, line 11, fields.event.severity: 'event.severity' is set by another part of the profile.",
            "file.json, line 12, fields.acme.id.type: 'number' is not a known type.",
            "file.json, line 12, fields.acme.id.label: 'src' is not a valid label.",
            "file.json, line 14, custom[0]: 'source.port' is not mapped.",
            "file.json, line 14, custom[1]: 'source.ip' has the key src in CEF.",
            "file.json, line 15, severity[0].value: The value 11 is out of range.",
            "file.json, line 16, surplus: 'surplus' is not a known name.",
        ];
        Assert.All(expected, text => Assert.Contains(errors, error => error.StartsWith(text, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, errors.Length);
    }

    [Theory]
    [InlineData("{\n\"name\": \"a\",\n\"name\": \"b\" }", "file.json, line 3, name: The name 'name' occurs twice, first in line 2.")]
    [InlineData("{\n\n  x }", "file.json, line 3: The text is not valid JSON.")]
    [InlineData("", "file.json, line 1: The text is not valid JSON.")]
    [InlineData("{} {}", "file.json, line 1: The text is not valid JSON.")]
    [InlineData("[]", "file.json, line 1: The value is an empty array.")]
    [InlineData("{}", "file.json, line 1: 'match' is missing.")]
    public void Read_InvalidFile_ReportsTheLine(string text, string expected) =>
        Assert.Contains(Read(text), error => error.StartsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("source.port", """{ "value": "abc" }""", "'abc' is not valid for 'source.port', whose type is port.")]
    [InlineData("source.ip", """{ "from": "a", "default": "none" }""", "'none' is not valid for 'source.ip', whose type is ip.")]
    [InlineData("source.ip", """{ "value": "203.0.113.9:80" }""", "'203.0.113.9:80' is not valid for 'source.ip', whose type is ip.")]
    [InlineData("source.bytes", """{ "from": "a", "map": { "x": "", "y": "many" } }""", "'many' is not valid for 'source.bytes', whose type is integer.")]
    [InlineData(
        "source.bytes", """{ "rules": [{ "when": { "field": "a", "exists": true }, "value": "1e3" }] }""", "'1e3' is not valid for 'source.bytes', whose type is integer.")]
    [InlineData("event.start", """{ "value": "2026-01-31T08:00:00Z" }""", "'2026-01-31T08:00:00Z' is not valid for 'event.start', whose type is time.")]
    [InlineData("acme.paid", """{ "value": "TRUE", "type": "boolean" }""", "'TRUE' is not valid for 'acme.paid', whose type is boolean.")]
    [InlineData("aliyun.raw", "\"a\"", "'aliyun.raw' is not a name of the vocabulary.")]
    [InlineData("aliyun.topic", "\"a\"", "'aliyun.topic' is not a name of the vocabulary.")]
    [InlineData("aliyun.tags.host", "\"a\"", "'aliyun.tags.host' is not a name of the vocabulary.")]
    [InlineData("acme.order_id\": \"a\", \"beta.order_id", "\"b\"", "'beta.order_id' has the label 'orderId', like 'acme.order_id'.")]
    public void Read_ValueThatNoOutputCanWrite_IsAnError(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(Read(Profile($"\"{name}\": {value}"))), StringComparison.Ordinal);

    [Fact]
    public void Read_TextThatIsNotUnicode_ReportsTheLine() => Assert.StartsWith(
        "file.json, line 3: The text is not valid Unicode.", Assert.Single(Read("{\n\n  \"name\": \"\\ud800\" }")), StringComparison.Ordinal);

    [Fact]
    public void Read_FileBrokenAtEveryByte_ReportsErrorsAndDoesNotThrow()
    {
        byte[] text = BuiltInProfiles.ReadText("waf");
        for (int length = 0; length < text.Length - 2; length++)
        {
            ProfileErrors errors = new("file.json");
            Assert.Null(ProfileReader.Read(text.AsSpan(0, length), errors));
            Assert.False(errors.IsEmpty);
        }
    }

    [Fact]
    public void Read_RuleThatReadsALaterName_ReportsBoth()
    {
        string[] errors = Read(Profile(
            """
            "event.outcome": { "rules": [{ "when": { "field": "event.action", "exists": true }, "value": "success" }] }, "event.action": "a"
            """));

        Assert.Contains("'event.outcome' reads 'event.action', which is mapped later.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NameBelowAValue_IsAnError()
    {
        string[] errors = Read(Profile(""" "acme.user": "a", "acme.user.name": "b" """));

        Assert.Contains("'acme.user.name' is below 'acme.user', which is a value.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreCustomNumbersThanCefHas_IsAnError()
    {
        string names = string.Join(", ", Enumerable.Range(1, 4).Select(i => $$""" "acme.n{{i}}": { "from": "n{{i}}", "type": "integer" } """));
        string[] errors = Read(Profile(names, """ "custom": ["acme.n1", "acme.n2", "acme.n3", "acme.n4"], """));

        Assert.Contains("CEF has no key cn4.", Assert.Single(errors), StringComparison.Ordinal);
    }

    public static string Profile(string fields, string more = "", string name = "test", string match = """{ "topic": "test" }""") =>
        $$"""
        { "name": "{{name}}", "product": "Test", "evidence": "documentation", "match": {{match}}, {{more}} "fields": { {{fields}} } }
        """;

    private static string[] Read(string text)
    {
        ProfileErrors errors = new("file.json");
        Assert.Null(ProfileReader.Read(Encoding.UTF8.GetBytes(text), errors));
        return [.. errors.All];
    }
}
