using System.Net.Sockets;
using System.Text.Json;

namespace SlsSyslog;

/// <summary>
/// Serves one connection: reads the request, and sends messages and counts, each as one line of JSON, until one side ends.
/// </summary>
internal sealed partial class TapSession(Socket socket, TapHub hub, ISlsSyslogStatus status, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    private const int MaxRequestBytes = 64 * 1024;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(1);

    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            TapRequest request = await ReadRequestAsync(stopping).ConfigureAwait(false);
            await ServeAsync(request, stopping).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            await TryWriteErrorAsync(exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The listener or the host has ended.
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task ServeAsync(TapRequest request, CancellationToken stopping)
    {
        SlsSyslogStatus current = status.GetStatus();
        string[] all = [.. current.Routes.Select(route => route.Name)];
        string[] routes = [.. all.Where(request.Selects)];
        if (routes.Length == 0 && all.Length > 0)
        {
            string problem = $"The forwarder has no route '{string.Join("', '", request.Routes)}'.";
            await TryWriteErrorAsync($"{problem} Specify one of {string.Join(", ", all)}.", all).ConfigureAwait(false);
            return;
        }

        string peer = TapPeer.Describe(socket);
        TapListener listener = new(request);
        if (!hub.TryAdd(listener))
        {
            await TryWriteErrorAsync("Too many taps are connected. End one of them.").ConfigureAwait(false);
            return;
        }

        long started = timeProvider.GetTimestamp();
        LogConnected(logger, peer, Describe(request), request.IsUnmasked ? "with their values" : "masked");
        try
        {
            await WriteAsync(new TapLine { Version = current.Version, Routes = routes }, stopping).ConfigureAwait(false);
            using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            Task watching = WatchEndAsync(ended.CancelAsync, ended.Token);
            try
            {
                await SendAsync(listener, ended.Token).ConfigureAwait(false);
            }
            finally
            {
                await ended.CancelAsync().ConfigureAwait(false);
                await watching.ConfigureAwait(false);
            }
        }
        finally
        {
            hub.Remove(listener);
            TapCounts counts = listener.Counts;
            TimeSpan duration = timeProvider.GetElapsedTime(started);
            LogEnded(logger, peer, DurationText.Format(duration), counts.Matched, counts.Seen, counts.Lost);
        }
    }

    private static string Describe(TapRequest request) =>
        request.Routes.Count == 0 ? "all routes" : PlainText.Clean(string.Join(", ", request.Routes));

    private async Task SendAsync(TapListener listener, CancellationToken ended)
    {
        using PeriodicTimer timer = new(CountInterval, timeProvider);
        Task<bool> tick = timer.WaitForNextTickAsync(ended).AsTask();
        Task<bool> next = listener.Frames.WaitToReadAsync(ended).AsTask();
        while (true)
        {
            Task first = await Task.WhenAny(next, tick).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            if (first == tick)
            {
                await WriteAsync(TapLine.Of(listener.Counts), ended).ConfigureAwait(false);
                tick = timer.WaitForNextTickAsync(ended).AsTask();
                continue;
            }

            while (listener.Frames.TryRead(out TapFrame? frame))
            {
                await WriteAsync(TapLine.Of(frame), ended).ConfigureAwait(false);
            }

            next = listener.Frames.WaitToReadAsync(ended).AsTask();
        }
    }

    // The listener sends nothing after its request, so whatever is read is its end.
    private async Task WatchEndAsync(Func<Task> endAsync, CancellationToken ended)
    {
        try
        {
            await _stream.ReadAsync(new byte[1], ended).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The connection has ended.
        }

        await endAsync().ConfigureAwait(false);
    }

    private async Task<TapRequest> ReadRequestAsync(CancellationToken stopping)
    {
        using CancellationTokenSource deadline = new(RequestTimeout, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        byte[] line = new byte[MaxRequestBytes];
        int length = 0;
        while (length < line.Length)
        {
            int read = await _stream.ReadAsync(line.AsMemory(length), either.Token).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException("The connection ended before the request.");
            }

            length += read;
            if (line.AsSpan(length - read, read).Contains((byte)'\n'))
            {
                return TapRequest.Parse(line.AsSpan(0, length));
            }
        }

        throw new FormatException("The request is too long.");
    }

    private async Task WriteAsync(TapLine line, CancellationToken cancellationToken)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, TapJson.Default.TapLine);
        await _stream.WriteAsync((byte[])[.. json, (byte)'\n'], cancellationToken).ConfigureAwait(false);
    }

    private async Task TryWriteErrorAsync(string error, string[]? routes = null)
    {
        try
        {
            await WriteAsync(new TapLine { Error = error, Routes = routes }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The listener has ended.
        }
    }
}
