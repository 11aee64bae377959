using System.Text;
using SlsSyslog.Serialization.Tests.Support;

namespace SlsSyslog.Serialization.Tests.Documentation;

/// <summary>Generates docs/formats.md from the output of the formatters.</summary>
public class FormatsPageTests
{
    private static readonly (string Title, string Text, MessageOptions Options)[] Formats =
    [
        (
            "RFC 5424 with key-value",
            "The default format. Every pair begins with the separator. A backslash escapes backslashes and the first byte of the separator, "
                + "and `=` in keys. A receiver that reverses the escapes gets the exact pairs.",
            new()),
        (
            "RFC 5424 with structured data and no message",
            "`Body` is `None`, and one element contains all fields. `RecordId` identifies a record, so that repeats can be detected. Names are cut "
                + "to 32 bytes, and characters that a name cannot contain become `_` (counted as sanitized). Values escape `\"`, `\\` and `]` "
                + "as the RFC requires. A parameter that does not fit is omitted.",
            new() { Body = new NoBodyOptions(), Rfc5424 = { RecordId = "record@32473", StructuredData = { new() { Id = "log@32473" } } } }),
        (
            "RFC 5424 with JSON",
            "A flat object of strings. If a name occurs more than once, its value is an array of the values in order.",
            new() { Body = new JsonOptions() }),
        (
            "RFC 3164 with CEF",
            "The header has no tag, so that `CEF:` follows the host. Keys consist of letters, digits, `_` and `.`. Other bytes become `_` (counted "
                + "as sanitized); only `__tag__:` becomes `__tag__.` without being counted.",
            new() { Envelope = SyslogEnvelope.Rfc3164, Body = new CefOptions(), AppName = "" }),
        (
            "RFC 3164 with LEEF 2.0",
            "LEEF has no escape sequences. Bytes that it cannot contain are written as `\\n`, `\\r`, `\\t` or `\\u00XX`. A backslash is doubled only "
                + "where it would look like the start of one of these, so most Windows paths do not change.",
            new() { Envelope = SyslogEnvelope.Rfc3164, Body = new LeefOptions { FormatVersion = "2.0", Delimiter = "^" }, AppName = "" }),
        (
            "RFC 5424 with ECS",
            "The Elastic Common Schema with the profiles of this package (`Profiles` is `auto`). Nested objects, numbers without quotation marks, and "
                + "`event.category` and other lists as arrays. What the profile does not map is below `aliyun.raw` and the name of the profile. A "
                + "value whose name is also an object is its member `_value`.",
            new() { Body = new EcsOptions(), Profiles = ["auto"] }),
        (
            "One field, unchanged",
            "`Body` is `Field`. Its bytes do not change, except the names of marks. With line feed framing, line breaks and NUL become spaces.",
            new() { Body = new FieldBodyOptions { Name = "message" } }),
        (
            "A template",
            "`Body` is `Template`, `{message|nothing} from {__source__}`. Control characters in values are escaped.",
            new() { Body = new TemplateBodyOptions { Text = "{message|nothing} from {__source__}" } }),
    ];

    private static readonly Dictionary<string, string> CheckedAgainst = new()
    {
        ["generic-5424"] = "Verified with rsyslog 8.2302 and syslog-ng 3.38 by the tests of this project.",
        ["alibaba-sample"] = "Identical to the output of the sample. Values are not escaped, so a log can forge pairs. Prefer `generic-5424`.",
        ["qradar-leef"] = "Based on IBM's documentation of LEEF and of the syslog protocol. Not tested with QRadar.",
        ["qradar-actiontrail"] = "The field `event` of ActionTrail, unchanged, as IBM's documentation of the DSM shows it. Records without this field have "
            + "an empty body: filter them. Not tested with QRadar.",
        ["arcsight-cef"] = "Based on the CEF format guide. Not tested with ArcSight.",
        ["sentinel-cef"] = "The path through rsyslog is verified by the tests of this project. The path through the agent is based on Microsoft's "
            + "documentation.",
        ["splunk"] = "Based on Splunk's documentation of TCP inputs. Not tested with Splunk.",
        ["elastic"] = "Based on Elastic's documentation of the syslog and TCP inputs. Not tested with an Elastic Agent.",
    };

    [Fact]
    public void FormatsPage_Generated_EqualsTheFile()
    {
        StringBuilder page = new();
        page.Append("""
            # Formats

            A test generates this page from the output of the formatters. To update it, run
            `SLSSYSLOG_WRITE_GOLDEN=1 dotnet test tests/SlsSyslog.Serialization.Tests -c Release`.

            ## Example records

            The examples use an access log and a log that tries to forge messages. Symbols such as `⏎` represent control
            characters, and `�` represents a byte that is not valid UTF-8.


            """);
        AppendRecord(page, "Access log", ExampleRecords.AccessLog().Record);
        AppendRecord(page, "Hostile log", ExampleRecords.HostileLog().Record);
        page.Append("""
            ## Rules for every format

            - A message never exceeds the size limit (8000 bytes by default). A control character, such as the tab between the pairs of LEEF,
              counts as four bytes. The value that exceeds the limit is cut between two characters and never inside an escape sequence. Later
              fields are omitted, the syntax is closed, and the record is counted as truncated.
              `MarkTruncation` adds the pair `__truncated__=true`; the bodies `Field` and `Template` end with ` __truncated__=true`. A
              message whose header leaves no room for the start of the body has no body and is counted as truncated. RFC 5424 omits structured
              data that leaves no room for the body.
            - No log can write a reserved name: `__truncated__` with `MarkTruncation`, `__slssyslog_gap__`, `__slssyslog_heartbeat__`,
              `__topic__`, `__source__`, `__time_ns_part__`, and the keys that CEF and LEEF bodies write themselves (`rt`, `sev`, `devTime` and
              those of `Extension` and `Attributes`). A field whose written name is reserved gets a further underscore: `rt_`. The case of ASCII
              letters is ignored.
            - When a profile matches a record, no log can write a key of the output: the keys of ArcSight's dictionary in CEF, those of LEEF, and the
              names of the vocabulary in key-value and JSON bodies with `UseMappedNames`.
            - A message contains each name once, as it is written: after renaming, sanitizing and cutting. Of several pairs with the same name,
              the first pair keeps it, and the others get a number: `level`, `level_2`. Tags and fields that `Rename` renames keep their names;
              other fields get the number, wherever they are in the log: with `remote_addr` renamed to `src`, a field `src` becomes `src_2`.
              Key-value, CEF, LEEF and structured data ignore the case of ASCII letters, because some receivers do. JSON distinguishes it, and
              writes the values of a repeated field as an array. `AlibabaSample` writes the last value, as the sample does.
            - A gap record, which represents logs that expired before they were read, begins with the pair `__slssyslog_gap__=true` in bodies and
              elements that write pairs. With the bodies `Field`, `Template` and `None`, and with formatters of the class `TextMessageFormatter`,
              the message is the text `__slssyslog_gap__=true` and the fields of the record. In the topic and the header fields of a log, in
              templates, in the bodies `Field` and `AlibabaSample`, and in the texts of such formatters, `__slssyslog_gap__` becomes `__slssyslog_log__`. Find gap records by the pair or by the start of the message.
              In ECS, the pair is a member of the document itself.
            - A heartbeat record, which the forwarder sends with `Destination:HeartbeatInterval`, is written in the same way with
              `__slssyslog_heartbeat__` in place of `__slssyslog_gap__`; in logs, that name becomes `__slssyslog_heart_log__` or, as a topic,
              `__slssyslog_log__`. See [Observability](observability.md).
            - Bodies write control characters (below 32, and 127 to 159), U+2028 and U+2029 as `\n`, `\r`, `\t` or `\uXXXX`, in keys and values,
              with every framing, because some receivers end a line at them. Invalid UTF-8 becomes U+FFFD and is counted as sanitized. The bodies
              `Field` and `AlibabaSample` write the bytes of the log instead, except reserved names. With octet counting and in datagrams, their line breaks reach the receiver. Line feed framing replaces every line break (also VT, FF, U+0085, U+2028 and U+2029)
              and NUL by a space; NUL framing replaces NUL.
            - Header fields contain only printable ASCII. Host names are converted with IDN, other bytes become `_`, long values are cut, and the
              colon of `CEF:` and `LEEF:` becomes `_`. Each of these is counted as sanitized. In RFC 5424, a host with a colon or a
              bracket is an IPv6 address, or the colon becomes `-` and the bracket `_`. In RFC 3164, a host contains only letters, digits, `.`, `_`
              and `-`, and ends with a letter or digit: the IPv6 address `dead:beef::` becomes `dead-beef--0`, `::ffff:10.0.0.1` becomes
              `10.0.0.1`, `10.0.0.1:514` becomes `10.0.0.1-514`, `2026` becomes `host-2026`, and an empty host becomes `unknown`. rsyslog and
              syslog-ng read each of these as the host. An empty tag becomes `-`, or is omitted before CEF and LEEF, so that a receiver does not
              interpret the host or the body as the tag.
            - Times have at most six fractional digits. Further digits are cut, not rounded.
            - `EscapeBidi` also writes bidirectional control characters such as U+202E as `\u202E`.


            """);
        foreach ((string title, string text, MessageOptions options) in Formats)
        {
            page.Append("## ").Append(title).Append("\n\n").Append(text).Append("\n\n");
            AppendMessages(page, options);
        }

        page.Append("## Presets\n\nA preset sets the envelope, the body, the framing, the size limit and the severity.\n\n");
        foreach (string name in SyslogPresets.Names)
        {
            MessageOptions options = Messages.FromPreset(name);
            page.Append($"### {name}\n\n{options.Envelope}, {options.Body.FormatName}, {options.PreferredFraming}, ")
                .Append($"at most {options.MaxBytes} bytes. ").Append(CheckedAgainst[name]).Append("\n\n");
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

    // Replaces control characters with their Unicode symbols.
    private static string Show(ReadOnlySpan<byte> text) => string.Concat(
        Encoding.UTF8.GetString(text)
            .Select(letter => letter switch { '\n' => '⏎', < ' ' => (char)(0x2400 + letter), '\x7f' => '\u2421', _ => letter }));
}
