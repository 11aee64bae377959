using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

// Blocks at the end and the start of the readable memory. A test that fails ends the process.
public sealed class GuardPageTests
{
    [Fact]
    public void CheckAndRead_AnyList_StaysInsideTheBlock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pages without access are made by mmap.");
        byte[][] lists = [.. BlockCorpus.Lists().Where(list => list.Length < 60_000)];
        using GuardedMemory memory = new(lists.Max(list => list.Length) + Lz4Block.Slack);
        LogRecordTable table = new();
        int valid = 0;
        for (int seed = 0; seed < 1500; seed++)
        {
            Random random = new(seed);
            byte[] list = [.. lists[seed % lists.Length]];
            if (seed >= lists.Length && list.Length > 0)
            {
                list = list[..random.Next(Math.Min(list.Length, 2000))];
                for (int change = random.Next(4); change > 0 && list.Length > 0; change--)
                {
                    list[random.Next(list.Length)] = (byte)random.Next(256);
                }
            }

            Span<byte> block = seed % 2 == 0 ? memory.AtEnd(list.Length + Lz4Block.Slack) : memory.AtStart(list.Length + Lz4Block.Slack);
            list.CopyTo(block);
            block[list.Length..].Fill((byte)(seed % 3 == 0 ? 0x12 : 0xFF));
            valid += TryCheck(block, list.Length) ? 1 : 0;
            ReadEverywhere(block, list.Length, table);
        }

        Assert.True(valid > lists.Length);
    }

    [Fact]
    public void Decode_AnyLz4Block_StaysInsideBothSpans()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pages without access are made by mmap.");
        byte[][] seeds = [Corpus.Read("logs.lz4"), Corpus.Read("short-periods.lz4"), Convert.FromHexString(BlockVectors.ListOfFourLogsAsLz4)];
        using GuardedMemory sources = new(1000);
        using GuardedMemory targets = new(4000);
        for (int seed = 0; seed < 20_000; seed++)
        {
            Random random = new(seed);
            byte[] block = [.. seeds[seed % seeds.Length].AsSpan(0, random.Next(Math.Min(1000, seeds[seed % seeds.Length].Length)))];
            for (int change = random.Next(4); change > 0 && block.Length > 0; change--)
            {
                block[random.Next(block.Length)] = (byte)random.Next(256);
            }

            Span<byte> source = sources.AtEnd(block.Length);
            block.CopyTo(source);
            int rawSize = random.Next(3900);
            Lz4Block lz4 = new(source, targets.AtEnd(rawSize + Lz4Block.Slack), rawSize);
            try
            {
                while (!lz4.IsComplete)
                {
                    lz4.DecodeNext(random.Next(1, 1000));
                }
            }
            catch (SlsProtocolException)
            {
                // One of the two allowed results.
            }
        }
    }

    private static bool TryCheck(ReadOnlySpan<byte> block, int length)
    {
        try
        {
            LogGroupCheck check = new(block, length, new int[LogGroupCheck.GetIndexLength(length)]);
            for (int available = 0; available < length; available += 1 + (length / 7))
            {
                check.Advance(available);
            }

            check.Advance(length);
            return true;
        }
        catch (SlsProtocolException)
        {
            return false;
        }
    }

    // Reads logs and groups at places where none may be, as the check does.
    private static void ReadEverywhere(ReadOnlySpan<byte> block, int length, LogRecordTable table)
    {
        table.BeginGroup(null);
        for (int at = Math.Max(0, length - 100); at <= length; at++)
        {
            try
            {
                LogReader.ReadLog(block, at, length, table);
                LogReader.ReadGroup(block, LogReader.FindTail(block, at, length), length, table);
            }
            catch (SlsProtocolException)
            {
                // One of the two allowed results.
            }

            table.BeginGroup(null);
        }
    }
}
