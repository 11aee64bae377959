namespace SlsSyslog.ConsumerGroups;

// Passes over a whole decoded block once before any record of it is handed out. A record that was sent cannot be taken back: were
// a broken block noticed half way, each new pull would send its first half again. Afterwards the walk cannot fail.
internal static class LogGroupCheck
{
    // Gives the number of groups, or throws a SlsProtocolException. The slack lies behind the length.
    public static int CountGroups(ReadOnlySpan<byte> block, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length - Lz4Block.Slack, length, nameof(block));
        int groups = 0;
        int at = 0;
        while (at < length)
        {
            uint tag = WireFormat.ReadTag(block, ref at, length);
            if (tag == WireFormat.ListGroup)
            {
                int groupEnd = WireFormat.ReadFieldEnd(block, ref at, length);
                CheckGroup(block, at, groupEnd);
                at = groupEnd;
                groups++;
            }
            else
            {
                WireFormat.Skip(block, tag, ref at, length);
            }
        }

        return groups;
    }

    private static void CheckGroup(ReadOnlySpan<byte> block, int at, int end)
    {
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            switch (tag)
            {
                case WireFormat.GroupLog:
                    int logEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    CheckLog(block, at, logEnd);
                    at = logEnd;
                    break;
                case WireFormat.GroupTag:
                    int tagEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    CheckPair(block, at, tagEnd);
                    at = tagEnd;
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }
    }

    private static void CheckLog(ReadOnlySpan<byte> block, int at, int end)
    {
        while (at < end)
        {
            if (LogPair.IsPlainField(block, at, out int next, out _) && next <= end)
            {
                at = next;
                continue;
            }

            uint tag = WireFormat.ReadTag(block, ref at, end);
            if (tag == WireFormat.LogContent)
            {
                int contentEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                CheckPair(block, at, contentEnd);
                at = contentEnd;
            }
            else
            {
                WireFormat.Skip(block, tag, ref at, end);
            }
        }
    }

    private static void CheckPair(ReadOnlySpan<byte> block, int at, int end) => LogPair.Read(block, at, end);
}
