using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Documentation;

/// <summary>docs/formats.md is written here, from what the formatters really make.</summary>
public class FormatsPageTests
{
    private static readonly (string Title, string Text, MessageOptions Options)[] Formats =
    [
        (
            "RFC 5424 with key-value",
            "The default. Every pair begins with the separator; a backslash stands before backslashes and the separator's first byte, in "
                + "keys before `=` too. Undo the escapes and you have the exact pairs.",
            new()),
        (
            "RFC 5424 with structured data and no message",
            "`Body` is `None`, one element has all fields, `RecordId` tells repeats from new records. Names are cut to 32 bytes and what no "
                + "name can have becomes `_` (counted as repaired); values escape `\"`, `\\` and `]`, as the RFC says. A parameter that does not "
                + "fit is left out whole.",
            new() { Body = new NoBodyOptions(), Rfc5424 = { RecordId = "record@32473", StructuredData = { new() { Id = "log@32473" } } } }),
        (
            "RFC 5424 with JSON",
            "A flat object of strings. A name that occurs more than once has an array of its values in order.",
            new() { Body = new JsonOptions() }),
        (
            "RFC 3164 with CEF",
            "Without a tag, so that `CEF:` follows the host. Keys are letters, digits, `_` and `.`; other bytes become `_` (counted as "
                + "repaired, except that `__tag__:` is spelled `__tag__.`).",
            new() { Envelope = SyslogEnvelope.Rfc3164, Body = new CefOptions(), AppName = "" }),
        (
            "RFC 3164 with LEEF 2.0",
            "LEEF knows no escapes, so what it cannot carry is `\\n`, `\\r`, `\\t` or `\\u00XX`, and a backslash is doubled only where it would "
                + "read as the start of one: Windows paths mostly stay as they are.",
            new() { Envelope = SyslogEnvelope.Rfc3164, Body = new LeefOptions { FormatVersion = "2.0", Delimiter = "^" }, AppName = "" }),
        (
            "One field as it stands",
            "`Body` is `Field`. Its bytes are not changed; under framing by line feeds, line breaks and NUL become spaces.",
            new() { Body = new FieldBodyOptions { Name = "message" } }),
        (
            "A template",
            "`Body` is `Template`, `{message|nothing} from {__source__}`. Values are data: control characters are escaped.",
            new() { Body = new TemplateBodyOptions { Text = "{message|nothing} from {__source__}" } }),
    ];

    private static readonly Dictionary<string, string> CheckedAgainst = new()
    {
        ["generic-5424"] = "Read back from rsyslog 8.2302 and syslog-ng 3.38 in this project's tests.",
        ["alibaba-sample"] = "Equal to the sample's own output. Values are raw: whoever writes logs can forge pairs. Prefer `generic-5424`.",
        ["qradar-leef"] = "Rests on IBM's documentation of LEEF and of the syslog protocol; no QRadar was run.",
        ["arcsight-cef"] = "Rests on the CEF format guide; no ArcSight was run.",
        ["sentinel-cef"] = "The way through rsyslog is read back in this project's tests; the agent and Sentinel rest on Microsoft's documentation.",
        ["splunk"] = "Rests on Splunk's documentation of TCP inputs; no Splunk was run.",
        ["elastic"] = "Rests on Elastic's documentation of the syslog and TCP inputs; no Elastic Agent was run.",
    };

    [Fact]
    public void FormatsPage_WrittenAnew_IsTheSame()
    {
        StringBuilder page = new();
        page.Append("""
            # Formats

            Everything below is written by a test from what the formatters really make: `SLSSYSLOG_WRITE_GOLDEN=1 dotnet test` writes it anew.

            ## The records

            An access log, and one that means harm. `⏎` and the like stand for control characters, `�` for a byte that is no UTF-8.


            """);
        AppendRecord(page, "Access log", ExampleRecords.AccessLog().Record);
        AppendRecord(page, "Hostile log", ExampleRecords.HostileLog().Record);
        page.Append("""
            ## Rules for every format

            - The message never exceeds its limit (8192 bytes by default). The value that would cross it is cut between two characters and never
              inside an escape, the fields behind it are left out, and the syntax is closed. The record counts as truncated;
              `MarkTruncation` adds the pair `__truncated__=true`, and a field of that name becomes `__truncated___`.
            - Control characters (below 32, and 127) are `\n`, `\r`, `\t` or `\u00XX` in bodies, under every framing. Invalid UTF-8 becomes U+FFFD
              and counts as repaired. Two bodies write what the log has: one field as it stands, and Alibaba's sample. Behind octet counting and in
              datagrams line breaks in these reach the receiver; where the framing ends messages by a byte, that byte becomes a space.
            - Header fields have printable ASCII only: host names go through IDN, other bytes become `_`, what is too long is cut, the
              colon of `CEF:` and `LEEF:` becomes `_`, and each of these counts as repaired. In RFC 3164 a host that is no address has letters, digits, `.`,
              `_` and `-` only, and a tag of which nothing is left is `-` (left out before CEF and LEEF), so that no host and no body is taken for the tag.
            - Times have at most six digits of fraction, cut off and never rounded.
            - `EscapeBidi` also writes U+202E and its like as `\u202E`.


            """);
        foreach ((string title, string text, MessageOptions options) in Formats)
        {
            page.Append("## ").Append(title).Append("\n\n").Append(text).Append("\n\n");
            AppendMessages(page, options);
        }

        page.Append("## Presets\n\nA preset sets envelope, body, framing, size and severity in one word.\n\n");
        foreach (string name in SyslogPresets.Names)
        {
            MessageOptions options = Messages.FromPreset(name);
            page.Append($"### {name}\n\n{options.Envelope}, {options.Body.FormatName}, {options.PreferredFraming}, at most {options.MaxBytes} bytes. {CheckedAgainst[name]}\n\n");
            AppendMessages(page, options);
        }

        RepositoryFiles.AssertIs("docs/formats.md", Encoding.UTF8.GetBytes(page.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n"));
    }

    private static void AppendRecord(StringBuilder page, string title, scoped LogRecord record)
    {
        page.Append($"{title}:\n\n```text\n__time__ {record.UnixSeconds}, nanoseconds {record.Nanoseconds}\n");
        page.Append($"__topic__ {Show(record.Topic)}\n__source__ {Show(record.Source)}\n");
        for (int i = 0; i < record.TagCount; i++)
        {
            page.Append($"__tag__:{Show(record.GetTag(i).Key)} {Show(record.GetTag(i).Value)}\n");
        }

        for (int i = 0; i < record.FieldCount; i++)
        {
            page.Append($"{Show(record.GetField(i).Key)} {Show(record.GetField(i).Value)}\n");
        }

        page.Append("```\n\n");
    }

    private static void AppendMessages(StringBuilder page, MessageOptions options)
    {
        IMessageFormatter formatter = options.CreateFormatter();
        using FrameBuffer frames = Messages.CreateFrameBuffer(options);
        frames.Append(formatter, ExampleRecords.AccessLog().Record);
        frames.Append(formatter, ExampleRecords.HostileLog().Record);
        page.Append("```text\n");
        for (int i = 0; i < frames.Count; i++)
        {
            page.Append(Show(frames.GetMessage(i).Span)).Append('\n');
        }

        page.Append("```\n\n");
    }

    // Control characters as the pictures that Unicode has for them.
    private static string Show(ReadOnlySpan<byte> text) => string.Concat(
        Encoding.UTF8.GetString(text).Select(letter => letter switch { '\n' => '⏎', < ' ' => (char)(0x2400 + letter), '\x7f' => '\u2421', _ => letter }));
}
