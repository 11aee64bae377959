namespace SlsSyslog.Architecture.Tests;

/// <summary>The serializer uses no network, clock or environment. The transports use no records.</summary>
public sealed class PackageScopeTests
{
    // Prefixes of type names.
    private static readonly string[] Outside =
    [
        "System.Net.", "System.IO.File", "System.IO.Directory", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Environment", "System.TimeProvider", "System.Threading.Timer", "System.Random", "System.Console", "Microsoft.",
    ];

    private static readonly string[] Clock =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.TimeZoneInfo.get_Local", "System.Environment.get_TickCount64",
    ];

    // Members that the compiler uses, the parser of addresses, which uses no network, and profile files, which are read once at start.
    private static readonly string[] Harmless =
    [
        "System.Environment.get_CurrentManagedThreadId", "System.IO.File.ReadAllBytes", "System.Net.IPAddress.IsValidUtf8", "System.Net.IPAddress.TryParse",
        "System.Net.IPAddress.get_IsIPv4MappedToIPv6", "System.Net.IPAddress.MapToIPv4", "System.Net.IPAddress.TryFormat",
    ];

    // Frames, and the way in which all packages validate their options.
    private static readonly string[] SeenByTransports =
    [
        "SlsSyslog.Serialization.FrameBuffer", "SlsSyslog.Serialization.SyslogFraming", "SlsSyslog.Serialization.OptionError",
        "SlsSyslog.Serialization.OptionErrors", "SlsSyslog.Serialization.OptionRangeAttribute", "SlsSyslog.Serialization.IValidatedOptions",
        "SlsSyslog.Serialization.ValidatedOptionsExtensions",
    ];

    [Fact]
    public void Serialization_Members_DoNotUseNetworkClockEnvironmentOrContainers()
    {
        PackageAssembly assembly = PackageAssembly.Read("SlsSyslog.Serialization");
        string[] used =
        [
            .. assembly.Members.Where(member => !Harmless.Contains(member) &&
                (Clock.Contains(member) || Outside.Any(prefix => member.StartsWith(prefix, StringComparison.Ordinal)))),
        ];
        Assert.True(used.Length == 0, $"The serializer must not use {string.Join(", ", used)}.");
    }

    [Fact]
    public void Serialization_Sources_ReadOnlyTheFilesOfProfiles() => Assert.Equal(
        ["src/SlsSyslog.Serialization/Profiles/ProfileList.cs"],
        Repository.Files("src/SlsSyslog.Serialization", "*.cs")
            .Where(path => File.ReadAllText(Path.Combine(Repository.Root, path)).Contains(" File.", StringComparison.Ordinal)));

    [Fact]
    public void Transports_Types_DoNotUseRecordsOrFormatters()
    {
        string[] seen =
        [
            .. PackageAssembly.Read("SlsSyslog.Transports").Types
                .Where(type => type.StartsWith("SlsSyslog.Serialization.", StringComparison.Ordinal) && !SeenByTransports.Contains(type)),
        ];
        Assert.True(seen.Length == 0, $"The transports must see frames only, not {string.Join(", ", seen)}.");
    }

    [Fact]
    public void SeenByTransports_TypesOfTheSerializer_Exist() =>
        Assert.All(SeenByTransports, type => Assert.NotNull(typeof(Serialization.FrameBuffer).Assembly.GetType(type)));
}
