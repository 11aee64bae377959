using System.Text.Json;

namespace SlsSyslog;

/// <summary>
/// Appends lines to the files of the ledger of a route. Each line is on disk before the method completes. A line that a loss of power left
/// incomplete is removed: its checkpoint was not stored. Safe for concurrent use.
/// </summary>
internal sealed class LedgerFile(string folder, string name, long maxFileBytes, int maxFiles) : IDisposable
{
    private readonly SemaphoreSlim _lock = new(1);
    private FileStream? _lockFile;
    private FileStream? _file;
    private int _number = 1;
    private string _digest = LedgerLine.FirstDigest;

    /// <summary>Gets the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Appends a line with the members that the action writes.</summary>
    /// <exception cref="IOException">The line could not be written. Nothing of it remains.</exception>
    public async ValueTask AppendAsync(Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            FileStream file = _file ??= OpenLast();
            if (file.Length >= maxFileBytes)
            {
                file = BeginNext(file);
            }

            (byte[] line, string digest) = LedgerLine.Write(writeMembers, _digest);
            Append(file, line);
            _digest = digest;
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lockFile?.Dispose();
        _lock.Dispose();
    }

    // Written in one call, which cannot be canceled halfway.
    private void Append(FileStream file, byte[] line)
    {
        long end = file.Length;
        try
        {
            file.Position = end;
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // The next attempt opens the file again, and removes what may remain.
            _file = null;
            try
            {
                file.SetLength(end);
            }
            finally
            {
                file.Dispose();
            }

            throw;
        }
    }

    private FileStream OpenLast()
    {
        StateFolder.Create(Folder);
        _lockFile ??= LedgerFolder.Lock(Folder, name);
        SortedList<int, string> files = LedgerFolder.Find(Folder, name);
        _number = files.Count > 0 ? files.Keys[^1] : 1;
        _digest = LedgerLine.FirstDigest;
        FileStream file = StateFolder.OpenFile(LedgerFolder.PathOf(Folder, name, _number), FileShare.Read);
        try
        {
            LedgerTail tail = LedgerTail.Read(file);
            file.SetLength(tail.End);
            string digest = tail.Digest;
            for (int i = files.Count - 2; i >= 0 && digest.Length == 0; i--)
            {
                using FileStream earlier = File.OpenRead(files.Values[i]);
                digest = LedgerTail.Read(earlier).Digest;
            }

            _digest = digest.Length > 0 ? digest : LedgerLine.FirstDigest;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private FileStream BeginNext(FileStream full)
    {
        _file = StateFolder.OpenFile(LedgerFolder.PathOf(Folder, name, _number + 1), FileShare.Read);
        full.Dispose();
        _number++;
        foreach ((int number, string path) in LedgerFolder.Find(Folder, name))
        {
            if (number <= _number - maxFiles)
            {
                File.Delete(path);
            }
        }

        return _file;
    }
}
