namespace SlsSyslog.Serialization;

/// <summary>Writes single messages of RFC 5424 without a <see cref="LogRecord"/> and without allocations.</summary>
public static class SyslogSerializer
{
    // The maximum length of a header without structured data.
    private const int HeaderRoom = 520;

    /// <summary>Writes one message without framing, of at most <see cref="FrameBuffer.DefaultMaxMessageBytes"/> bytes.</summary>
    /// <param name="output">The writer that receives the bytes.</param>
    /// <param name="header">The header.</param>
    /// <param name="message">The text: control characters are escaped, invalid UTF-8 becomes U+FFFD. Empty for a message without MSG.</param>
    /// <returns>A value that indicates whether content was truncated or sanitized.</returns>
    /// <exception cref="ArgumentException">The structured data is invalid, or the facility or the severity is not defined.</exception>
    public static FrameOutcome Write(IBufferWriter<byte> output, in SyslogHeader header, ReadOnlySpan<byte> message) =>
        Write(output, header, message, FrameBuffer.DefaultMaxMessageBytes);

    /// <summary>Writes one message without framing.</summary>
    /// <param name="output">The writer that receives the bytes.</param>
    /// <param name="header">The header.</param>
    /// <param name="message">The text: control characters are escaped, invalid UTF-8 becomes U+FFFD. Empty for a message without MSG.</param>
    /// <param name="maxBytes">The maximum bytes of the message, at least 480 (RFC 5424 6.1). Structured data that does not fit is omitted.</param>
    /// <returns>A value that indicates whether content was truncated or sanitized.</returns>
    /// <exception cref="ArgumentException">The structured data is invalid, or the facility or the severity is not defined.</exception>
    public static FrameOutcome Write(IBufferWriter<byte> output, in SyslogHeader header, ReadOnlySpan<byte> message, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 480);
        if (!Enum.IsDefined(header.Facility) || !Enum.IsDefined(header.Severity))
        {
            throw new ArgumentException(
                "The facility or the severity is not defined. Specify members of SyslogFacility and SyslogSeverity (RFC 5424 6.2.1).",
                nameof(header));
        }

        if (!SdSyntax.IsStructuredData(header.StructuredData))
        {
            throw new ArgumentException(
                "The structured data is invalid. Specify elements such as [id@number name=\"value\"] with different SD-IDs (RFC 5424 6.3).",
                nameof(header));
        }

        long longest = HeaderRoom + header.StructuredData.Length + ((long)message.Length * EscapeSet.MaxEscapeLength);
        int room = (int)Math.Min(maxBytes, longest);
        SyslogWriter writer = new(output.GetSpan(room + SyslogWriter.Slack), room);
        writer.WriteLiteral(PriorityField.GetText((int)header.Facility, (int)header.Severity));
        writer.WriteLiteral("1 "u8);
        WriteTime(header.Timestamp, ref writer);
        WriteName(header.Hostname, 255, isHostName: true, 8, ref writer);
        WriteName(header.AppName, 48, isHostName: false, 6, ref writer);
        WriteName(header.ProcId, 128, isHostName: false, 4, ref writer);
        WriteName(header.MsgId, 32, isHostName: false, 2, ref writer);
        WriteStructuredData(header.StructuredData, ref writer);
        if (!message.IsEmpty)
        {
            writer.WriteLiteral(" "u8);
            writer.Write(message);
        }

        output.Advance(writer.BytesWritten);
        return writer.Outcome;
    }

    private static void WriteTime(DateTimeOffset? time, ref SyslogWriter writer)
    {
        if (time is not { } known)
        {
            writer.WriteLiteral("-"u8);
            return;
        }

        Span<byte> text = stackalloc byte[19];
        known.TryFormat(text, out int length, "s", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteLiteral(text[..length]);
        Iso8601.WriteFraction((int)(known.Ticks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick, 6, always: false, ref writer);
        Iso8601.WriteOffset(known.Offset, ref writer);
    }

    private static void WriteName(
        scoped ReadOnlySpan<byte> name, int maxLength, bool isHostName, int roomForTheRest, ref SyslogWriter writer)
    {
        Span<byte> room = stackalloc byte[HeaderField.MaxValueLength];
        int length = Utf8Cut.FitLength(name, room.Length);
        name[..length].CopyTo(room);
        int sanitized = 0;
        ReadOnlySpan<byte> sanitizedName = HeaderField.Sanitize(room, length, maxLength, isHostName, ref sanitized);
        HeaderField.Write(sanitizedName, sanitized, roomForTheRest, ref writer);
    }

    private static void WriteStructuredData(scoped ReadOnlySpan<byte> elements, ref SyslogWriter writer)
    {
        bool fits = elements.Length + 1 <= writer.Room;
        writer.WriteLiteral(" "u8);
        writer.WriteLiteral(elements.IsEmpty || !fits ? "-"u8 : elements);
        if (!fits)
        {
            writer.Truncate();
        }
    }
}
