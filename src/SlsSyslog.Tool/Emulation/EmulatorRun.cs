using System.Net.Sockets;
using SlsSyslog.Testing;

namespace SlsSyslog.Tool;

/// <summary>Runs the emulator with one logstore until a token is canceled.</summary>
/// <param name="options">The options of the emulator.</param>
/// <param name="project">The project.</param>
/// <param name="logstore">The logstore. It is created unless the data folder contains it.</param>
/// <param name="shards">The number of shards of a logstore that is created.</param>
/// <param name="file">A file of JSON lines to load, or <see langword="null"/>.</param>
internal sealed class EmulatorRun(SlsEmulatorOptions options, string project, string logstore, int shards, string? file)
{
    /// <param name="report">Receives what a client needs to connect, and the number of logs that were loaded.</param>
    /// <param name="cancellationToken">Ends the emulator.</param>
    public async Task RunAsync(Action<EmulatorAddress> report, CancellationToken cancellationToken)
    {
        SlsEmulator emulator = await StartAsync(cancellationToken).ConfigureAwait(false);
        await using (emulator.ConfigureAwait(false))
        {
            EmulatorLogstore logs = emulator.FindLogstore(project, logstore) ?? emulator.CreateLogstore(project, logstore, shards);
            int? loaded = file is null ? null : JsonLines.Load(file, logs);
            report(new EmulatorAddress(
                emulator.Endpoint.GetLeftPart(UriPartial.Authority), options.AccessKeyId, options.AccessKeySecret, project, logstore, loaded));

            TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellationToken.Register(stopped.SetResult);
            await stopped.Task.ConfigureAwait(false);
        }
    }

    private async Task<SlsEmulator> StartAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(options.DataDirectory))
        {
            throw new ToolException($"{PlainText.Clean(options.DataDirectory)} is a file. Specify a folder after --data.");
        }

        try
        {
            return await SlsEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new ToolException($"Port {options.Port} is in use. Specify another port after --port, or 0 for a free one.");
        }
    }
}
