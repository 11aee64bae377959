namespace SlsSyslog.SendLines;

/// <summary>Divides a stream into lines. A line ends with LF or CRLF; a CR alone is a character of the line.</summary>
internal sealed class LineReader(Stream input)
{
    // Far more than a message can contain. The rest of a longer line is skipped instead of kept in memory.
    private const int MaxLineBytes = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _line = [];
    private bool _isCut;

    /// <summary>Reads to the end of the input, or until it is cancelled. The last line needs no line end.</summary>
    /// <param name="onLine">Receives each line and whether it was cut.</param>
    /// <param name="onPause">Is called when no input arrives, so that lines need not wait for the next ones.</param>
    /// <param name="cancellationToken">Stops reading, also while the input is silent. What was read is still passed on.</param>
    public async Task ReadAsync(Func<byte[], bool, Task> onLine, Func<Task> onPause, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // A read of a terminal or a pipe cannot be cancelled, so it is left behind.
            Task<int> read = Task.Run(() => input.Read(_buffer), CancellationToken.None);
            if (await Task.WhenAny(read, Task.Delay(Pause, cancellationToken)) != read)
            {
                await onPause();
            }

            await Task.WhenAny(read, Task.Delay(Timeout.Infinite, cancellationToken));
            if (!read.IsCompleted)
            {
                break;
            }

            int count = await read;
            if (count == 0)
            {
                break;
            }

            await SplitAsync(_buffer.AsMemory(0, count), onLine);
        }

        if (_line.Count > 0 || _isCut)
        {
            bool isCut = _isCut;
            await onLine(TakeLine(hasLineEnd: false), isCut);
        }
    }

    private async Task SplitAsync(ReadOnlyMemory<byte> text, Func<byte[], bool, Task> onLine)
    {
        while (text.Span.IndexOf((byte)'\n') is int end and >= 0)
        {
            Keep(text.Span[..end]);
            bool isCut = _isCut;
            await onLine(TakeLine(hasLineEnd: true), isCut);
            text = text[(end + 1)..];
        }

        Keep(text.Span);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        int room = MaxLineBytes - _line.Count;
        _isCut |= part.Length > room;
        _line.AddRange(part[..Math.Min(part.Length, room)]);
    }

    private byte[] TakeLine(bool hasLineEnd)
    {
        int length = hasLineEnd && !_isCut && _line.Count > 0 && _line[^1] == '\r' ? _line.Count - 1 : _line.Count;
        byte[] line = [.. _line.GetRange(0, length)];
        _line.Clear();
        _isCut = false;
        return line;
    }
}
