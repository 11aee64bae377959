using System.Threading.Channels;

namespace SlsSyslog.Testing;

/// <summary>
/// The file to which every change of state is appended, and from which an emulator begins. A record cut off by a crash is dropped; all
/// before it count. Changes are queued under the locks that order them and written by a background task.
/// </summary>
internal sealed class StateLog : IAsyncDisposable
{
    private const int Version = 1;
    private static readonly byte[] Magic = [.. "SLSEMU"u8];
    private readonly FileStream _file;
    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    private StateLog(FileStream file)
    {
        _file = file;
        _writing = WriteAsync();
    }

    /// <summary>Opens or creates the file of a folder and replays what it holds.</summary>
    public static StateLog Open(string directory, StateReplay replay)
    {
        Directory.CreateDirectory(directory);
        FileStream file = new(Path.Combine(directory, "emulator.state"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            if (file.Length == 0)
            {
                file.Write([.. Magic, 0, Version]);
                file.Flush();
            }
            else
            {
                Replay(file, replay);
            }

            return new StateLog(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Record(StateRecord record) => _entries.Writer.TryWrite(new Entry(record.Encode(), null));

    /// <summary>Completes when everything recorded so far has been given to the operating system.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public Task WrittenAsync()
    {
        TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _entries.Writer.TryWrite(new Entry([], written)) ? written.Task : _writing;
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        await foreach (Entry? entry in _entries.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await _file.WriteAsync(entry.Bytes).ConfigureAwait(false);
                if (entry.Written is { } written)
                {
                    await _file.FlushAsync().ConfigureAwait(false);
                    written.TrySetResult();
                }
            }
            catch (IOException full)
            {
                // reported to the waiter for this change; a later change may fit again
                entry.Written?.TrySetException(full);
            }
        }

        await _file.FlushAsync().ConfigureAwait(false);
    }

    private static void Replay(FileStream file, StateReplay replay)
    {
        using BinaryReader reader = new(file, System.Text.Encoding.UTF8, leaveOpen: true);
        CheckHeader(file, reader);
        long end = file.Position;
        try
        {
            while (file.Length - end >= sizeof(int))
            {
                int length = reader.ReadInt32();
                if (length > file.Length - file.Position)
                {
                    break;
                }

                replay.Apply(StateRecord.Decode(reader));
                end = file.Position;
            }
        }
        catch (Exception damage) when (damage is ArgumentException or FormatException or IOException or EmulatorException)
        {
            throw new InvalidDataException($"{file.Name} is damaged at byte {end}: {damage.Message} Move it away to begin anew.", damage);
        }
        finally
        {
            replay.End();
        }

        // the rest of a record that a crash cut off
        file.SetLength(end);
        file.Position = end;
    }

    private static void CheckHeader(FileStream file, BinaryReader reader)
    {
        byte[] header = reader.ReadBytes(Magic.Length + 2);
        if (header.Length < Magic.Length + 2 || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{file.Name} is not a state file of the emulator.");
        }

        int version = (header[^2] << 8) | header[^1];
        if (version > Version)
        {
            throw new InvalidDataException($"{file.Name} was written by a newer version (format {version}; this one reads up to {Version}).");
        }
    }

    private sealed record Entry(byte[] Bytes, TaskCompletionSource? Written);
}
