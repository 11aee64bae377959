using System.Globalization;
using System.Text;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>SLS in a separate process: the emulator with logs that are compressed before the measurement.</summary>
internal static class SlsRole
{
    public const string Name = "serve";
    public const string Project = "bench-project";

    private static readonly Dictionary<string, EmulatorLogBlock[]> Blocks = [];

    public static async Task RunAsync()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions
        {
            MaxRawBytesPerPull = LogBlocks.MaxRawBytes,
            JournalCapacity = 16,
            MaxConsumerGroups = int.MaxValue,
            VerifySignatures = false, // The limit program does not sign.
        });
        await Console.Out.WriteLineAsync(sls.Endpoint.ToString());
        await CommandLoop.RunAsync(command => command switch
        {
            ["fill", string logstore, string shards, string megabytes, string shape] =>
                Fill(sls.CreateLogstore(Project, logstore, Number(shards)), Number(megabytes) * 1_000_000L, shape),
            ["produce", string logstore, string shards, string milliseconds, string pause] =>
                Produce(sls.CreateLogstore(Project, logstore, Number(shards)), Number(milliseconds), Number(pause)),
            ["committed", string logstore, string group] => Committed(sls.GetLogstore(Project, logstore), group),
            _ => throw new ArgumentException($"'{string.Join(' ', command)}' is not a valid command."),
        });
    }

    // Answers with the number of logs, of bytes of raw log and of LogGroups, and the range of each shard.
    private static string Fill(EmulatorLogstore logstore, long bytes, string shape)
    {
        if (!Blocks.TryGetValue(shape, out EmulatorLogBlock[]? blocks))
        {
            Blocks[shape] = blocks = LogBlocks.Make(DataShape.Parse(shape));
        }

        int shards = logstore.Shards.Count;
        (long stored, long groups) = (0, 0);
        for (int i = 0; stored < bytes; i++)
        {
            // Every shard gets every block.
            EmulatorLogBlock block = blocks[(i + (i / blocks.Length)) % blocks.Length];
            logstore.Append(i % shards, block);
            stored += block.RawBytes;
            groups += block.GroupCount;
        }

        string ranges = string.Join(',', logstore.Shards.Select(shard => $"{shard.Id}:{shard.BeginCursor}:{shard.EndCursor}"));
        return $"{groups * DataShape.Parse(shape).GroupLogs} {stored} {groups} {ranges}";
    }

    // Appends one log to each shard in turn, with the time in it. The interval varies, so that it does not follow the polls of the consumer.
    private static string Produce(EmulatorLogstore logstore, int milliseconds, int pause)
    {
        int shards = logstore.Shards.Count;
        new Thread(() =>
        {
            Random random = new(1);
            Thread.Sleep(pause);
            for (int i = 0; ; i++)
            {
                Thread.Sleep(random.Next(milliseconds / 2, milliseconds * 3 / 2));
                logstore.Append(i % shards, new EmulatorLogGroup([new EmulatorLog(1_768_464_550, (LatencySink.Key, LatencySink.Now()))]));
            }
        })
        { IsBackground = true }.Start();
        return "producing";
    }

    private static string Committed(EmulatorLogstore logstore, string group)
    {
        Dictionary<int, long> begins = logstore.Shards.ToDictionary(shard => shard.Id, shard => Position(shard.BeginCursor));
        long committed = logstore.FindConsumerGroup(group)?.Checkpoints
            .Where(checkpoint => checkpoint.Cursor.Length > 0)
            .Sum(checkpoint => Position(checkpoint.Cursor) - begins[checkpoint.Shard]) ?? 0;
        return committed.ToString(CultureInfo.InvariantCulture);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Position(string cursor) =>
        long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
}
