using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Tests;

public sealed partial class ConfigurationSchemaTests
{
    private const string SchemaPath = "src/SlsSyslog/ConfigurationSchema.json";

    private const string SourceKeys =
        """ "Endpoint": "cn-hangzhou.log.aliyuncs.com", "Project": "sec-prod", "Logstore": "actiontrail", "ConsumerGroup": "siem" """;

    private const string SourceStart = "\"Source\": {";
    private const string Destination = """ "Destination": { "Servers": [ "tcp://siem.corp" ] } """;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(RepositoryFile.Read(SchemaPath)));

    public static TheoryData<string, string> Pages
    {
        get
        {
            TheoryData<string, string> blocks = [];
            string[] folders = ["docs", "src", "samples"];
            IEnumerable<string> pages = folders.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(RepositoryFile.Root, folder), "*.md", SearchOption.AllDirectories));
            foreach (string page in pages.Append(Path.Combine(RepositoryFile.Root, "README.md")).Order(StringComparer.Ordinal))
            {
                foreach (string json in Fence().Matches(File.ReadAllText(page)).Select(block => block.Groups["json"].Value))
                {
                    if (json.Contains("\"SlsSyslog\"", StringComparison.Ordinal))
                    {
                        blocks.Add(Path.GetRelativePath(RepositoryFile.Root, page), json);
                    }
                }
            }

            return blocks;
        }
    }

    public static TheoryData<string> SampleFiles =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFile.Root, "samples"), "appsettings*.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(RepositoryFile.Root, file))];

    // Complete configurations: what is between the braces of the section.
    public static TheoryData<string, bool> Documents => new()
    {
        { "", true },
        { """ "DeadLetterFile": "letters.jsonl" """, true },
        { """ "DeadLetterFile": { "Path": "x" } """, false },
        { """ "Colour": "red" """, false },
        { """ "Message": { "Envelope": "Rfc3164", "Body": "Json", "Json": { "WriteNumbersUnquoted": true } } """, true },
        { """ "Message": { "Body": "json", "Json": { "WriteNumbersUnquoted": true } } """, true },
        { """ "Message": { "Body": "Json", "Cef": { "Vendor": "Acme" } } """, false },
        { """ "Message": { "Preset": "arcsight-cef", "Cef": { "Vendor": "Acme" } } """, true },
        { """ "Message": { "Preset": "qradar-leef", "Cef": { "Vendor": "Acme" } } """, false },
        { """ "Message": { "Preset": "qradar-leef", "Body": "Cef", "Cef": { "Vendor": "Acme" } } """, true },
        { """ "Message": { "Preset": "none-such" } """, false },
        { """ "Message": { "Envelope": "Rfc7000" } """, false },
        { """ "Message": { "Format": "Rfc5424" } """, false },
        { """ "Filter": { "Field": "event.action", "Equals": "ConsoleSignin" } """, true },
        { """ "Filter": { "All": [ { "Field": "a", "In": [ "x", "y" ] }, { "Not": { "Field": "n", "GreaterThan": 399.5 } } ] } """, true },
        { """ "Filter": { "Field": "a", "Exists": false } """, true },
        { """ "Filter": { "Field": "a" } """, false },
        { """ "Filter": { "Field": "a", "Equals": "x", "Contains": "y" } """, false },
        { """ "Filter": { "Feild": "a", "Equals": "x" } """, false },
        { """ "Filter": { "Any": [] } """, false },
        { """ "Filter": "event.action" """, false },
        { """ "Sample": 0.1, "SampleField": "user.name" """, true },
        { """ "Message": { "AddFields": { "environment": "test" } } """, true },
        { """ "Message": { "MaxBytes": 4096 } """, true },
        { """ "Message": { "MaxBytes": 100 } """, false },
        { """ "Message": { "MaxBytes": "many" } """, false },
        { """ "Message": { "MarkTruncation": "maybe" } """, false },
        { """ "Message": { "Severity": "info" } """, false },
        { """ "Message": { "Severity": { "Field": "level", "Map": { "deny": "warning" } } } """, true },
        { """ "Message": { "Severity": { "Feild": "level" } } """, false },
        { """ "Message": { "Fields": { "Include": "user", "Exclude": [ "x*" ], "Rename": { "a": "b" } } } """, true },
        { """ "Message": { "Fields": { "Include": [ { "Name": "x" } ] } } """, false },
        { """ "Message": { "Rfc5424": { "StructuredData": [ { "Id": "x@32473" } ] } } """, true },
        { """ "Message": { "Rfc5424": { "StructuredData": [ { "Fields": { "Include": "a" } } ] } } """, false },
        { """ "Message": { "Body": "Template", "Template": { "Text": "{user}" } } """, true },
        { """ "Message": { "Body": "prefixed", "Prefixed": { "Prefix": "x" } } """, true },
        { """ "Message": { "Body": "prefixed", "Cef": { "Vendor": "x" } } """, false },
        { """ "Source": { "HeartbeatInterval": "00:00:05", "StartFrom": 1768464550 } """, true },
        { """ "Source": { "HeartbeatInterval": 5 } """, false },
        { """ "Source": { "HeartbeatInterval": "soon" } """, false },
        { """ "Source": { "ExpiredCursor": "Ignore" } """, false },
        { """ "Source": { "MemoryBudgetBytes": 1.5 } """, false },
        { """ "Destination": { "Servers": "udp://siem.corp", "MaxDatagramBytes": 1400 } """, true },
        { """ "Destination": { "Servers": [ "udp://siem.corp" ], "Framing": "LineFeed" } """, false },
        { """ "Destination": { "Servers": [ "UDP://siem.corp" ], "MaxDatagramBytes": 70000 } """, false },
        { """ "Destination": { "Servers": [ "relps://siem.corp" ], "WindowSize": 64, "Tls": { "ServerName": "siem" } } """, true },
        { """ "Destination": { "Servers": [ "relp://siem.corp" ], "Tls": { "ServerName": "siem" } } """, false },
        { """ "Destination": { "Servers": [ "tls://siem.corp" ], "WindowSize": 64 } """, false },
        { """ "Destination": { "Servers": [ "tls://siem.corp" ], "Connections": 65 } """, false },
        { """ "Destination": { "Servers": [ "tls://siem.corp" ], "Confirmation": "PeerAcknowledged" } """, false },
        { """ "Destination": { "Servers": [ "tls://a.corp", "tcp://b.corp" ] } """, false },
        { """ "Destination": { "Servers": [ "siem.corp:514" ] } """, false },
        { """ "Destination": { "Servers": [ "memory://siem.corp:1" ], "Capacity": 5 } """, true },
        { """ "Routes": { "audit": { "Colour": "red" } } """, false },
    };

    [Fact]
    public void Schema_File_IsWhatTheCodeDefines() => RepositoryFile.AssertIs(SchemaPath, ConfigurationSchema.Generate());

    [Theory]
    [MemberData(nameof(Pages))]
    public void Schema_ConfigurationOfAPage_IsValid(string page, string json) => AssertValid(json, page);

    [Theory]
    [MemberData(nameof(SampleFiles))]
    public void Schema_SettingsOfASample_AreValid(string file) => AssertValid(RepositoryFile.Read(file), file);

    [Fact]
    public void Schema_Pages_ShowConfiguration() => Assert.NotEmpty(Pages);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Schema_Document_AgreesWithTheReader(string section, bool isValid)
    {
        string json = Complete(section);
        string[] failures = Read(json);

        Assert.True(isValid == (failures.Length == 0), $"Reader: {string.Join('\n', failures)}");
        Assert.True(isValid == (FindErrors(json).Length == 0), $"Schema: {string.Join('\n', FindErrors(json))}");
    }

    // Settings may come from several files and from the environment, so a part of the configuration is not an error in an editor.
    [Theory]
    [InlineData(""" "Message": { "Cef": { "Vendor": "Acme" } } """)]
    [InlineData(""" "Destination": { "Tls": { "ServerName": "siem" } } """)]
    [InlineData(""" "Source": { "Region": "cn-hangzhou" } """)]
    public void Schema_PartOfAConfiguration_IsValid(string section) => AssertValid($$"""{ "SlsSyslog": { {{section}} } }""", section);

    [Theory]
    [InlineData(""" "Source": { "ConsumerGroup": "siem" } """)]
    [InlineData(""" "Message": { "Cef": { "Vender": "Acme" } } """)]
    [InlineData(""" "Destination": { "Windwo": 5 } """)]
    public void Schema_PartWithAnError_IsNotValid(string section) => Assert.NotEmpty(FindErrors($$"""{ "SlsSyslog": { {{section}} } }"""));

    // Adds what a configuration must have.
    private static string Complete(string section)
    {
        bool hasSource = section.Contains(SourceStart, StringComparison.Ordinal);
        string source = $"{SourceStart} {SourceKeys}";
        string all = hasSource ? section.Replace(SourceStart, $"{source},", StringComparison.Ordinal)
            : section.Trim().Length == 0 ? $"{source} }}"
            : $"{section}, {source} }}";
        bool hasDestination = section.Contains("\"Destination\"", StringComparison.Ordinal);
        return $$"""{ "SlsSyslog": { {{all}}{{(hasDestination ? "" : $", {Destination}")}} } }""";
    }

    private static string[] Read(string json)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding(new ConfigurationBuilder().AddJsonStream(stream).Build())
            .AddBodyFormatter<PrefixFormatter, PrefixOptions>("Prefixed")
            .AddTransport<MemoryTransportOptions>("memory", (_, _) => new MemoryTransport());
        using ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static void AssertValid(string json, string place)
    {
        string[] errors = FindErrors(json);
        Assert.True(errors.Length == 0, $"{place}: {string.Join('\n', errors)}\n{json}");
    }

    private static string[] FindErrors(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        EvaluationResults results = Schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        string[] errors =
        [
            .. from detail in results.Details ?? []
               from error in detail.Errors ?? new Dictionary<string, string>()
               select $"{detail.InstanceLocation}: {error.Value}",
        ];
        return results.IsValid ? [] : ["invalid", .. errors];
    }

    [GeneratedRegex(@"^```jsonc?[^\n]*\n(?<json>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
