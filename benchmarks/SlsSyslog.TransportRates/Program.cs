// Compares the throughput of the transports with a loop that only writes the same bytes: dotnet run -c Release [MB per round] [rounds].
// The receivers are separate processes, so that the measured CPU time belongs to the sender only.
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using SlsSyslog.TransportRates;
using SlsSyslog.Transports;

if (args is ["receive", string protocol])
{
    await Receiver.RunAsync(protocol);
    return;
}

int megabytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 512;
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
int slices = megabytes * 4;
Payload payload = new(messageBytes: 500);

Console.WriteLine($"{slices} slices of {payload.Slice.Length} bytes a round, {payload.Slice.Count} messages each, {rounds} rounds, {Environment.ProcessorCount} cores");
Console.WriteLine("| what | MB/s, median (range) | MB per CPU-second of the sender, median (range) |");
Console.WriteLine("| --- | --- | --- |");
await CompareAsync("TCP", "tcp", BareTcpAsync, (port, _) => new TcpTransport(new() { Servers = [new(SyslogScheme.Tcp, "127.0.0.1", port)] }));
await CompareAsync("TLS", "tls", BareTlsAsync, (port, pin) => new TcpTransport(new()
{
    Servers = [new(SyslogScheme.Tls, "localhost", port)],
    Tls = new() { PinnedFingerprints = [pin] },
}));
await MeasureRelpAsync();

async Task CompareAsync(string name, string receiver, Func<int, Task> bare, Func<int, string, IDrainableTransport> make)
{
    using ReceiverProcess process = await ReceiverProcess.StartAsync(receiver);
    List<Measurement> bareRounds = [];
    List<Measurement> ourRounds = [];
    for (int round = -1; round < rounds; round++)
    {
        Measurement plain = await Measurement.OfAsync(() => bare(process.Port), (long)slices * payload.Slice.Length);
        await using IDrainableTransport transport = make(process.Port, process.Fingerprint);
        Measurement ours = await Measurement.OfAsync(() => Flow.RunAsync(transport, payload, slices), (long)slices * payload.Slice.Length);
        if (round >= 0)
        {
            // The first round warms up both programs.
            bareRounds.Add(plain);
            ourRounds.Add(ours);
        }
    }

    Measurement.Print($"{name}, bare loop", bareRounds);
    Measurement.Print($"{name}, transport, all confirmed", ourRounds);
    double time = Measurement.Median(ourRounds.Select(round => round.Rate)) / Measurement.Median(bareRounds.Select(round => round.Rate));
    double cpu = Measurement.Median(ourRounds.Select(round => round.CpuRate)) / Measurement.Median(bareRounds.Select(round => round.CpuRate));
    Console.WriteLine($"| {name}, transport / bare loop | {time:P0} | {cpu:P0} |");
}

async Task MeasureRelpAsync()
{
    using ReceiverProcess process = await ReceiverProcess.StartAsync("relp");
    List<Measurement> measured = [];
    int relpSlices = Math.Max(1, slices / 16);
    for (int round = -1; round < rounds; round++)
    {
        await using RelpTransport transport = new(new() { Servers = [new(SyslogScheme.Relp, "127.0.0.1", process.Port)] });
        Measurement ours = await Measurement.OfAsync(() => Flow.RunAsync(transport, payload, relpSlices), (long)relpSlices * payload.Slice.Length);
        if (round >= 0)
        {
            measured.Add(ours);
        }
    }

    Measurement.Print("RELP, window 128, all acknowledged", measured);
    double perByte = (double)payload.Slice.Count / payload.Slice.Length;
    Console.WriteLine($"| RELP, messages | {Measurement.Median(measured.Select(round => round.Rate)) * 1e6 * perByte:N0} a second | |");
}

async Task BareTcpAsync(int port)
{
    using Socket socket = await ConnectAsync(port);
    for (int i = 0; i < slices; i++)
    {
        await socket.SendAsync(payload.Slice.Memory);
    }

    await EndAsync(socket);
}

async Task BareTlsAsync(int port)
{
    using Socket socket = await ConnectAsync(port);
    await using SslStream stream = new(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
    await stream.AuthenticateAsClientAsync("localhost");
    for (int i = 0; i < slices; i++)
    {
        await stream.WriteAsync(payload.Slice.Memory);
    }

    await stream.ShutdownAsync();
    await EndAsync(socket);
}

static async Task<Socket> ConnectAsync(int port)
{
    Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    await socket.ConnectAsync(IPAddress.Loopback, port);
    return socket;
}

static async Task EndAsync(Socket socket)
{
    socket.Shutdown(SocketShutdown.Send);
    byte[] rest = new byte[1024];
    while (await socket.ReceiveAsync(rest) > 0)
    {
    }
}
