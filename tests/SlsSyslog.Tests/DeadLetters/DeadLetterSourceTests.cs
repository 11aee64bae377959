using System.Text;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class DeadLetterSourceTests : IDisposable
{
    // More than one block.
    private const int Count = 3000;

    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;

    private string FilePath => Path.Combine(_folder, "letters.jsonl");

    [Fact]
    public async Task RunAsync_LettersOfEveryKind_ReadsEqualRecords()
    {
        LogRecordBuilder record = new();
        record.Clear(new LogOrigin("prod", "audit", "7"), groupCursor: 12).NextInGroup().NextInGroup();
        record.SetTime(1768464550, 123).SetTopic("access").SetSource("10.0.0.7").AddTag("host", "web\n1");
        record.AddField("dup", "1").AddField("dup", "2").AddField("raw"u8, [0xff, 0xfe, 0x41]).AddField("日本", "\u0000");
        byte[] first = RecordJson.Write(record.Record).ToArray();
        byte[] second = RecordJson.Write(new LogRecordBuilder().AddField("n", "2").Record).ToArray();
        await StoreAsync("audit", first, second);

        List<byte[]> read = await ReadAsync(new DeadLetterSource(FilePath));

        Assert.Equal([Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(second)], read.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task RunAsync_SeveralFilesAndRoutes_ReadsThoseOfTheRouteTheOldestFirst()
    {
        using (DeadLetterFile file = new(FilePath, TimeProvider.System, new DeadLetterOptions { MaxFileBytes = 4096 }))
        {
            for (int i = 0; i < 100; i++)
            {
                string route = i % 2 == 0 ? "even" : "odd";
                await file.HandleAsync(new DeadLetter(route, "logs/0", "no", MakeRecord(i)), CancellationToken.None);
            }
        }

        Assert.True(DeadLetterRotation.FindFiles(FilePath).Count > 2);

        List<byte[]> read = await ReadAsync(new DeadLetterSource(FilePath) { Route = "odd" });

        Assert.Equal(
            Enumerable.Range(0, 100).Where(i => i % 2 == 1).Select(i => Encoding.UTF8.GetString(MakeRecord(i))),
            read.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task RunAsync_LinesWithoutALetter_AreCountedOnceAndTheOthersAreRead()
    {
        await StoreAsync("audit", MakeRecord(1));
        await File.AppendAllTextAsync(FilePath, "not json\n\n{\"route\":1}\n{\"route\":\"audit\",\"record\":{}}\n{\"at\":\"2026");
        DeadLetterSource source = new(FilePath);

        List<byte[]> read = await ReadAsync(source, readsTwice: true);

        Assert.Equal(2, read.Count);
        Assert.Equal(4, source.UnreadableLines);
    }

    [Fact]
    public async Task RunAsync_FileDoesNotExist_NamesIt()
    {
        FileNotFoundException exception = await Assert.ThrowsAsync<FileNotFoundException>(() => ReadAsync(new DeadLetterSource(FilePath)));

        Assert.Equal($"The dead-letter file '{FilePath}' does not exist.", exception.Message);
    }

    [Fact]
    public async Task RunAsync_ThroughAPump_SendsEveryRecordAgain()
    {
        string filler = new('x', 500);
        await StoreAsync("audit", [.. Enumerable.Range(0, Count).Select(i => MakeRecord(i, filler))]);
        int broken = 0;
        PumpScene scene = new()
        {
            Transport = new MemoryTransport
            {
                OnSend = (slice, _) => slice == 1 && Interlocked.Exchange(ref broken, 1) == 0
                    ? throw new Transports.SyslogTransportException("The connection broke.")
                    : Task.CompletedTask,
            },
        };
        Task run = new DeadLetterSource(FilePath).RunAsync(lease => scene.RunAsync(lease), CancellationToken.None);

        await scene.UntilAsync(() => run.IsCompleted);
        await run;

        Assert.Equal(Count, scene.Transport.Messages.Distinct().Count());
        Assert.Equal(Count, scene.Totals.Delivered);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] MakeRecord(int number) => MakeRecord(number, "");

    private static byte[] MakeRecord(int number, string filler) =>
        RecordJson.Write(new LogRecordBuilder().AddField("id", $"{number}").AddField("filler", filler).Record).ToArray();

    private static async Task<List<byte[]>> ReadAsync(DeadLetterSource source, bool readsTwice = false)
    {
        List<byte[]> records = [];
        await source.RunAsync(
            async lease =>
            {
                Assert.StartsWith("dead-letters/letters.jsonl", lease.ShardName, StringComparison.Ordinal);
                LogPosition? rewindTo = null;
                while (await lease.ReadAsync(rewindTo, CancellationToken.None) is { } batch)
                {
                    using (batch)
                    {
                        rewindTo = readsTwice ? batch.Start : null;
                        readsTwice = false;
                        while (batch.MoveNext())
                        {
                            records.Add(RecordJson.Write(batch.Current).ToArray());
                        }

                        await lease.CommitAsync(batch.NextPosition, CancellationToken.None);
                    }
                }
            },
            CancellationToken.None);
        return records;
    }

    private async Task StoreAsync(string route, params byte[][] records)
    {
        using DeadLetterFile file = new(FilePath, TimeProvider.System);
        foreach (byte[] record in records)
        {
            await file.HandleAsync(new DeadLetter(route, "logs/3", "no", record), CancellationToken.None);
        }
    }
}
