namespace SlsSyslog.Serialization;

/// <summary>Writes the marks of gap records, heartbeats and truncated messages in texts. In grammars with pairs, they are pairs.</summary>
internal static class Marks
{
    public static ReadOnlySpan<byte> Gap => "__slssyslog_gap__"u8;

    public static ReadOnlySpan<byte> Heartbeat => "__slssyslog_heartbeat__"u8;

    public static ReadOnlySpan<byte> TruncatedEnd => " __truncated__=true"u8;

    /// <summary>Writes a gap record or a heartbeat record: the mark and the fields of the record.</summary>
    public static void WriteMarked(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.WriteLiteral(record.IsHeartbeat ? Heartbeat : Gap);
        writer.WriteLiteral("=true"u8);
        for (int i = 0; i < record.FieldCount; i++)
        {
            LogField field = record.GetField(i);
            writer.WriteLiteral(" "u8);
            writer.Write(field.Key);
            writer.WriteLiteral("="u8);
            writer.Write(field.Value);
        }
    }

    /// <summary>Reserves room for the end of a truncated text.</summary>
    public static bool TryReserve(bool marksTruncation, ref SyslogWriter writer) => !marksTruncation || writer.TryReserve(TruncatedEnd.Length);

    /// <summary>Writes the end of a truncated text into the reserved room, or releases it.</summary>
    public static void WriteIfTruncated(bool marksTruncation, int start, ref SyslogWriter writer)
    {
        if (!marksTruncation)
        {
            return;
        }

        writer.CountSanitized(DisarmTruncation(writer.WrittenSince(start)));
        if (writer.HasLostContent)
        {
            writer.WriteReserved(TruncatedEnd);
        }
        else
        {
            writer.Release(TruncatedEnd.Length);
        }
    }

    /// <summary>Changes the marks of gap records and heartbeat records in a body. Returns their number.</summary>
    public static int Disarm(scoped Span<byte> body)
    {
        ReadOnlySpan<byte> start = "__slssyslog_"u8;
        int count = 0;
        for (int at = body.IndexOf(start); at >= 0; at = body.IndexOf(start))
        {
            // A mark can begin with the last underscores of the text before it.
            body = body[(at + start.Length - 1)..];
            if (body.StartsWith("_gap__"u8))
            {
                "_log"u8.CopyTo(body);
                count++;
            }
            else if (body.StartsWith("_heartbeat__"u8))
            {
                "_heart_log"u8.CopyTo(body);
                count++;
            }
        }

        return count;
    }

    /// <summary>Changes the marks of gap records and heartbeat records in the header of a log, where underscores can be removed.</summary>
    public static void DisarmHeader(scoped LogRecord record, int start, ref SyslogWriter writer)
    {
        Span<byte> header = writer.WrittenSince(start);
        if (record.IsLog && header.IndexOf("slssyslog"u8) >= 0)
        {
            int gaps = Replace(header, "slssyslog_gap"u8, "log"u8) + Replace(header, "slssysloggap"u8, "log"u8);
            int heartbeats = Replace(header, "slssyslog_heartbeat"u8, "_log"u8) + Replace(header, "slssyslogheartbeat"u8, "_log"u8);
            writer.CountSanitized(gaps + heartbeats);
        }
    }

    /// <summary>Changes the mark of truncated messages in a body.</summary>
    public static int DisarmTruncation(scoped Span<byte> body) => Replace(body, "__truncated__"u8, "-"u8);

    // Replaces the end of each occurrence. Returns the number of occurrences.
    private static int Replace(scoped Span<byte> text, scoped ReadOnlySpan<byte> mark, scoped ReadOnlySpan<byte> newEnd)
    {
        int count = 0;
        for (int at = text.IndexOf(mark); at >= 0; at = text.IndexOf(mark))
        {
            newEnd.CopyTo(text[(at + mark.Length - newEnd.Length)..]);
            text = text[(at + mark.Length)..];
            count++;
        }

        return count;
    }
}
