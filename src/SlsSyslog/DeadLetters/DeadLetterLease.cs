using Microsoft.Win32.SafeHandles;

namespace SlsSyslog;

/// <summary>Reads one dead-letter file as a shard. A position is the offset of a line.</summary>
internal sealed class DeadLetterLease : ILogLease, IDisposable
{
    private const int MinBlockBytes = 1024 * 1024;

    private readonly SafeFileHandle _file;
    private readonly string? _route;
    private readonly long _end;

    // The offsets of lines that are not dead letters: a line that is read again is counted once.
    private readonly HashSet<long> _unreadable = [];
    private long _next;

    public DeadLetterLease(string path, string? route, CancellationToken stopping)
    {
        _file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        (_route, _end, Draining) = (route, RandomAccess.GetLength(_file), stopping);
        ShardName = $"dead-letters/{Path.GetFileName(path)}";
    }

    public string ShardName { get; }

    public CancellationToken Draining { get; }

    public CancellationToken Lost => CancellationToken.None;

    public int UnreadableLines => _unreadable.Count;

    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        _next = rewindTo is { } position ? long.Parse(position.Cursor, CultureInfo.InvariantCulture) : _next;
        if (_next >= _end)
        {
            return null;
        }

        byte[] block = await ReadLinesAsync(cancellationToken).ConfigureAwait(false);
        DeadLetterBatch batch = new(block, _next, _route, _unreadable);
        _next += block.Length;
        return batch;
    }

    // Nothing is stored: the files are removed when everything has arrived.
    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Dispose() => _file.Dispose();

    // Whole lines, and the last line also when it does not end with a line break.
    private async ValueTask<byte[]> ReadLinesAsync(CancellationToken cancellationToken)
    {
        for (long size = MinBlockBytes; ; size *= 2)
        {
            int length = checked((int)Math.Min(size, _end - _next));
            byte[] block = new byte[length];
            int read = 0;
            while (read < length)
            {
                int more = await RandomAccess.ReadAsync(_file, block.AsMemory(read), _next + read, cancellationToken).ConfigureAwait(false);
                if (more == 0)
                {
                    throw new EndOfStreamException("The dead-letter file has become shorter while it was read.");
                }

                read += more;
            }

            if (_next + length == _end)
            {
                return block;
            }

            int lines = block.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (lines > 0)
            {
                return block[..lines];
            }
        }
    }
}
