using System.Text;

namespace SlsSyslog.Tests;

/// <summary>Makes every option invalid in turn. The snapshot holds the text of each error.</summary>
public sealed class OptionErrorTests
{
    private const string SnapshotPath = "tests/SlsSyslog.Tests/Configuration/OptionErrors.txt";

    private static readonly SettingsCase[] Contradictions =
    [
        SettingsCase.Of("Source:Endpoint", null),
        SettingsCase.Of("Source:Project", null),
        SettingsCase.Of("Source:Logstore", null),
        SettingsCase.Of("Source:ConsumerGroup", null),
        SettingsCase.Of("Destination:Servers:0", null),
        SettingsCase.Of("Source:EndAt", "Earliest"),
        SettingsCase.Of("Source:HeartbeatInterval", "00:00:20", "Source:GroupTimeout", "00:00:30"),
        SettingsCase.Of("Source:Query", "*", "Source:Processor", "p"),
        SettingsCase.Of("Source:Credentials", "the-secret"),
        SettingsCase.Of("Source:Credentials:AccessKeyId", "id"),
        SettingsCase.Of(2, "Source:Credentials:Type", "AccessKey"),
        SettingsCase.Of(
            "Source:Credentials:Type", "AccessKey", "Source:Credentials:AccessKeyId", "id", "Source:Credentials:AccessKeySecret", "a b"),
        SettingsCase.Of(
            "Source:Credentials:Type", "AccessKey", "Source:Credentials:AccessKeyId", "id\n", "Source:Credentials:AccessKeySecret", "s"),
        SettingsCase.Of("Source:Credentials:Type", "Process"),
        SettingsCase.Of("Source:Credentials:Type", "Uri", "Source:Credentials:ServiceAddress", "file:///etc/passwd"),
        SettingsCase.Of("Source:Credentials:Type", "Profile", "Source:Credentials:ProfileFile", "/missing/credentials"),
        SettingsCase.Of("Source:Credentials:StsEndpoint", "sts.aliyuncs.com"),
        SettingsCase.Of("Source:Credentials:Roles:0:SessionName", "siem"),
        SettingsCase.Of("Source:Credentials:StsEndpoint", "http://sts.aliyuncs.com", "Source:Credentials:Roles:0:Arn", "acs:ram::1:role/siem"),
        SettingsCase.Of("Ledger:MaxFiles", "5"),
        SettingsCase.Of("Ledger:WhenFull", "Report"),
        SettingsCase.Of("Filter:Feild", "a", "Filter:Equals", "x"),
        SettingsCase.Of("Message:Severity:Map:deny", "loud", "Message:Severity:Field", "level"),
        SettingsCase.Of("Message:Severity:Map:deny", "warning"),
        SettingsCase.Of("Message:Severity:Map:", "warning", "Message:Severity:Field", "level"),
        SettingsCase.Of("Message:Fields:Rename:", "name"),
        SettingsCase.Of("Message:Fields:Mask:user", "half"),
        SettingsCase.Of("Message:Fields:Rename:user*", "name"),
        SettingsCase.Of("Message:Fields:Rename:user", "__truncated__", "Message:MarkTruncation", "true"),
        SettingsCase.Of("Message:Fields:Mask:user", "all", "Message:Body", "Template", "Message:Template:Text", "{user}"),
        SettingsCase.Of("Message:Fields:Exclude", "user", "Message:Body", "Field"),
        SettingsCase.Of("Message:Fields:Include", "user", "Message:Body", "None"),
        SettingsCase.Of("Message:Body", "None", "Message:Envelope", "Rfc3164"),
        SettingsCase.Of("Message:Body", "Template"),
        SettingsCase.Of("Message:Envelope", "Rfc3164", "Message:Rfc5424:RecordId", "x@32473"),
        SettingsCase.Of("Message:Envelope", "None", "Message:Rfc5424:StructuredData:0:Id", "x@32473"),
        SettingsCase.Of("Message:Envelope", "Rfc3164", "Message:Rfc5424:TimeQuality:IsSynced", "true"),
        SettingsCase.Of("Message:Preset", "qradar-leef", "Message:Rfc5424:Origin:Software", "s"),
        SettingsCase.Of("Message:Rfc5424:TimeQuality:SyncAccuracy", "5"),
        SettingsCase.Of("Message:Rfc5424:StructuredData:0:Fields:Include", "user"),
        SettingsCase.Of("Message:Rfc5424:StructuredData:0:Id", "x@32473", "Message:Rfc5424:RecordId", "x@32473"),
        SettingsCase.Of("Message:KeyValue:KeyValueDelimiter", "|"),
        SettingsCase.Of("Message:Cef:Vendor", "Acme"),
        SettingsCase.Of("Message:Cef:Vendor", "Acme", "Message:Preset", "qradar-leef"),
        SettingsCase.Of("Message:Cef:Vendor", "Acme", "Message:Preset", "arcsight-cef", "Message:Body", "Json"),
        SettingsCase.Of("Message:Body", "Leef", "Message:Leef:Delimiter", "^"),
        SettingsCase.Of("Message:Body", "Cef", "Message:Cef:Extension:cs1", "{x"),
        SettingsCase.Of("Message:Body", "Leef", "Message:Leef:Attributes:x", "{x"),
        SettingsCase.Of("Message:MaxBytes", "70000", "Destination:Servers:0", "udp://siem.corp"),
        SettingsCase.Of("Destination:Servers:0", "siem.corp"),
        SettingsCase.Of("Destination:Servers:0", "tcpp://siem.corp"),
        SettingsCase.Of("Destination:Servers:0", "tcp://siem.corp:99999"),
        SettingsCase.Of(3, "Destination:Servers:0", null, "Destination:Connections", "0", "Destination:ConnectTimeout", "soon"),
        SettingsCase.Of(3, "Destination:Servers:0", "tcpp://siem.corp", "Destination:WindowSize", "0", "Destination:Tls:ServerName", "a b"),
        SettingsCase.Of(3, "Destination:Servers:0", "tcp://siem.corp:x", "Destination:Connections", "0", "Destination:WindowSize", "5"),
        SettingsCase.Of(2, "Destination:Servers:0", null, "Destination:Colour", "red"),
        SettingsCase.Of("Destination:Servers:0", "tcp://[siem.corp]"),
        SettingsCase.Of("Destination:Servers:1", "tls://siem-b.corp"),
        SettingsCase.Of("Destination:Servers:1", "udp://siem-b.corp"),
        SettingsCase.Of("Destination:Servers:0:Host", "siem.corp"),
        SettingsCase.Of("Destination:Tls:TrustedCertificatesPath", "/etc/ca.pem"),
        SettingsCase.Of("Destination:Tls:PinnedFingerprints", "sha-1:00", "Destination:Servers:0", "relp://siem.corp"),
        SettingsCase.Of("Destination:Tls:PinnedFingerprints:0", "sha-9:00", "Destination:Servers:0", "tls://siem.corp"),
        SettingsCase.Of("Destination:Framing", "LineFeed", "Destination:Servers:0", "tls://siem.corp"),
        SettingsCase.Of("Message:Preset", "splunk", "Destination:Servers:0", "tls://siem.corp"),
        SettingsCase.Of("Destination:ReconnectDelay", "00:00:20"),
        SettingsCase.Of("Destination:WindowSize", "5"),
        SettingsCase.Of("Destination:WindowSize", "5", "Destination:Servers:0", "tls://siem.corp"),
        SettingsCase.Of("Destination:Framing", "Nul", "Destination:Servers:0", "udp://siem.corp"),
        SettingsCase.Of("Destination:Confirmation", "Written", "Destination:Servers:0", "relps://siem.corp"),
        SettingsCase.Of("Destination:MaxDatagramBytes", "500", "Destination:Servers:0", "relp://siem.corp"),
        SettingsCase.Of("Destination:Connections", "2", "Destination:Servers:0", "udp://siem.corp"),
        SettingsCase.Of("Source", "x"),
        SettingsCase.Of("Message", "x"),
        SettingsCase.Of("Destination", "x"),
        SettingsCase.Of("Routes", "x"),
        SettingsCase.Of("Routes:audit", "x"),
        SettingsCase.Of("Sorce:Endpoint", "x"),
        SettingsCase.Of(6, "Routes:audit:Colour", "red"),
        SettingsCase.Of("Destinations", "x"),
        SettingsCase.Of("Destinations:siem", "x", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp"),
        SettingsCase.Of(3, "Destinations:siem:Servers:0", "tcpp://siem-b.corp", "Destinations:siem:Colour", "red", "Destinations:siem:Required", "maybe",
            "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp", "Destinations:siem:Required", "false", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Required", "true", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp", "Destinations:siem:When:Feild", "x", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp", "Destinations:siem:When", "x", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp", "Destinations:siem:Message:MaxBytes", "1", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "udp://siem-b.corp", "Destinations:siem:WindowSize", "5", "Destination:Servers:0", null),
        SettingsCase.Of("Destinations:siem:Servers:0", "tcp://siem-b.corp", "Destinations:siem:SettleWindow", "soon", "Destination:Servers:0", null),
        SettingsCase.Of("Failures", "x"),
        SettingsCase.Of("Failures:Format", "Retry"),
        SettingsCase.Of("Failures:Credentials", "Skip"),
        SettingsCase.Of("DeadLetterFile:Path", "x"),
        SettingsCase.Of("DeadLetterFile", ""),
        SettingsCase.Of("Source:Endpoit", "x"),
        SettingsCase.Of("Message:Severity:Feild", "x"),
        SettingsCase.Of("Message:Body", "Sample"),
        SettingsCase.Of("Message:Body", "Tagged", "Message:Tagged:Tag", "audit"),
        SettingsCase.Of(3, "Message:Body", "Xml", "Message:Cef:Vendor", "{x", "Message:Json:WriteNumbersUnquoted", "maybe"),
        SettingsCase.Of("Message:Body", "Field", "Message:Field", "content"),
        SettingsCase.Of("Message:Body", "Template", "Message:Template", "{user}"),
    ];

    [Fact]
    public void Options_EachInvalidInTurn_HaveTheErrorsOfTheSnapshot()
    {
        StringBuilder snapshot = new();
        foreach (SettingsCase settings in AllCases())
        {
            snapshot.Append(settings.Title.ReplaceLineEndings(" ")).Append('\n');
            foreach (string failure in settings.FindErrors())
            {
                snapshot.Append("  ").Append(failure).Append('\n');
            }
        }

        RepositoryFile.AssertIs(SnapshotPath, snapshot.ToString());
    }

    [Fact]
    public void Options_EachInvalidInTurn_HaveOneErrorWithPathProblemAndFix()
    {
        Assert.All(AllCases(), settings =>
        {
            IReadOnlyList<string> failures = settings.FindErrors();
            Assert.True(failures.Count == settings.Errors, $"{settings.Title}:\n{string.Join('\n', failures)}");
            Assert.All(failures, failure => Assert.Matches(@"^SlsSyslog(:\S+)?: .+\. [A-Z][^.]*.*\.$", failure));
        });
    }

    [Fact]
    public void Options_SeveralInvalid_AreInOneExceptionSortedByPath()
    {
        IReadOnlyList<string> failures = SettingsCase.Of(
            "Message:MaxBytes", "many",
            "Message:Facility", "local9",
            "Colour", "red",
            "Source:Endpoint", "",
            "Destination:WindowSize", "5").FindErrors();

        Assert.Equal(
            ["Colour", "Destination:WindowSize", "Message:Facility", "Message:MaxBytes", "Source:Endpoint"],
            failures.Select(failure => failure["SlsSyslog:".Length..failure.IndexOf(": ", StringComparison.Ordinal)]));
        Assert.All(failures, failure => Assert.DoesNotContain('\n', failure));
    }

    private static IEnumerable<SettingsCase> AllCases() => [.. InvalidKeys.All(), .. Contradictions, .. RenamedCases()];

    private static IEnumerable<SettingsCase> RenamedCases() => RenamedKeys.All.Select(key => key switch
    {
        "Message:Json:BareNumbers" => SettingsCase.Of("Message:Body", "Json", key, "true"),
        "Message:Leef:Format" => SettingsCase.Of("Message:Body", "Leef", key, "2.0"),
        _ => SettingsCase.Of(key, "1"),
    });
}
