using System.Security.Cryptography;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Holds the consumer name of this process: the host name and the digest of a random value. The value is kept in a locked file, so that a
/// restarted process has the same name and SLS assigns it the same shards immediately. Without such a file the name is new at each start.
/// </summary>
internal sealed class ConsumerName : IDisposable
{
    private const int Slots = 64;
    private const int MaxHostLength = 60;
    private const int ValueBytes = 16;
    private const int DigestCharacters = 12;
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    private readonly FileStream? _lockFile;

    private ConsumerName(string value, FileStream? lockFile) => (Value, _lockFile) = (value, lockFile);

    public string Value { get; }

    /// <summary>
    /// Gets the folders that can keep the value: the state folder that systemd assigns, the user's folder for application data, and the
    /// temporary folder. Host names repeat, and so do temporary folders of containers: only the value makes a name unique.
    /// </summary>
    public static IEnumerable<string> DefaultFolders => StateFolder.Persistent.Append(Path.GetTempPath());

    /// <summary>Acquires a name that no other process has.</summary>
    /// <param name="scope">Where the name must be unique. The logstores of one group share a name.</param>
    /// <param name="folders">The folders that can keep the value. The first one that can is used.</param>
    public static ConsumerName Acquire(string scope, IEnumerable<string> folders)
    {
        string scopeId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..16];
        foreach (string folder in folders)
        {
            for (int slot = 0; slot < Slots && TryCreate(folder); slot++)
            {
                if (TryLock(Path.Combine(folder, $"slssyslog-{scopeId}-{slot}.lock")) is { } file)
                {
                    return new ConsumerName(Name(Digest(file, BootId())), file);
                }
            }
        }

        return new ConsumerName(Name(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DigestCharacters / 2))), null);
    }

    public static ConsumerName Fixed(string value) => new(value, null);

    /// <summary>Releases the name. The file is kept: a process that had opened it could hold the lock beside one that creates it again.</summary>
    public void Dispose() => _lockFile?.Dispose();

    /// <summary>
    /// Gets the digest of the value in a file, which is written if the file has none. The copy of a file, for example in the image of a virtual
    /// machine, gives another digest: it is used during another boot.
    /// </summary>
    internal static string Digest(FileStream file, string bootId)
    {
        byte[] value = new byte[ValueBytes];
        file.Position = 0;
        if (file.ReadAtLeast(value, ValueBytes, throwOnEndOfStream: false) < ValueBytes)
        {
            RandomNumberGenerator.Fill(value);
            file.Position = 0;
            file.Write(value);
            file.Flush(flushToDisk: true);
        }

        return Convert.ToHexStringLower(SHA256.HashData([.. value, .. Encoding.UTF8.GetBytes(bootId)]))[..DigestCharacters];
    }

    private static bool TryCreate(string folder)
    {
        try
        {
            StateFolder.Create(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream? TryLock(string path)
    {
        FileStream? file = null;
        try
        {
            // Another user can have put a link to one of our files into the temporary folder.
            if (new FileInfo(path).LinkTarget is not null)
            {
                return null;
            }

            file = Open(path);
            if (!IsExclusive(path))
            {
                file.Dispose();
                return null;
            }

            // A full disk is known before the name is used.
            Digest(file, "");
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process holds this slot, the file belongs to another user, or the folder is not writable.
            file?.Dispose();
            return null;
        }
    }

    private static FileStream Open(string path) => StateFolder.OpenFile(path, FileShare.None);

    // Some file systems have no locks, and .NET can be configured not to use them: then several processes would get one name.
    private static bool IsExclusive(string path)
    {
        try
        {
            using FileStream second = Open(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // Empty where the system has none.
    private static string BootId()
    {
        try
        {
            return File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Name(string digest)
    {
        string host = Environment.MachineName;
        StringBuilder name = new(host.Length);
        foreach (char c in host.AsSpan(0, Math.Min(host.Length, MaxHostLength)))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        }

        return $"{(name.Length > 0 ? name.ToString() : "host")}-{digest}";
    }
}
