namespace SlsSyslog.ConsumerGroups;

/// <summary>Counts the logs of a decoded block, which is already checked, without reading them.</summary>
internal static class LogCounter
{
    public static int Count(ReadOnlySpan<byte> block)
    {
        int logs = 0;
        int at = 0;
        while (at < block.Length)
        {
            uint tag = WireFormat.ReadTag(block, ref at, block.Length);
            if (tag == WireFormat.ListGroup)
            {
                int end = WireFormat.ReadFieldEnd(block, ref at, block.Length);
                logs += CountGroup(block, at, end);
                at = end;
            }
            else
            {
                WireFormat.Skip(block, tag, ref at, block.Length);
            }
        }

        return logs;
    }

    private static int CountGroup(ReadOnlySpan<byte> block, int at, int end)
    {
        int logs = 0;
        while (at < end)
        {
            uint tag = WireFormat.ReadTag(block, ref at, end);
            logs += tag == WireFormat.GroupLog ? 1 : 0;
            WireFormat.Skip(block, tag, ref at, end);
        }

        return logs;
    }
}
