namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Checks a whole decoded block before its first record is returned, so that reading it cannot fail. If an invalid block were detected
/// halfway, each new pull would send its first half again.
/// </summary>
internal static class LogGroupCheck
{
    /// <summary>Checks the block and counts its LogGroups. The slack after <paramref name="length"/> is part of the span.</summary>
    /// <exception cref="SlsProtocolException">The block is not valid.</exception>
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
