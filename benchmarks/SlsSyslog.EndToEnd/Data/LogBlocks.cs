using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>Makes the blocks that the emulator serves: each is one answer to a pull, compressed once.</summary>
internal static class LogBlocks
{
    /// <summary>The most bytes of raw log of an answer, which is what the emulator is set to.</summary>
    public const int MaxRawBytes = 5_000_000;

    private const int MaxGroups = 1000;
    private const int DistinctBlocks = 8;

    public static EmulatorLogBlock[] Make(DataShape shape)
    {
        // Groups of the same shape differ by little in size.
        int groupBytes = MakeGroup(shape, 0).Encode().Length + 16;
        int groups = Math.Clamp((int)(MaxRawBytes * 0.97 / groupBytes), 1, MaxGroups);
        return
        [
            .. Enumerable.Range(0, DistinctBlocks)
                .Select(block => EmulatorLogBlock.Create([.. Enumerable.Range(block * groups, groups).Select(group => MakeGroup(shape, group))])),
        ];
    }

    public static EmulatorLogGroup MakeGroup(DataShape shape, int number)
    {
        bool isTrail = shape.Kind == DataKind.ActionTrail;
        AuditLogs audit = new(shape.RecordBytes, shape.Fields);
        return new EmulatorLogGroup(
            [.. Enumerable.Range(number * shape.GroupLogs, shape.GroupLogs).Select(log => isTrail ? ActionTrailLogs.Make(log) : audit.Make(log))])
        {
            Topic = isTrail ? "actiontrail_audit_event"u8.ToArray() : "audit"u8.ToArray(),
            Source = isTrail ? "actiontrail_internal"u8.ToArray() : Encoding.ASCII.GetBytes($"10.0.0.{number % 250}"),
            Tags =
            [
                new EmulatorField("__hostname__", "trail-1"),
                new EmulatorField("__receive_time__", (1_768_464_551 + number).ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }
}
