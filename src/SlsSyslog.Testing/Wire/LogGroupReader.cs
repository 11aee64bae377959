namespace SlsSyslog.Testing;

/// <summary>Reads a LogGroup. Unknown fields are skipped; a missing required field is an error.</summary>
internal static class LogGroupReader
{
    public static EmulatorLogGroup Read(ReadOnlyMemory<byte> bytes)
    {
        List<EmulatorLog> logs = new();
        List<EmulatorField> tags = new();
        ReadOnlyMemory<byte>? topic = null;
        ReadOnlyMemory<byte>? source = null;
        ProtobufCursor cursor = new(bytes);
        while (cursor.MoveNext())
        {
            switch (cursor.Field)
            {
                case 1:
                    cursor.Expect(2);
                    logs.Add(ReadLog(cursor.Bytes));
                    break;
                case 3:
                    cursor.Expect(2);
                    topic = cursor.Bytes;
                    break;
                case 4:
                    cursor.Expect(2);
                    source = cursor.Bytes;
                    break;
                case 6:
                    cursor.Expect(2);
                    tags.Add(ReadField(cursor.Bytes));
                    break;
                default:
                    break;
            }
        }

        return new EmulatorLogGroup { Logs = logs, Tags = tags, Topic = topic, Source = source };
    }

    /// <summary>Reads a complete LogGroupList, the body of a response to PullLogs.</summary>
    public static IReadOnlyList<EmulatorLogGroup> ReadList(ReadOnlyMemory<byte> bytes)
    {
        List<EmulatorLogGroup> groups = new();
        ProtobufCursor cursor = new(bytes);
        while (cursor.MoveNext())
        {
            if (cursor.Field == 1)
            {
                cursor.Expect(2);
                groups.Add(Read(cursor.Bytes));
            }
        }

        return groups;
    }

    private static EmulatorLog ReadLog(ReadOnlyMemory<byte> bytes)
    {
        uint? time = null;
        uint? nanoseconds = null;
        List<EmulatorField> contents = new();
        ProtobufCursor cursor = new(bytes);
        while (cursor.MoveNext())
        {
            switch (cursor.Field)
            {
                case 1:
                    cursor.Expect(0);
                    time = (uint)cursor.Number;
                    break;
                case 2:
                    cursor.Expect(2);
                    contents.Add(ReadField(cursor.Bytes));
                    break;
                case 4:
                    cursor.Expect(5);
                    nanoseconds = (uint)cursor.Number;
                    break;
                default:
                    break;
            }
        }

        return new EmulatorLog
        {
            Time = time ?? throw new FormatException("A log has no time."),
            TimeNanoseconds = nanoseconds,
            Contents = contents,
        };
    }

    private static EmulatorField ReadField(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte>? key = null;
        ReadOnlyMemory<byte>? value = null;
        ProtobufCursor cursor = new(bytes);
        while (cursor.MoveNext())
        {
            if (cursor.Field is 1 or 2)
            {
                cursor.Expect(2);
                key = cursor.Field == 1 ? cursor.Bytes : key;
                value = cursor.Field == 2 ? cursor.Bytes : value;
            }
        }

        return new EmulatorField(
            key ?? throw new FormatException("A field has no key."),
            value ?? throw new FormatException("A field has no value."));
    }
}
