using System.Reflection;

namespace SlsSyslog.Serialization;

/// <summary>Provides the profiles that are resources of this assembly: one file each in the folder Profiles/BuiltIn.</summary>
internal static class BuiltInProfiles
{
    private const string Prefix = "SlsSyslog.Serialization.Profiles.BuiltIn.";
    private const string Suffix = ".json";

    private static readonly Lazy<SourceProfile[]> Loaded = new(() => [.. FindNames().Select(Load)]);

    /// <summary>Gets all profiles, sorted by name.</summary>
    public static IReadOnlyList<SourceProfile> All => Loaded.Value;

    /// <summary>Gets the names of the resources, without reading them.</summary>
    public static IEnumerable<string> FindNames() =>
        typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal);

    public static byte[] ReadText(string name)
    {
        using Stream stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream($"{Prefix}{name}{Suffix}")!;
        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }

    private static SourceProfile Load(string name)
    {
        ProfileErrors errors = new($"{name}{Suffix}");
        return ProfileReader.Read(ReadText(name), errors)
            ?? throw new InvalidOperationException($"A built-in profile is not valid. {string.Join(' ', errors.All)}");
    }
}
