using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Channels;

namespace SlsSyslog.Testing;

/// <summary>Reads one accepted connection until it ends, and sends the responses of its protocol.</summary>
internal sealed class CaptureConnection(Socket socket, int number, CaptureContext context)
{
    private const int ReadSize = 256 * 1024;
    private readonly Channel<ProtocolAnswer> _answers = Channel.CreateUnbounded<ProtocolAnswer>();
    private readonly IStreamProtocol _protocol = context.NewProtocol();
    private volatile bool _endedHere;

    public async Task<ConnectionEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = await CaptureTlsHandshake.OpenAsync(socket, context, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                ConnectionEnd end = await ServeAsync(stream, cancellationToken).ConfigureAwait(false);
                return _endedHere ? ConnectionEnd.ByServer : end;
            }
        }
        catch (AuthenticationException)
        {
            return ConnectionEnd.FailedHandshake;
        }
        catch (FormatException)
        {
            Reset();
            return ConnectionEnd.FramingError;
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The sender reset the connection, or this side ended it while a read was pending.
            return _endedHere || exception is OperationCanceledException ? ConnectionEnd.ByServer : ConnectionEnd.Reset;
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
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The peer has already closed the connection.
            return;
        }
    }

    public void Close()
    {
        _endedHere = true;
        socket.Dispose();
    }

    public void Vanish()
    {
        try
        {
            PacketFilter.DropAll(socket);
        }
        catch (ObjectDisposedException)
        {
            // The connection has already ended.
            return;
        }
    }

    public void HalfClose() => _answers.Writer.TryWrite(new ProtocolAnswer([], IsLast: true));

    private async Task<ConnectionEnd> ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        // Responses that are withheld when the sender has closed cannot be delivered.
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task answering = AnswerAsync(stream, ended.Token);
        try
        {
            return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _answers.Writer.TryComplete();
            await ended.CancelAsync().ConfigureAwait(false);
            await answering.ConfigureAwait(false);
        }
    }

    private async Task<ConnectionEnd> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(ReadSize);
        FrameHandler onFrame = message => context.Log.AddMessage(message, number);
        Action<ProtocolAnswer> onAnswer = answer => _answers.Writer.TryWrite(answer);
        while (true)
        {
            // Waits without reading bytes, so that a stall that starts now leaves them in the kernel.
            await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            int wanted = await context.Pace.WaitToReadAsync(buffer.Length, cancellationToken).ConfigureAwait(false);
            int read = await stream.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return _protocol.IsAtBoundary ? ConnectionEnd.Clean : ConnectionEnd.WithinFrame;
            }

            int? cut = context.Pace.TakeCut(read, out bool withReset);
            _protocol.Read(buffer.AsSpan(0, cut ?? read), onFrame, onAnswer);
            context.Log.AddBytes(cut ?? read);
            if (cut is not null)
            {
                End(withReset);
                return ConnectionEnd.ByServer;
            }
        }
    }

    private async Task AnswerAsync(Stream stream, CancellationToken ended)
    {
        try
        {
            await foreach (ProtocolAnswer answer in _answers.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (answer.IsAcknowledgement)
                {
                    await context.Answers.PassAsync(ended).ConfigureAwait(false);
                }

                await stream.WriteAsync(answer.Bytes, CancellationToken.None).ConfigureAwait(false);
                if (answer.IsLast)
                {
                    await ShutdownAsync(stream).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection has ended: responses cannot be delivered.
            return;
        }
    }

    private async Task ShutdownAsync(Stream stream)
    {
        if (stream is SslStream tls)
        {
            await tls.ShutdownAsync().ConfigureAwait(false);
        }

        socket.Shutdown(SocketShutdown.Send);
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
