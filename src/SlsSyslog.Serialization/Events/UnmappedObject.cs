namespace SlsSyslog.Serialization;

/// <summary>Writes all fields that a profile does not map as one JSON object in the value of one key.</summary>
internal sealed class UnmappedObject(PairLayout layout)
{
    public const string Name = "unmapped";

    private const int MinLength = 64;

    private readonly PairKey _key = LeadingPairs.CompileKey(Name, layout);

    public static PairLayout Layout { get; } =
        new(",\""u8, "\":\""u8, "\""u8, KeyStyle.Text, JsonString.Escapes, JsonString.Escapes);

    /// <summary>Writes the pair. The object is complete JSON also when some of the fields do not fit.</summary>
    public void Write(scoped LogRecord record, MappedEvent mapped, PairWriter rest, ref SyslogWriter writer)
    {
        // The escapes of the grammar around the object make it longer.
        for (int limit = writer.Room; limit >= MinLength; limit /= 2)
        {
            Span<byte> bytes = record.Table.GetCache(this).GetBytes(limit + SyslogWriter.Slack);
            int length = Render(record, mapped, rest, bytes, limit, out bool isCut);
            if (length == 0 || TryWrite(bytes, length, isCut, ref writer))
            {
                return;
            }
        }

        writer.Truncate();
    }

    private static int Render(scoped LogRecord record, MappedEvent? mapped, PairWriter rest, Span<byte> bytes, int limit, out bool isCut)
    {
        SyslogWriter json = new(bytes, limit);
        json.TryReserve(1);
        rest.TryWritePairs(record, mapped, record.Table.GetCache(rest, json.EscapesBidi), ref json);
        isCut = json.IsTruncated;
        if (json.BytesWritten == 0)
        {
            return 0;
        }

        json.WriteReserved("}"u8);
        json.Patch(0, (byte)'{');
        return json.BytesWritten;
    }

    private bool TryWrite(scoped ReadOnlySpan<byte> json, int length, bool isCut, ref SyslogWriter writer)
    {
        SyslogWriter start = writer;
        if (writer.TryReserve(layout.Close.Length))
        {
            writer.WriteLiteral(_key.Text);
            writer.Write(json, length, layout.ValueEscapes);
        }

        if (writer.IsTruncated)
        {
            writer = start;
            return false;
        }

        writer.WriteReserved(layout.Close);
        if (isCut)
        {
            writer.Truncate();
        }

        return true;
    }

    /// <summary>Writes the pair as a member of a JSON document.</summary>
    public static bool TryWriteMember(
        scoped LogRecord record, MappedEvent? mapped, PairWriter rest, FormatterCache cache, ref bool isFirst, ref SyslogWriter writer)
    {
        for (int limit = writer.Room; limit >= MinLength; limit /= 2)
        {
            Span<byte> bytes = cache.GetBytes(limit + SyslogWriter.Slack);
            int length = Render(record, mapped, rest, bytes, limit, out bool isCut);
            if (length == 0)
            {
                return true;
            }

            SyslogWriter start = writer;
            if (writer.TryReserve(1))
            {
                writer.WriteLiteral(isFirst ? "\"unmapped\":\""u8 : ",\"unmapped\":\""u8);
                writer.Write(bytes, length, Layout.ValueEscapes);
            }

            if (!writer.IsTruncated)
            {
                writer.WriteReserved("\""u8);
                isFirst = false;
                if (isCut)
                {
                    writer.Truncate();
                }

                return !isCut;
            }

            writer = start;
        }

        writer.Truncate();
        return false;
    }
}
