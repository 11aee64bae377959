namespace SlsSyslog;

/// <summary>Writes counts and lists as words of a sentence.</summary>
internal static class HealthText
{
    /// <summary>How many names of a list are written.</summary>
    public const int MaxListed = 3;

    /// <summary>Returns an error as sentences: what happened, then what to do. Messages of servers often end without a period.</summary>
    public static string Describe(StatusError error) => $"{End(error.Message)} {error.Action}".TrimEnd();

    public static string End(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    /// <summary>Returns text such as <c>1 record</c> and <c>1,204 records</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Returns text such as <c>shard a/0</c>, <c>shards a/0, a/1</c> and <c>256 shards (a/0, a/1, a/2 and 253 more)</c>.</summary>
    public static string List(string noun, IEnumerable<string> names)
    {
        string[] all = [.. names];
        string first = string.Join(", ", all.Take(MaxListed));
        return all.Length == 1 ? $"{noun} {first}"
            : all.Length <= MaxListed ? $"{noun}s {first}"
            : $"{Count(all.Length, noun)} ({first} and {all.Length - MaxListed} more)";
    }
}
