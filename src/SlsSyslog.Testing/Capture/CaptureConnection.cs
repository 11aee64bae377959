using System.Net.Sockets;

namespace SlsSyslog.Testing;

/// <summary>Reads one accepted connection until somebody ends it.</summary>
internal sealed class CaptureConnection(Socket socket, int number, SyslogCaptureOptions options, CaptureLog log, ReadingPace pace)
{
    private const int ReadSize = 256 * 1024;
    private volatile bool _endedHere;

    public async Task<ConnectionEnd> RunAsync(CancellationToken cancellationToken)
    {
        var frames = new StreamFrameReader(options.Framing, options.MaxFrameBytes);
        try
        {
            var end = await ReadAsync(frames, cancellationToken).ConfigureAwait(false);
            return _endedHere ? ConnectionEnd.ByServer : end;
        }
        catch (FormatException)
        {
            Reset();
            return ConnectionEnd.FramingError;
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // reset by the sender, or ended from this side while a read was pending
            return _endedHere || ex is OperationCanceledException ? ConnectionEnd.ByServer : ConnectionEnd.Reset;
        }
        finally
        {
            socket.Dispose();
        }
    }

    public void Reset()
    {
        _endedHere = true;
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // the other side was faster: it is closed already
            return;
        }
    }

    public void Close()
    {
        _endedHere = true;
        socket.Dispose();
    }

    public void HalfClose()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // the other side was faster: there is nothing left to shut down
            return;
        }
    }

    private async Task<ConnectionEnd> ReadAsync(StreamFrameReader frames, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(ReadSize);
        FrameHandler onFrame = message => log.AddMessage(message, number);
        while (true)
        {
            // Waits without taking bytes, so that a stall that begins now leaves them in the kernel.
            await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            var wanted = await pace.WaitToReadAsync(buffer.Length, cancellationToken).ConfigureAwait(false);
            var read = await socket.ReceiveAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return frames.IsAtBoundary ? ConnectionEnd.Clean : ConnectionEnd.WithinFrame;
            }

            var cut = pace.TakeCut(read, out var withReset);
            frames.Read(buffer.AsSpan(0, cut ?? read), onFrame);
            log.AddBytes(cut ?? read);
            if (cut is not null)
            {
                End(withReset);
                return ConnectionEnd.ByServer;
            }
        }
    }

    private void End(bool withReset)
    {
        if (withReset)
        {
            Reset();
        }
        else
        {
            Close();
        }
    }
}
