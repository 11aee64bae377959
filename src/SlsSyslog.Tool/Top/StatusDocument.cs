using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Represents the JSON of the status end point.</summary>
/// <param name="Status">The status of the routes.</param>
/// <param name="Health">The health with its reasons; null when the answer does not contain it.</param>
/// <param name="Json">The JSON text.</param>
internal sealed record StatusDocument(SlsSyslogStatus Status, StatusHealth? Health, string Json)
{
    /// <exception cref="JsonException">The bytes are not such JSON.</exception>
    public static StatusDocument Parse(ReadOnlySpan<byte> json)
    {
        SlsSyslogStatus status = JsonSerializer.Deserialize(json, StatusJson.Default.SlsSyslogStatus)
            ?? throw new JsonException("The answer is null.");
        StatusHealth? health = JsonSerializer.Deserialize(json, StatusJson.Default.StatusHealthDocument)?.Health;
        return new(status, health, Encoding.UTF8.GetString(json).Trim());
    }
}
