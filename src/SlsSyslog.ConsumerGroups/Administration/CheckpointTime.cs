using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the time of a checkpoint, whose unit differs: microseconds in the samples of SLS, seconds in its documentation.</summary>
internal static class CheckpointTime
{
    private const long FirstMilliseconds = 100_000_000_000;
    private const long FirstMicroseconds = FirstMilliseconds * 1000;

    public static DateTimeOffset? Read(JsonElement? time)
    {
        long? value = time switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out long parsed) => parsed,
            { ValueKind: JsonValueKind.String } text when long.TryParse(
                text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) => parsed,
            _ => null,
        };
        long? seconds = value >= FirstMicroseconds ? value / 1_000_000 : value >= FirstMilliseconds ? value / 1000 : value;
        return seconds is > 0 and { } known ? SlsTime.FromUnixSeconds(known) : null;
    }
}
