using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>The peers, each in a separate process: SLS with its logs, and a receiver that reads as fast as possible.</summary>
internal static class Roles
{
    /// <summary>Runs the role that the arguments specify. Returns false if they specify none.</summary>
    public static async Task<bool> PlayAsync(string[] args)
    {
        switch (args)
        {
            case ["serve", string shards, string megabytes]:
                await ServeAsync(int.Parse(shards, CultureInfo.InvariantCulture), long.Parse(megabytes, CultureInfo.InvariantCulture));
                return true;

            case ["sink"]:
                Sink();
                return true;

            default:
                return false;
        }
    }

    private static async Task ServeAsync(int shards, long megabytes)
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync(new SlsEmulatorOptions { MaxRawBytesPerPull = 5_000_000, JournalCapacity = 16 });
        EmulatorLogstore logstore = sls.CreateLogstore("bench-project", "logs", shards);
        (long logs, long bytes) = Dataset.Fill(logstore, megabytes * 1_000_000);
        Console.WriteLine($"{sls.Endpoint} {logs} {bytes}");
        while (Console.ReadLine() is not null)
        {
            // The number of committed LogGroups of all shards.
            Console.WriteLine(logstore.FindConsumerGroup("bench")?.Checkpoints
                .Where(checkpoint => checkpoint.Cursor.Length > 0)
                .Sum(checkpoint => Number(checkpoint.Cursor) - Number(logstore.Shards.Single(shard => shard.Id == checkpoint.Shard).BeginCursor)) ?? 0);
        }
    }

    private static void Sink()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        long received = 0;
        new Thread(() =>
        {
            while (true)
            {
                Socket socket = listener.AcceptSocket();
                socket.ReceiveBufferSize = 4 * 1024 * 1024;
                new Thread(() =>
                {
                    byte[] buffer = new byte[1024 * 1024];
                    for (int count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
                    {
                        Interlocked.Add(ref received, count);
                    }

                    socket.Dispose();
                })
                { IsBackground = true }.Start();
            }
        })
        { IsBackground = true }.Start();

        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(Interlocked.Read(ref received));
        }
    }

    private static long Number(string cursor) =>
        long.Parse(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(cursor)), CultureInfo.InvariantCulture);
}
