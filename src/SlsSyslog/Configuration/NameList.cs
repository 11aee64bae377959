namespace SlsSyslog;

/// <summary>Writes names in a sentence.</summary>
internal static class NameList
{
    /// <summary>Returns the names, such as <c>A, B and C</c>, after the noun in its singular or plural form.</summary>
    public static string Of(string noun, IReadOnlyList<string> names) => names.Count == 1
        ? $"{noun} {names[0]}"
        : $"{noun}s {string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
