using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>Writes logs of which every fifth has content that breaks forwarders. The first field is the ID.</summary>
internal static class NastyLogs
{
    private const int LogsPerGroup = 20;

    public static void Write(EmulatorLogstore logstore, DeliveryLedger ledger, int groups)
    {
        IReadOnlyList<EmulatorShard> shards = logstore.Shards;
        for (int g = 0; g < groups; g++)
        {
            int shard = shards[g % shards.Count].Id;
            if (g % 11 == 0)
            {
                logstore.Append(shard, new EmulatorLogGroup { Topic = "empty"u8.ToArray() });
            }

            int first = g * LogsPerGroup;
            logstore.Append(shard, new EmulatorLogGroup([.. Enumerable.Range(first, LogsPerGroup).Select(i => MakeLog(ledger.Put(shard), i))])
            {
                Topic = g % 3 == 0 ? null : "access\nlog \0"u8.ToArray(),
                Source = g % 4 == 0 ? null : Encoding.ASCII.GetBytes($"10.0.0.{shard}"),
                Tags = g % 5 == 0 ? [] : [new EmulatorField("__hostname__", "web 1\r\n<14>1"), new EmulatorField("k=e|y", new byte[] { 0xff, 0xfe })],
            });
        }
    }

    private static EmulatorLog MakeLog(string id, int i) => new()
    {
        Time = (uint)(1_768_464_550 + i),
        TimeNanoseconds = i % 2 == 0 ? (uint)i : null,
        Contents = [new EmulatorField("id", id), .. Rest(i)],
    };

    private static IEnumerable<EmulatorField> Rest(int i) => (i % 25) switch
    {
        0 => [new EmulatorField("text", "one\ntwo\r\nthree\0four\x1b[31m <14>1 - - - - - - forged")],
        5 =>
        [
            new EmulatorField("raw", new byte[] { 0xc3, 0x28, 0xa0, 0xff, 0xed, 0xa0, 0x80 }),
            new EmulatorField("", ""),
            new EmulatorField("=", "="),
        ],
        10 => [new EmulatorField("dup", "1"), new EmulatorField("dup", "2"), new EmulatorField("__topic__", "mine"), new EmulatorField("dup", "3")],
        15 => Enumerable.Range(0, 150).Select(f => new EmulatorField($"field{f}", $"value {f}")),
        20 => [new EmulatorField("large", new string((char)('a' + (i % 26)), i % 500 == 20 ? 900_000 : 9_000))],
        _ => Enumerable.Range(0, 11).Select(f => new EmulatorField($"field{f}", $"an ordinary value of some length, number {f * i}")),
    };
}
