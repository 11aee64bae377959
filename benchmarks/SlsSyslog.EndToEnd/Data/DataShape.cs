using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>Specifies the logs of a measurement.</summary>
/// <param name="Kind">What the logs look like.</param>
/// <param name="RecordBytes">The bytes of raw log of a record, approximately. Events of ActionTrail have a fixed size.</param>
/// <param name="Fields">The number of fields. Events of ActionTrail have two.</param>
/// <param name="GroupLogs">The number of logs of a LogGroup.</param>
internal sealed record DataShape(DataKind Kind, int RecordBytes, int Fields, int GroupLogs)
{
    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    public static DataShape Parse(string text)
    {
        string[] parts = text.Split('/');
        return new DataShape(Enum.Parse<DataKind>(parts[0]), Number(parts[1]), Number(parts[2]), Number(parts[3]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}/{RecordBytes}/{Fields}/{GroupLogs}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
