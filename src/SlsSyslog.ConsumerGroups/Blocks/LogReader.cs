using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads the parts of a LogGroup that <see cref="LogGroupCheck"/> has checked into a table. The block has the slack.</summary>
internal static class LogReader
{
    /// <summary>Reads the next log as a record of the current group.</summary>
    public static void ReadLog(ReadOnlySpan<byte> block, int at, int end, LogRecordTable table)
    {
        ref byte bytes = ref PlainField.Start(block);
        table.BeginRecord(0, 0);
        uint nanoseconds = 0;
        if (PlainField.TryReadTime(ref bytes, at, end, out uint seconds))
        {
            at += PlainField.TimeBytes;
        }
        else
        {
            seconds = 0;
        }

        while (at < end)
        {
            if (PlainField.TryReadContent(ref bytes, at, end, out int next, out int keyOffset, out int keyLength, out int valueOffset))
            {
                table.AddField(keyOffset, keyLength, valueOffset, next - valueOffset);
                at = next;
                continue;
            }

            at = ReadField(block, at, end, table, ref seconds, ref nanoseconds);
        }

        // An invalid fraction is ignored. The whole second is still correct.
        table.SetTime(seconds, nanoseconds < 1_000_000_000 ? (int)nanoseconds : 0);
    }

    /// <summary>Finds the first field of a group after its first logs.</summary>
    public static int FindTail(ReadOnlySpan<byte> block, int at, int end)
    {
        ref byte bytes = ref PlainField.Start(block);
        while (at < end)
        {
            if (!PlainField.TryReadBytes(ref bytes, at, end, WireFormat.GroupLog, out _, out int next))
            {
                next = at;
                if (WireFormat.ReadTag(block, ref next, end) != WireFormat.GroupLog)
                {
                    return at;
                }

                next = WireFormat.ReadFieldEnd(block, ref next, end);
            }

            at = next;
        }

        return at;
    }

    /// <summary>Reads the topic, source and tags. Returns a value that indicates whether the fields include logs, which are skipped.</summary>
    public static bool ReadGroup(ReadOnlySpan<byte> block, int at, int end, LogRecordTable table)
    {
        bool hasLogs = false;
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            int fieldEnd;
            switch (tag)
            {
                case WireFormat.GroupTopic:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    table.SetTopic(at, fieldEnd - at);
                    at = fieldEnd;
                    break;
                case WireFormat.GroupSource:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    table.SetSource(at, fieldEnd - at);
                    at = fieldEnd;
                    break;
                case WireFormat.GroupTag:
                    fieldEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    LogPair pair = LogPair.Read(block, at, fieldEnd);
                    table.AddTag(pair.KeyOffset, pair.KeyLength, pair.ValueOffset, pair.ValueLength);
                    at = fieldEnd;
                    break;
                default:
                    hasLogs |= tag == WireFormat.GroupLog;
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }

        return hasLogs;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadField(ReadOnlySpan<byte> block, int at, int end, LogRecordTable table, ref uint seconds, ref uint nanoseconds)
    {
        uint tag = WireFormat.ReadTag(block, ref at, end);
        switch (tag)
        {
            case WireFormat.LogContent:
                int contentEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                LogPair pair = LogPair.Read(block, at, contentEnd);
                table.AddField(pair.KeyOffset, pair.KeyLength, pair.ValueOffset, pair.ValueLength);
                return contentEnd;
            case WireFormat.LogTime:
                seconds = (uint)WireFormat.ReadVarint(block, ref at, end);
                return at;
            case WireFormat.LogTimeNanoseconds:
                nanoseconds = WireFormat.ReadFixed32(block, ref at, end);
                return at;
            default:
                WireFormat.Skip(block, tag, ref at, end);
                return at;
        }
    }
}
