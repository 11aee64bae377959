namespace SlsSyslog.ConsumerGroups;

/// <summary>Checks a whole block first: if an invalid one were detected halfway, each new pull would send its first half again.</summary>
internal static class LogGroupCheck
{
    /// <summary>Checks the block, slack included, and counts its LogGroups, and the fields and tags of the log that has most of them.</summary>
    /// <exception cref="SlsProtocolException">The block is not valid.</exception>
    public static int CountGroups(ReadOnlySpan<byte> block, int length, out int maxPairs)
    {
        maxPairs = 0;
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Length - Lz4Block.Slack, length, nameof(block));
        int groups = 0;
        int at = 0;
        while (at < length)
        {
            uint tag = WireFormat.ReadTag(block, ref at, length);
            if (tag == WireFormat.ListGroup)
            {
                int groupEnd = WireFormat.ReadFieldEnd(block, ref at, length);
                maxPairs = Math.Max(maxPairs, CheckGroup(block, at, groupEnd));
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

    private static int CheckGroup(ReadOnlySpan<byte> block, int at, int end)
    {
        int tags = 0;
        int maxFields = 0;
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            switch (tag)
            {
                case WireFormat.GroupLog:
                    int logEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    maxFields = Math.Max(maxFields, CheckLog(block, at, logEnd));
                    at = logEnd;
                    break;
                case WireFormat.GroupTag:
                    int tagEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                    CheckPair(block, at, tagEnd);
                    at = tagEnd;
                    tags++;
                    break;
                default:
                    WireFormat.Skip(block, tag, ref at, end);
                    break;
            }
        }

        return tags + maxFields;
    }

    private static int CheckLog(ReadOnlySpan<byte> block, int at, int end)
    {
        int fields = 0;
        while (at < end)
        {
            if (LogPair.IsPlainField(block, at, out int next, out _) && next <= end)
            {
                at = next;
                fields++;
                continue;
            }

            uint tag = WireFormat.ReadTag(block, ref at, end);
            if (tag == WireFormat.LogContent)
            {
                int contentEnd = WireFormat.ReadFieldEnd(block, ref at, end);
                CheckPair(block, at, contentEnd);
                at = contentEnd;
                fields++;
            }
            else
            {
                WireFormat.Skip(block, tag, ref at, end);
            }
        }

        return fields;
    }

    private static void CheckPair(ReadOnlySpan<byte> block, int at, int end) => LogPair.Read(block, at, end);
}
