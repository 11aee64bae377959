namespace SlsSyslog.Serialization;

/// <summary>Provides the profiles that are resources of this assembly: one file each in the folder Profiles/BuiltIn.</summary>
internal static class BuiltInProfiles
{
    private const string Prefix = "SlsSyslog.Serialization.Profiles.BuiltIn.";
    private const string Suffix = ".json";

    private static readonly Lazy<SourceProfile[]> Loaded = new(LoadAll);

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

    private static SourceProfile[] LoadAll()
    {
        List<SourceProfile> profiles = [];
        List<string> errors = [];
        foreach (string name in FindNames())
        {
            ProfileErrors found = new($"{name}{Suffix}");
            if (ProfileReader.Read(ReadText(name), found) is { } profile)
            {
                profiles.Add(profile);
            }

            errors.AddRange(found.All);
        }

        return errors.Count == 0
            ? [.. profiles]
            : throw new InvalidOperationException($"A built-in profile is not valid. {string.Join(' ', errors)}");
    }
}
