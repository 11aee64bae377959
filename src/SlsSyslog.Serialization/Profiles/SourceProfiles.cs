namespace SlsSyslog.Serialization;

/// <summary>Provides the built-in profiles of log types, which <see cref="MessageOptions.Profiles"/> can list.</summary>
public static class SourceProfiles
{
    /// <summary>Gets the names of all built-in profiles.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. BuiltInProfiles.FindNames()];

    /// <summary>Returns the file of a built-in profile.</summary>
    /// <param name="name">The name of the profile.</param>
    /// <returns>JSON in UTF-8.</returns>
    /// <exception cref="ArgumentException">No built-in profile has this name.</exception>
    public static byte[] Read(string name) => Names.Contains(name, StringComparer.Ordinal)
        ? BuiltInProfiles.ReadText(name)
        : throw new ArgumentException($"'{name}' is not a built-in profile. Specify one of {string.Join(", ", Names)}.", nameof(name));
}
