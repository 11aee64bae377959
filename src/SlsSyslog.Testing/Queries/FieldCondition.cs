namespace SlsSyslog.Testing;

/// <summary>Represents a condition <c>field: value</c>. A field is a set of words without case, as in the index of the service.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Words">The words that the field must contain. Without words, the field must be empty.</param>
/// <param name="IsPrefix">A value that indicates whether the last word is a prefix.</param>
internal sealed record FieldCondition(string Field, IReadOnlyList<string> Words, bool IsPrefix)
{
    // The default delimiters of an index.
    private static readonly char[] Delimiters = [.. ", '\";=()[]{}?@&<>/:\n\t\r"];

    /// <summary>Creates a condition from a value as written: quoted, a word, a prefix with <c>*</c>, or <c>*</c> for any value.</summary>
    public static FieldCondition Create(string field, string value, Func<string, string> unquote)
    {
        bool isPrefix = value.EndsWith('*') && !value.StartsWith('"');
        return value == "*"
            ? new FieldCondition(field, [""], IsPrefix: true)
            : new FieldCondition(field, Split(isPrefix ? value[..^1] : unquote(value)), isPrefix);
    }

    public bool Matches(IReadOnlyDictionary<string, string> log)
    {
        if (!log.TryGetValue(Field, out string? value))
        {
            return false;
        }

        string[] words = Split(value);
        if (Words.Count == 0)
        {
            return words.Length == 0;
        }

        return Words is [""] || (Words.SkipLast(IsPrefix ? 1 : 0).All(word => words.Contains(word, StringComparer.OrdinalIgnoreCase))
            && (!IsPrefix || words.Any(word => word.StartsWith(Words[^1], StringComparison.OrdinalIgnoreCase))));
    }

    private static string[] Split(string text) => text.Split(Delimiters, StringSplitOptions.RemoveEmptyEntries);
}
