using System.Text.Json;

namespace SlsSyslog;

/// <summary>Represents lines of a dead-letter file as records.</summary>
/// <param name="lines">The lines.</param>
/// <param name="offset">The offset of the first line in the file.</param>
/// <param name="route">The route whose dead letters are read; <see langword="null"/> for all.</param>
/// <param name="unreadable">Receives the offsets of the lines that contain no dead letter.</param>
internal sealed class DeadLetterBatch(byte[] lines, long offset, string? route, HashSet<long> unreadable) : LogBatch
{
    private readonly LogRecordBuilder _record = new();
    private int _at;

    public override LogPosition Start { get; } = At(offset);

    public override LogPosition NextPosition { get; } = At(offset + lines.Length);

    public override int RawBytes => lines.Length;

    public override LogRecord Current => _record.Record;

    public override bool MoveNext()
    {
        while (_at < lines.Length)
        {
            int start = _at;
            int end = lines.AsSpan(start).IndexOf((byte)'\n');
            int length = end < 0 ? lines.Length - start : end;
            _at = start + length + 1;
            if (length > 0 && TryRead(lines.AsMemory(start, length), offset + start))
            {
                return true;
            }
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
    }

    private static LogPosition At(long offset) => new(offset.ToString(CultureInfo.InvariantCulture));

    private bool TryRead(ReadOnlyMemory<byte> line, long place)
    {
        try
        {
            using JsonDocument letter = JsonDocument.Parse(line);
            if (route is not null && letter.RootElement.GetProperty("route").GetString() != route)
            {
                return false;
            }

            RecordJson.Read(letter.RootElement.GetProperty("record"), _record);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            unreadable.Add(place);
            return false;
        }
    }
}
