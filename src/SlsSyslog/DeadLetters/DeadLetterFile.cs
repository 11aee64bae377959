using System.Text.Json;

namespace SlsSyslog;

/// <summary>Appends dead letters to a file, one JSON object per line. Each is on disk before the record counts as handled.</summary>
internal sealed class DeadLetterFile(string path, TimeProvider timeProvider) : IDeadLetterHandler, IDisposable
{
    private readonly SemaphoreSlim _lock = new(1);

    public async ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> line = Line(letter);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.WriteThrough);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private byte[] Line(DeadLetter letter)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("at", timeProvider.GetUtcNow());
            json.WriteString("route", letter.Route);
            json.WriteString("shard", letter.ShardName);
            json.WriteString("reason", letter.Reason);
            json.WritePropertyName("record");
            json.WriteRawValue(letter.Record.Span);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
