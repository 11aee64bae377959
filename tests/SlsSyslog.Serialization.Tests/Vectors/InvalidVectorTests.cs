using System.Text;
using System.Text.RegularExpressions;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Vectors;

/// <summary>Covers each vector that must never be written: the input that suggests it, and the valid output.</summary>
public partial class InvalidVectorTests
{
    // These options are rejected.
    private static readonly Dictionary<string, MessageOptions> Refused = new()
    {
        ["TS-BAD-00"] = new() { Rfc5424 = { FractionDigits = 7 } },
        ["TS-BAD-01"] = new() { Rfc5424 = { FractionDigits = 9 } },
        ["SD-ID33"] = new() { Rfc5424 = { StructuredData = { new() { Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaa@32473" } } } },
        ["SD-DUPID"] = new() { Rfc5424 = { StructuredData = { new() { Id = "x@32473" }, new() { Id = "x@32473" } } } },
        ["SD-LEAD-SP"] = new() { Rfc5424 = { StructuredData = { new() { Id = " x@32473" } } } },
        ["TS-BAD-05"] = new() { TimeZone = "+0800" },
    };

    private static readonly Dictionary<string, Func<byte[]>> Sanitized = new()
    {
        ["TS-BAD-02"] = () => VectorTests.Rfc5424(
            new() { Hostname = "h", AppName = "a", TimeField = "t" }, VectorTests.At("2017-01-01T00:00:00Z", 0).AddField("t", "2016-12-31T23:59:60Z"), new DataBody("x")),
        ["TS-BAD-03"] = () => FromField("2026-01-02t03:04:05z"),
        ["TS-BAD-04"] = () => FromField("2026-01-02T03:04:05"),
        ["TS-BAD-06"] = () => VectorTests.Rfc5424(
            new() { Hostname = "h", AppName = "a", Rfc5424 = { FractionDigits = 0, AlwaysWriteFraction = true } }, VectorTests.At("2026-01-02T03:04:05Z", 0), new DataBody("x")),
        ["TS-BAD-07"] = () => FromField("2026-01-02 03:04:05Z"),
        ["SD-GAP"] = () => VectorTests.Rfc5424(
            new()
            {
                Hostname = "h",
                AppName = "a",
                Rfc5424 =
                {
                    StructuredData = { new() { Id = "x@32473", Fields = { Include = ["k"] } }, new() { Id = "y@32473", Fields = { Include = ["k"] } } },
                },
            },
            VectorTests.NoTime().AddField("k", "1"),
            new DataBody("m")),
        ["SD-UNESC"] = () => VectorTests.Element("x@32473", ["k"], VectorTests.NoTime().AddField("k", "a]b")),
        ["HOST-256"] = () => VectorTests.Names(new string('h', 256), "a"),
        ["APP-49"] = () => VectorTests.Names("h", new string('a', 49)),
        ["PROC-129"] = () => VectorTests.Rfc5424(new() { Hostname = "h", AppName = "a", ProcId = new string('p', 129) }, VectorTests.NoTime(), new DataBody("m")),
        ["MSGID-33"] = () => VectorTests.Rfc5424(new() { Hostname = "h", AppName = "a", Rfc5424 = { MsgId = new string('i', 33) } }, VectorTests.NoTime(), new DataBody("m")),
        ["HOST-UTF8"] = () => VectorTests.Names("bücher", "a"),
        ["R3164-tag33"] = () => Bsd("2026-01-31T23:59:59Z", "h", new string('t', 33)),
        ["R3164-fqdn"] = () => Bsd("2026-01-31T23:59:59Z", "host.example.com", "app"),
        ["R3164-zero"] = () => Bsd("2026-02-05T17:32:18Z", "h", "app"),
        ["R3164-tagpunct"] = () => Bsd("2026-01-31T23:59:59Z", "h", "my-app.v1"),
        ["R3164-iso"] = () => VectorTests.Format(
            new Rfc3164Formatter(new() { Severity = { Default = "notice" } }, new DataBody("m")),
            VectorTests.At("2026-01-02T03:04:05Z", 678_901_000).SetSource("h").SetTopic("app")),
        ["R3164-nohost"] = () => VectorTests.Format(
            new Rfc3164Formatter(new() { Severity = { Default = "notice" }, ProcId = "1" }, new DataBody("m")),
            VectorTests.At("2026-01-31T23:59:59Z", 0).SetTopic("app")),
    };

    public static TheoryData<string> SanitizedIds => [.. Sanitized.Keys];

    public static TheoryData<string> RefusedIds => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(SanitizedIds))]
    public void Write_InputThatSuggestsTheVector_IsValidAndDifferent(string id)
    {
        byte[] written = Sanitized[id]();

        Assert.NotEqual(VectorFile.All[id].Bytes, written);
        Assert.Matches(id.StartsWith("R3164", StringComparison.Ordinal) ? BsdHeader() : Header(), Encoding.UTF8.GetString(written));
    }

    [Theory]
    [MemberData(nameof(RefusedIds))]
    public void Constructor_OptionsThatRequireTheVector_Throws(string id) =>
        Assert.Throws<ArgumentException>(() => new Rfc5424Formatter(Refused[id]));

    [Fact]
    public void Vectors_EveryInvalidVector_IsCovered() => Assert.Equal(VectorFile.Invalid.Order(), Sanitized.Keys.Concat(Refused.Keys).Order());

    private static byte[] FromField(string time) => VectorTests.Rfc5424(
        new() { Hostname = "h", AppName = "a", TimeField = "t" }, VectorTests.NoTime().AddField("t", time), new DataBody("x"));

    private static byte[] Bsd(string time, string host, string tag) =>
        VectorTests.Rfc3164(new() { Severity = { Default = "notice" } }, time, host, tag, "m");

    [GeneratedRegex("""^<(0|[1-9]\d{0,2})>1 (-|\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)) [!-~]{1,255} [!-~]{1,48} [!-~]{1,128} [!-~]{1,32} (-|(\[[!-~-[=\]"]]{1,32}( [!-~-[=\]"]]{1,32}="([^"\\\]]|\\.)*")*\])+)( .*)?$""")]
    private static partial Regex Header();

    [GeneratedRegex(@"^<(0|[1-9]\d{0,2})>(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ( [1-9]|[123]\d) \d\d:\d\d:\d\d (-|[!-~-[.]]{1,255}) [A-Za-z0-9]{1,32}(\[[!-~]+\])?: m$")]
    private static partial Regex BsdHeader();
}
