namespace SlsSyslog.Serialization;

/// <summary>
/// Writes the marks of gap records and of truncated messages in bodies that are texts. In grammars with pairs, a mark is a pair.
/// </summary>
internal static class Marks
{
    public static ReadOnlySpan<byte> Gap => "__slssyslog_gap__"u8;

    /// <summary>Gets the end of a truncated text.</summary>
    public static ReadOnlySpan<byte> TruncatedEnd => " __truncated__=true"u8;

    /// <summary>Writes a gap record: the mark and the fields of the record.</summary>
    public static void WriteGap(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.WriteLiteral("__slssyslog_gap__=true"u8);
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

    /// <summary>Changes the mark of gap records in a body.</summary>
    public static int DisarmGap(scoped Span<byte> body) => Replace(body, Gap, "log__"u8);

    /// <summary>Changes the mark of gap records in the header of a log, where underscores can be removed.</summary>
    public static void DisarmHeader(scoped LogRecord record, int start, ref SyslogWriter writer)
    {
        if (!record.IsGap)
        {
            Span<byte> header = writer.WrittenSince(start);
            writer.CountSanitized(Replace(header, "slssyslog_gap"u8, "log"u8) + Replace(header, "slssysloggap"u8, "log"u8));
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
