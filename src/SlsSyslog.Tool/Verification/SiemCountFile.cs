using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>
/// Reads the counts of a SIEM: CSV with the header <c>minute,count</c> or <c>shard,minute,count</c>, a JSON array of objects with these members,
/// or one object with <c>count</c>.
/// </summary>
internal static class SiemCountFile
{
    private const string Fix = "Specify CSV with the header minute,count or shard,minute,count, or a JSON array of objects with these members.";

    /// <exception cref="FormatException">The text is not a list of counts. The message says where and what to do.</exception>
    public static IReadOnlyList<SiemCount> Parse(string text)
    {
        string trimmed = text.TrimStart('\uFEFF').Trim();
        List<SiemCount> counts = trimmed.StartsWith('[') || trimmed.StartsWith('{') ? ParseJson(trimmed) : ParseCsv(trimmed);
        bool hasMixedRows = counts.Select(count => (count.Shard is null, count.Minute is null)).Distinct().Count() > 1;
        return counts.Count == 0 ? throw new FormatException($"There are no counts. {Fix}")
            : hasMixedRows ? throw new FormatException(
                "Some rows have a shard or a minute and others have none. Specify the same columns in all rows.")
            : counts;
    }

    private static List<SiemCount> ParseJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [Read(document.RootElement)]
                : [.. document.RootElement.EnumerateArray().Select(Read)];
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The counts are not valid JSON at line {exception.LineNumber + 1}. {Fix}", exception);
        }
    }

    private static SiemCount Read(JsonElement row) => row.ValueKind != JsonValueKind.Object
        ? throw new FormatException($"An element of the array is not an object. {Fix}")
        : Create(TextOf(row, "shard"), TextOf(row, "minute"), TextOf(row, "count"), "an object");

    private static string? TextOf(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private static List<SiemCount> ParseCsv(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        string[] header = [.. Cells(lines[0]).Select(cell => cell.ToLowerInvariant())];
        int count = Array.IndexOf(header, "count");
        if (count < 0)
        {
            throw new FormatException($"The first line has no column 'count'. {Fix}");
        }

        (int shard, int minute) = (Array.IndexOf(header, "shard"), Array.IndexOf(header, "minute"));
        List<SiemCount> counts = [];
        for (int i = 1; i < lines.Length; i++)
        {
            string[] cells = Cells(lines[i]);
            if (lines[i].Length > 0)
            {
                counts.Add(Create(At(cells, shard), At(cells, minute), At(cells, count), $"line {i + 1}"));
            }
        }

        return counts;
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim().Trim('"'))];

    private static string? At(string[] cells, int index) => index >= 0 && index < cells.Length && cells[index].Length > 0 ? cells[index] : null;

    private static SiemCount Create(string? shard, string? minute, string? count, string place)
    {
        if (!long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long records))
        {
            throw new FormatException($"'{PlainText.Clean(count ?? "")}' in {place} is not a valid count. Specify the number of records.");
        }

        return new SiemCount(shard, minute is null ? null : ParseMinute(minute, place), records);
    }

    private static DateTimeOffset ParseMinute(string text, string place)
    {
        if (ConsumerGroups.ShardPosition.TryParse(text, null, out ConsumerGroups.ShardPosition position) && position.Time is { } time)
        {
            return VerifyRange.MinuteOf(time);
        }

        throw new FormatException(
            $"'{PlainText.Clean(text)}' in {place} is not a valid minute. Specify a time such as 2026-01-31T08:00Z, or Unix seconds.");
    }
}
