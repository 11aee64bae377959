using System.Buffers.Binary;

namespace SlsSyslog.Testing;

/// <summary>Writes LogGroups as protobuf: nested messages go to a separate stream first, so that their length can precede them.</summary>
internal static class LogGroupWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    // message LogGroup { repeated Log Logs = 1; string Topic = 3; string Source = 4; repeated LogTag LogTags = 6; }
    public static byte[] Write(EmulatorLogGroup group)
    {
        using MemoryStream output = new();
        foreach (EmulatorLog log in group.Logs)
        {
            WriteBytes(output, 1, WriteLog(log));
        }

        if (group.Topic is { } topic)
        {
            WriteBytes(output, 3, topic.Span);
        }

        if (group.Source is { } source)
        {
            WriteBytes(output, 4, source.Span);
        }

        foreach (EmulatorField tag in group.Tags)
        {
            WriteBytes(output, 6, WriteField(tag));
        }

        return output.ToArray();
    }

    public static void WriteListEntry(Stream output, ReadOnlySpan<byte> encodedGroup) => WriteBytes(output, 1, encodedGroup);

    /// <summary>Gets the length of a group written by <see cref="WriteListEntry"/>.</summary>
    public static int ListEntryLength(int groupLength)
    {
        int varint = 1;
        for (int rest = groupLength >> 7; rest > 0; rest >>= 7)
        {
            varint++;
        }

        return 1 + varint + groupLength;
    }

    // message Log { uint32 Time = 1; repeated Content Contents = 2; fixed32 Time_ns = 4; }
    private static byte[] WriteLog(EmulatorLog log)
    {
        using MemoryStream output = new();
        WriteTag(output, 1, Varint);
        WriteVarint(output, log.Time);
        foreach (EmulatorField field in log.Contents)
        {
            WriteBytes(output, 2, WriteField(field));
        }

        if (log.TimeNanoseconds is { } nanoseconds)
        {
            WriteTag(output, 4, Fixed32);
            Span<byte> fixed32 = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(fixed32, nanoseconds);
            output.Write(fixed32);
        }

        return output.ToArray();
    }

    // message Content { required string Key = 1; required string Value = 2; }: both always written, even when empty
    private static byte[] WriteField(EmulatorField field)
    {
        using MemoryStream output = new();
        WriteBytes(output, 1, field.Key.Span);
        WriteBytes(output, 2, field.Value.Span);
        return output.ToArray();
    }

    private static void WriteBytes(Stream output, int field, ReadOnlySpan<byte> bytes)
    {
        WriteTag(output, field, LengthDelimited);
        WriteVarint(output, (uint)bytes.Length);
        output.Write(bytes);
    }

    private static void WriteTag(Stream output, int field, int wireType) => WriteVarint(output, (uint)((field << 3) | wireType));

    private static void WriteVarint(Stream output, uint value)
    {
        while (value >= 0x80)
        {
            output.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        output.WriteByte((byte)value);
    }
}
