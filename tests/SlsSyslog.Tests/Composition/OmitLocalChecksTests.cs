using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Tests;

public sealed class OmitLocalChecksTests
{
    private const string Missing = "/no/such/folder";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["SlsSyslog:Source:Endpoint"] = "http://127.0.0.1:1",
        ["SlsSyslog:Source:Project"] = "sec-prod",
        ["SlsSyslog:Source:Logstore"] = "actiontrail",
        ["SlsSyslog:Source:ConsumerGroup"] = "siem",
        ["SlsSyslog:Source:Credentials:Type"] = "Profile",
        ["SlsSyslog:Source:Credentials:ProfileFile"] = $"{Missing}/credentials",
        ["SlsSyslog:Ledger:Folder"] = "/dev/null/ledger",
        ["SlsSyslog:Destination:Servers:0"] = "tls://siem.corp:6514",
        ["SlsSyslog:Destination:Tls:TrustedCertificatesPath"] = $"{Missing}/ca.pem",
        ["SlsSyslog:Destination:Tls:ClientCertificatePath"] = $"{Missing}/client.pem",
        ["SlsSyslog:DeadLetterFile"] = "/dev/null/dead-letters.jsonl",
    };

    private static readonly string[] Paths =
    [
        "SlsSyslog:DeadLetterFile",
        "SlsSyslog:Destination:Tls:ClientCertificatePath",
        "SlsSyslog:Destination:Tls:TrustedCertificatesPath",
        "SlsSyslog:Ledger:Folder",
        "SlsSyslog:Source:Credentials:ProfileFile",
    ];

    [Fact]
    public void Validation_FilesAreMissing_ReportsEach() => Assert.Equal(Paths, FindErrors(Settings, _ => { }).Select(PathOf));

    [Fact]
    public void OmitLocalChecks_FilesAreMissing_AreListedInsteadOfReported()
    {
        using IHost host = Build(Settings, builder => builder.OmitLocalChecks());

        SlsSyslogOptions options = host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;

        Assert.Equal(Paths, options.FindOmittedChecks());
    }

    [Fact]
    public void OmitLocalChecks_InvalidOnEveryMachine_IsStillReported()
    {
        Dictionary<string, string?> settings = new(Settings) { ["SlsSyslog:Source:Project"] = "NO", ["SlsSyslog:DeadLetterFile"] = "" };

        Assert.Equal(
            ["SlsSyslog:DeadLetterFile", "SlsSyslog:Source:Project"], FindErrors(settings, builder => builder.OmitLocalChecks()).Select(PathOf));
    }

    private static string PathOf(string failure) => failure.Split(": ", 2)[0];

    private static IHost Build(Dictionary<string, string?> settings, Action<ISlsSyslogBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        configure(builder.Services.AddSlsSyslogForwarding());
        return builder.Build();
    }

    private static string[] FindErrors(Dictionary<string, string?> settings, Action<ISlsSyslogBuilder> configure)
    {
        using IHost host = Build(settings, configure);
        return
        [
            .. Assert.ThrowsAny<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value).Failures,
        ];
    }
}
