using System.Reflection;

namespace SlsSyslog;

/// <summary>Provides the version of the package, without the commit that the SDK adds.</summary>
internal static class PackageVersion
{
    public static string Current { get; } = Find();

    private static string Find()
    {
        Assembly assembly = typeof(PackageVersion).Assembly;
        string? version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? assembly.GetName().Version?.ToString() ?? "0";
    }
}
