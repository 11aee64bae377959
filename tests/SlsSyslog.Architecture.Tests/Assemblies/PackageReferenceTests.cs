namespace SlsSyslog.Architecture.Tests;

/// <summary>The references of the built assemblies are those in the table of docs/architecture.md.</summary>
public sealed class PackageReferenceTests
{
    private const string Serialization = "SlsSyslog.Serialization";
    private const string Transports = "SlsSyslog.Transports";
    private const string ConsumerGroups = "SlsSyslog.ConsumerGroups";
    private const string Hosting = "SlsSyslog.Hosting";
    private const string Tool = "SlsSyslog.Tool";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";
    private const string Zstd = "ZstdSharp";
    private const string AspNetCore = "Microsoft.AspNetCore*";
    private const string Extensions = "Microsoft.Extensions.*";

    // In addition to the shared framework (System.*). A name that ends with a star is a prefix.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Serialization] = [],
        [Transports] = [Serialization, Logging],
        [ConsumerGroups] = [Serialization, Logging, Zstd],
        ["SlsSyslog"] =
        [
            Serialization, Transports, ConsumerGroups, Logging,
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
            "Microsoft.Extensions.Configuration",

            // Dependencies of the three packages above.
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.Configuration.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Options",
            "Microsoft.Extensions.Primitives",
        ],
        ["SlsSyslog.FunctionCompute"] = ["SlsSyslog", Serialization, Transports, ConsumerGroups, AspNetCore, Extensions],

        // The page shows the status and nothing below it: neither records nor connections.
        ["SlsSyslog.AspNetCore"] = ["SlsSyslog", Serialization, AspNetCore, Extensions],

        // A host program, and the tool that contains it.
        [Hosting] = ["SlsSyslog", "SlsSyslog.AspNetCore", ConsumerGroups, AspNetCore, Extensions, "OpenTelemetry*", "Serilog*"],
        [Tool] =
        [
            "SlsSyslog", Hosting, "SlsSyslog.Testing", Serialization, Transports, ConsumerGroups, AspNetCore, Extensions, "Spectre.Console*",
        ],

        // Not the client: an emulator that shared its signer or its decoders would share their errors.
        ["SlsSyslog.Testing"] = [Serialization, AspNetCore, Extensions, Zstd],
    };

    // The tool is the same program as the one of Hosting, with more commands.
    private static readonly Dictionary<string, string[]> Friends = new()
    {
        [Hosting] = ["sls-syslog", "SlsSyslog.Forwarder.Tests", "SlsSyslog.Hosting.Tests", "SlsSyslog.Tool.Tests"],
    };

    public static TheoryData<string> Packages => new(Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void References_OfAPackage_AreAllowed(string package)
    {
        Assert.True(Allowed.TryGetValue(package, out string[]? allowed), $"{package} is new: say in this test what it may reference.");
        string[] forbidden =
        [
            .. PackageAssembly.Read(package).References.Where(reference => !IsFramework(reference) && !allowed.Any(name => Matches(reference, name))),
        ];
        Assert.True(forbidden.Length == 0, $"{package} must not reference {string.Join(", ", forbidden)}.");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Internals_OfAPackage_AreVisibleOnlyToItsTests(string package) =>
        Assert.Equal(
            Friends.GetValueOrDefault(package, [package + ".Tests"]),
            PackageAssembly.Read(package).Friends.Order(StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void References_OfThisAssembly_AreFoundByTheReader()
    {
        PackageAssembly self = PackageAssembly.ReadFile(typeof(PackageReferenceTests).Assembly.Location);
        Assert.Contains("xunit.v3.core", self.References);
        Assert.Contains("Xunit.FactAttribute", self.Types);
        Assert.Contains("System.IO.File.OpenRead", self.Members);
    }

    // Starting a program throws a Win32Exception on every platform.
    private static bool IsFramework(string reference) =>
        reference.StartsWith("System.", StringComparison.Ordinal) || reference == "Microsoft.Win32.Primitives";

    private static bool Matches(string reference, string name) =>
        name.EndsWith('*') ? reference.StartsWith(name[..^1], StringComparison.Ordinal) : reference == name;
}
