namespace SlsSyslog.Serialization;

/// <summary>Writes the registered element <c>meta</c> with the number of the message (RFC 5424 7.3).</summary>
internal static class SequenceIdElement
{
    public static void Write(int number, ref SyslogWriter writer)
    {
        SyslogWriter before = writer;
        writer.WriteLiteral("[meta sequenceId=\""u8);
        writer.Write(number);
        writer.WriteLiteral("\"]"u8);
        if (writer.IsTruncated)
        {
            writer = before;
            writer.Truncate();
        }
    }
}
