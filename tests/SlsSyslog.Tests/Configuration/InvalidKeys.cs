using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Makes every key of the configuration invalid in turn, in every way in which it can be.</summary>
internal static class InvalidKeys
{
    // Texts that are invalid for a key, when none of the usual ones is.
    private static readonly Dictionary<string, string> InvalidTexts = new()
    {
        ["Source:Endpoint"] = "not an address",
        ["Source:Project"] = "Sec-Prod",
        ["Source:Logstore"] = "a b",
        ["Source:ConsumerGroup"] = "x",
        ["Source:Consumer"] = "a b",
        ["Source:Region"] = "China!",
        ["Source:Query"] = new string('q', 10_241),
        ["Source:Proxy"] = "ftp://proxy",
        ["Message:Preset"] = "none-such",
        ["Message:Body"] = "Xml",
        ["Message:Facility"] = "local9",
        ["Message:Severity:Default"] = "loud",
        ["Message:Severity:Field"] = "",
        ["Message:TimeField"] = "",
        ["Message:TimeFormat"] = "whenever",
        ["Message:TimeZone"] = "Mars/Olympus",
        ["Message:TimeZoneOfField"] = "Mars/Olympus",
        ["Message:Rfc5424:RecordId"] = "mine",
        ["Message:Rfc5424:Origin:EnterpriseId"] = "x",
        ["Message:Rfc5424:Origin:Software"] = new string('s', 49),
        ["Message:Rfc5424:Origin:SwVersion"] = new string('s', 33),
        ["Message:Rfc5424:StructuredData:0:Id"] = "mine",
        ["Message:KeyValue:Separator"] = "a",
        ["Message:KeyValue:KeyValueDelimiter"] = "a",
        ["Message:AlibabaSample:Separator"] = "a",
        ["Message:AlibabaSample:KeyValueDelimiter"] = "a",
        ["Message:Field:Name"] = "",
        ["Message:Leef:FormatVersion"] = "3.0",
        ["Message:Leef:Delimiter"] = "ab",
        ["Ledger:Folder"] = "/proc/ledger",
        ["Destination:Tls:TrustedCertificatesPath"] = "/missing.pem",
        ["Destination:Tls:ServerName"] = "a b",
        ["Destination:Tls:ClientCertificatePath"] = "/missing.pem",
        ["Destination:Tls:ClientKeyPath"] = "/missing.key",
    };

    // An incomplete template, no text, not ASCII. A key for which all of them are valid has no invalid text.
    private static readonly string[] UsualTexts = ["{x", "", "\u00fc"];

    public static IEnumerable<SettingsCase> All()
    {
        string?[] none = [];
        List<SettingsCase> cases = [.. OfSection("Source", OptionKeys.Source, none), .. OfSection("Message", OptionKeys.Message, none)];
        foreach (BodyFormat format in BodyFormats.BuiltIn)
        {
            BodyOptions example = BodyExamples.Create(format);
            IReadOnlyList<OptionKey> keys = OptionKeys.OfBody(format);
            IEnumerable<string?> required = keys.Where(key => key.IsRequired)
                .SelectMany(key => new[] { $"Message:{format.Name}:{key.Name}", key.Property.GetValue(example)?.ToString() });
            cases.AddRange(OfSection($"Message:{format.Name}", keys, ["Message:Body", format.Name, .. required]));
        }

        cases.AddRange(OfSection("Destination", OptionKeys.Destination.Where(key => key != OptionKeys.Servers), none));
        HashSet<string> done = [];
        foreach (TransportKind transport in BuiltInTransports.All)
        {
            IEnumerable<OptionKey> keys = OptionKeys.OfTransport(transport)
                .Where(key => done.Add($"{key.Name} of {key.Property.ReflectedType!.Name}"));
            cases.AddRange(OfSection("Destination", keys, ["Destination:Servers:0", $"{transport.Scheme}://siem.corp:514"]));
        }

        return
        [
            .. cases,
            .. OfSection("Failures", OptionKeys.Failures, none),
            .. OfSection("Ledger", OptionKeys.Ledger, none),
            .. OfSection("DeadLetters", OptionKeys.DeadLetters, none),
            .. OfSection("Health", OptionKeys.Health, none),
            .. OfSection("Tap", OptionKeys.Tap, none),
        ];
    }

    private static IEnumerable<SettingsCase> OfSection(string path, IEnumerable<OptionKey> keys, string?[] others)
    {
        yield return SettingsCase.Of([.. others, $"{path}:Extra", "x"]);
        foreach (OptionKey key in keys)
        {
            foreach (SettingsCase settings in OfKey($"{path}:{key.Name}", key, others))
            {
                yield return settings;
            }
        }
    }

    private static IEnumerable<SettingsCase> OfKey(string path, OptionKey key, string?[] others)
    {
        switch (key.Kind)
        {
            case KeyKind.Section:
                yield return SettingsCase.Of([.. others, path, "x"]);
                break;
            case KeyKind.Sections:
                yield return SettingsCase.Of([.. others, path, "x"]);
                yield return SettingsCase.Of([.. others, $"{path}:0", "x"]);
                path = $"{path}:0";
                others = path.EndsWith(":Rules:0", StringComparison.Ordinal) ? [.. others, $"{path}:Fields:1", "event"]
                    : path.EndsWith(":Roles:0", StringComparison.Ordinal) ? [.. others, $"{path}:Arn", "acs:ram::1:role/siem"]
                    : [.. others, $"{path}:Id", "x@32473"];
                break;
            case KeyKind.Texts:
                yield return SettingsCase.Of([.. others, $"{path}:0:Section", "x"]);
                yield break;
            case KeyKind.Pairs:
                yield return SettingsCase.Of([.. others, path, "x"]);
                yield return SettingsCase.Of([.. others, $"{path}:name:Section", "x"]);
                yield break;
            default:
                foreach (string value in InvalidValues(path, key, others))
                {
                    yield return SettingsCase.Of([.. others, path, value]);
                }

                yield return SettingsCase.Of([.. others, $"{path}:Section", "x"]);
                yield break;
        }

        foreach (SettingsCase settings in OfSection(path, key.Keys, others))
        {
            yield return settings;
        }
    }

    private static List<string> InvalidValues(string path, OptionKey key, string?[] others)
    {
        if (key.Type == typeof(string))
        {
            string? invalid = InvalidTexts.GetValueOrDefault(path)
                ?? Array.Find(UsualTexts, text => SettingsCase.Of([.. others, path, text]).FindErrors().Count > 0);
            return invalid is null ? [] : [invalid];
        }

        List<string> values = ["", "unreadable"];
        values.AddRange(key.Type.IsEnum ? Enum.GetNames(key.Type).Except(key.Names).Append("0") : []);
        if (key.Range is { Minimum: long least, Maximum: long most })
        {
            values.Add(FormattableString.Invariant($"{least - 1}"));
            values.AddRange(most is int.MaxValue or long.MaxValue ? [] : [FormattableString.Invariant($"{most + 1}")]);
        }

        if (key.Range is { Minimum: TimeSpan shortest, Maximum: TimeSpan longest })
        {
            values.Add($"{shortest - TimeSpan.FromTicks(1):c}");
            values.Add($"{longest + TimeSpan.FromTicks(1):c}");
        }

        return values;
    }
}
