using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.TransportRates;

/// <summary>A receiver as a child process; it is stopped with this object.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process _process;

    private ReceiverProcess(Process process, int port, string fingerprint)
    {
        _process = process;
        Port = port;
        Fingerprint = fingerprint;
    }

    public int Port { get; }

    public string Fingerprint { get; }

    public static async Task<ReceiverProcess> StartAsync(string protocol)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ReceiverProcess).Assembly.Location);
        }

        start.ArgumentList.Add("receive");
        start.ArgumentList.Add(protocol);
        Process process = Process.Start(start)!;
        string[] words = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver did not start.")).Split(' ');
        return new ReceiverProcess(process, int.Parse(words[0], CultureInfo.InvariantCulture), words[1]);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
