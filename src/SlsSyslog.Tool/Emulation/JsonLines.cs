using System.Text.Json;
using SlsSyslog.Testing;

namespace SlsSyslog.Tool;

/// <summary>
/// Loads logs from JSON lines: one object per line. Its members become fields; <c>__time__</c>, <c>__topic__</c> and <c>__source__</c> set time,
/// topic and source.
/// </summary>
internal static class JsonLines
{
    private const int LogsPerGroup = 100;

    /// <exception cref="FormatException">A line is not a JSON object. The message contains the file and the line, and nothing is loaded.</exception>
    public static int Load(string path, EmulatorLogstore logstore)
    {
        // Read twice, so that a stored state never contains half a file.
        foreach ((string Text, int Number) line in Lines(path))
        {
            Read(path, line.Text, line.Number);
        }

        EmulatorShard[] shards = logstore.Shards.Where(shard => !shard.IsReadOnly).ToArray();
        int count = 0;
        int next = 0;
        foreach ((string Text, int Number)[] lines in Lines(path).Chunk(LogsPerGroup))
        {
            // Topic and source belong to a group: logs that differ in them become separate groups.
            IEnumerable<(EmulatorLog Log, string? Topic, string? Source)> logs = lines.Select(line => Read(path, line.Text, line.Number));
            foreach (IGrouping<(string? Topic, string? Source), (EmulatorLog Log, string? Topic, string? Source)> group
                in logs.GroupBy(log => (log.Topic, log.Source)))
            {
                logstore.Append(shards[next++ % shards.Length].Id, new EmulatorLogGroup([.. group.Select(log => log.Log)])
                {
                    Topic = group.Key.Topic is { } topic ? Encoding.UTF8.GetBytes(topic) : null,
                    Source = group.Key.Source is { } source ? Encoding.UTF8.GetBytes(source) : null,
                });
            }

            count += lines.Length;
        }

        return count;
    }

    private static IEnumerable<(string Text, int Number)> Lines(string path)
    {
        using StreamReader reader = InputFile.OpenText(path, "--load");
        for (int number = 1; reader.ReadLine() is { } text; number++)
        {
            if (text.Trim().Length > 0)
            {
                yield return (text, number);
            }
        }
    }

    private static (EmulatorLog Log, string? Topic, string? Source) Read(string path, string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string? topic = null;
            string? source = null;
            uint time = (uint)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            List<EmulatorField> contents = new();
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                string value = member.Value.ToString();
                switch (member.Name)
                {
                    case "__topic__":
                        topic = value;
                        break;
                    case "__source__":
                        source = value;
                        break;
                    case "__time__":
                        time = uint.Parse(value, CultureInfo.InvariantCulture);
                        break;
                    default:
                        contents.Add(new EmulatorField(member.Name, value));
                        break;
                }
            }

            return (new EmulatorLog { Time = time, Contents = contents }, topic, source);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new FormatException(
                $"{path}, line {number}: The line is not a JSON object of fields, or its __time__ is not a number of seconds. Correct the line.",
                exception);
        }
    }
}
