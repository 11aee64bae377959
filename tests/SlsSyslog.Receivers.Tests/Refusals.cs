using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Asserts that a transport whose receiver rejects it logs the reason, and that nothing counts as delivered.</summary>
internal static class Refusals
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // Longer than the settle window of these transports, so that a wrong confirmation would be noticed.
    private static readonly TimeSpan SettledTwice = TimeSpan.FromSeconds(2);

    public static async Task AssertNothingDeliveredAsync<TTransport>(
        ReceiverDaemon daemon, string listener, Func<ILogger<TTransport>, TTransport> connect, params string[] reasons)
        where TTransport : ISyslogTransport
    {
        ReceivedLog received = daemon.OpenLog();
        WarningLog<TTransport> log = new();
        using CancellationTokenSource stop = new();
        await using TTransport transport = connect(log);
        Task delivering = DeliverAsync(transport, stop.Token);

        string warning = await log.FirstWarning.WaitAsync(Deadline);
        Task first = await Task.WhenAny(delivering, Task.Delay(SettledTwice, CancellationToken.None));
        Assert.False(first == delivering, $"{listener} rejects the transport, but the frames counted as delivered after the warning: {warning}");
        Assert.True(
            reasons.Any(reason => warning.Contains(reason, StringComparison.OrdinalIgnoreCase)),
            $"{listener} rejects the transport, but the warning contains none of \"{string.Join("\", \"", reasons)}\": {warning}");
        Assert.Empty(received.ReadNow(listener));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
    }

    // Sends one message repeatedly until it is confirmed.
    private static async Task DeliverAsync(ISyslogTransport transport, CancellationToken stop)
    {
        using FrameBuffer frames = new();
        frames.Append(NumberedFlow.Formatter, NumberedFlow.RecordOf(0));
        while (true)
        {
            try
            {
                await transport.ConfirmAsync(await transport.SendAsync(frames, stop), stop);
                return;
            }
            catch (SyslogTransportException) when (!stop.IsCancellationRequested)
            {
                // Expected: the frames failed. Send them again.
                await Task.Delay(20, stop);
            }
        }
    }

    private sealed class WarningLog<T> : ILogger<T>
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstWarning => _first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _first.TrySetResult(formatter(state, exception));
            }
        }
    }
}
