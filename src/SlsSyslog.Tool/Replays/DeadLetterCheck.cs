using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Refuses a file that contains no dead letters, before a replay reads it.</summary>
internal static class DeadLetterCheck
{
    private const string Fix = "Specify the path in DeadLetterFile, or of a copy.";

    /// <exception cref="ToolException">The file does not exist, or none of its lines is a dead letter.</exception>
    public static void Run(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"The dead-letter file '{PlainText.Clean(path)}' does not exist. {Fix}");
        }

        // A file is empty when nothing became a dead letter.
        bool hasLines = false;
        foreach (string line in File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            if (IsDeadLetter(line))
            {
                return;
            }

            hasLines = true;
        }

        if (hasLines)
        {
            throw new ToolException($"'{PlainText.Clean(path)}' is not a dead-letter file: none of its lines is a dead letter. {Fix}");
        }
    }

    private static bool IsDeadLetter(string line)
    {
        try
        {
            using JsonDocument letter = JsonDocument.Parse(line);
            return letter.RootElement.ValueKind == JsonValueKind.Object
                && letter.RootElement.TryGetProperty("record", out JsonElement record) && record.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
