namespace SlsSyslog.ConsumerGroups.Tests;

// Checks a list as a decoder does that has decoded more and more of it. The bytes that are not decoded yet are those of another list.
internal static class StepwiseCheck
{
    public static (int Groups, int MaxPairs) Run(byte[] list, int length, int maxStep)
    {
        byte[] block = new byte[length + Lz4Block.Slack];
        block.AsSpan().Fill(0x0A);
        LogGroupCheck check = new(block, length, new int[LogGroupCheck.GetIndexLength(length)]);
        Random random = new(length);
        for (int decoded = 0; decoded < length;)
        {
            int step = maxStep > length - decoded ? length - decoded : random.Next(1, maxStep + 1);
            list.AsSpan(decoded, step).CopyTo(block.AsSpan(decoded));
            decoded += step;
            check.Advance(decoded);
        }

        return (check.Groups, check.MaxPairs);
    }
}
