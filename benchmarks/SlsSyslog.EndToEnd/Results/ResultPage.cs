namespace SlsSyslog.EndToEnd;

/// <summary>Puts the tables into a page, between the marks for them.</summary>
internal static class ResultPage
{
    private const string Begin = "<!-- begin results -->";
    private const string End = "<!-- end results -->";

    public static async Task UpdateAsync(string file, string tables)
    {
        string text = await File.ReadAllTextAsync(file);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new ArgumentException($"{file} does not contain {Begin} and {End}.");
        }

        await File.WriteAllTextAsync(file, $"{text[..begin]}{Begin}\n\n{tables.Trim()}\n\n{text[end..]}");
    }
}
