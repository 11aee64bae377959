using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Options;

/// <summary>Each option wrong in turn: exactly one error, whose text is kept in a file.</summary>
public class OptionErrorTextTests
{
    private static readonly MessageOptions[] Invalid =
    [
        new() { Envelope = (SyslogEnvelope)9 },
        new() { Oversize = (OversizePolicy)9 },
        new() { MaxBytes = 479 },
        new() { MaxBytes = (16 * 1024 * 1024) + 1 },
        new() { Facility = "local9" },
        new() { Facility = "24" },
        new() { Facility = "{facility" },
        new() { Severity = { Field = "__level__" } },
        new() { Severity = { Default = "bad" } },
        new() { Severity = { Field = "level", Map = { ["deny"] = "8" } } },
        new() { Severity = { Field = "level", Map = { [""] = "err" } } },
        new() { Severity = { Map = { ["deny"] = "err" } } },
        new() { Hostname = "{__topik__}" },
        new() { AppName = "a}" },
        new() { ProcId = "{}" },
        new() { TimeField = "__when__" },
        new() { TimeFormat = "HH:mm:ss" },
        new() { TimeZone = "Mars/Olympus" },
        new() { TimeZoneOfField = "Mars/Olympus" },
        new() { Encodings = { ["content"] = "latin-9" } },
        new() { Expand = { Form = (ExpandForm)9 } },
        new() { Expand = { MaxDepth = 0 } },
        new() { Expand = { MaxFields = 4097 } },
        new() { Expand = { Rules = { new() } } },
        new() { Expand = { Rules = { new() { Fields = ["event*"] } } } },
        new() { Fields = { Mask = { ["card"] = "keep-last-0" } } },
        new() { Fields = { Rename = { ["user.*"] = "user" } } },
        new() { MarkTruncation = true, Fields = { Rename = { ["a"] = "__truncated__" } } },
        new() { Body = new TemplateBodyOptions { Text = "{user}" }, Fields = { Mask = { ["user"] = "all" } } },
        new() { Envelope = SyslogEnvelope.None, Body = new NoBodyOptions() },
        new() { Rfc5424 = { MsgId = "{" } },
        new() { Rfc5424 = { FractionDigits = 7 } },
        new() { Rfc5424 = { RecordId = "record" } },
        new() { Rfc5424 = { TimeQuality = { IsSynced = true, SyncAccuracy = -1 } } },
        new() { Rfc5424 = { TimeQuality = { SyncAccuracy = 5 } } },
        new() { Rfc5424 = { Origin = { EnterpriseId = "32473." } } },
        new() { Rfc5424 = { Origin = { Software = new string('s', 49) } } },
        new() { Rfc5424 = { Origin = { SwVersion = new string('v', 33) } } },
        new() { Rfc5424 = { StructuredData = { new() } } },
        new() { Rfc5424 = { RecordId = "a@1", StructuredData = { new() { Id = "a@1" } } } },
        new() { Rfc5424 = { StructuredData = { new() { Id = "a@1", Fields = { Mask = { ["b"] = "half" } } } } } },
        new() { Envelope = SyslogEnvelope.Rfc3164, Rfc5424 = { RecordId = "a@1" } },
        new() { Envelope = SyslogEnvelope.Rfc3164, Rfc5424 = { TimeQuality = { TzKnown = true } } },
        new() { Envelope = SyslogEnvelope.None, Rfc5424 = { Origin = { Software = "s" } } },
        new() { Envelope = SyslogEnvelope.None, Rfc5424 = { StructuredData = { new() { Id = "a@1" } } } },
        new() { Body = new KeyValueOptions { Separator = "n" } },
        new() { Body = new KeyValueOptions { KeyValueDelimiter = "" } },
        new() { Body = new KeyValueOptions { KeyValueDelimiter = "|" } },
        new() { Body = new AlibabaSampleOptions { Separator = new string('-', 17) } },
        new() { Body = new CefOptions { Vendor = "{" } },
        new() { Body = new CefOptions { Product = "}" } },
        new() { Body = new CefOptions { Version = "{__version__}" } },
        new() { Body = new CefOptions { EventClassId = "{|x}" } },
        new() { Body = new CefOptions { Name = "{__name__|x}" } },
        new() { Body = new CefOptions { Extension = { ["cs1"] = "{" } } },
        new() { Body = new CefOptions { Extension = { ["RT"] = "1" } } },
        new() { Body = new CefOptions { TimeKey = "a_b", Extension = { ["a b"] = "1" } } },
        new() { Body = new CefOptions { Extension = { ["a b"] = "1", ["a:b"] = "2" } } },
        new() { Body = new LeefOptions { FormatVersion = "3.0" } },
        new() { Body = new LeefOptions { Delimiter = "^" } },
        new() { Body = new LeefOptions { FormatVersion = "2.0", Delimiter = "=" } },
        new() { Body = new LeefOptions { Vendor = "{" } },
        new() { Body = new LeefOptions { Product = "}" } },
        new() { Body = new LeefOptions { Version = "{__version__}" } },
        new() { Body = new LeefOptions { EventId = "{|x}" } },
        new() { Body = new LeefOptions { Attributes = { ["cat"] = "{" } } },
        new() { Body = new LeefOptions { Attributes = { ["devTime"] = "1" } } },
        new() { Body = new LeefOptions { Attributes = { ["sev"] = "1" } } },
        new() { Body = new LeefOptions { SeverityKey = "devTime" } },
        new() { Body = new FieldBodyOptions { Name = "" } },
        new() { Body = new FieldBodyOptions { Name = "__rwa__" } },
        new() { Body = new TemplateBodyOptions() },
        new() { Body = new TemplateBodyOptions { Text = "a}" } },
    ];

    [Fact]
    public void Validate_EachOptionWrongInTurn_EqualsTheGoldenFile()
    {
        string text = string.Concat(Invalid.Select(options => Assert.Single(options.Validate()) + "\n"));

        RepositoryFiles.AssertIs("tests/SlsSyslog.Serialization.Tests/Golden/option-errors.txt", Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Validate_EachOptionWrongInTurn_FollowsTheGrammar() => Assert.All(Invalid.SelectMany(options => options.Validate()), error =>
    {
        Assert.EndsWith(".", error.Problem, StringComparison.Ordinal);
        Assert.Matches("^(Specify|Set|Remove) .*\\.$", error.Fix);
    });
}
