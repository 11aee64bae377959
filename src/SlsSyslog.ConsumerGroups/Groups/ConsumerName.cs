using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Holds the consumer name of this process: the host name and the lowest slot number whose lock file is free. After a restart the process gets
/// the same name, so that SLS assigns it the same shards immediately. Two processes never get the same name.
/// </summary>
internal sealed class ConsumerName : IDisposable
{
    private const int Slots = 64;
    private const int MaxHostLength = 60;

    private readonly FileStream? _lockFile;

    private ConsumerName(string value, FileStream? lockFile) => (Value, _lockFile) = (value, lockFile);

    public string Value { get; }

    /// <summary>Acquires a free slot.</summary>
    /// <param name="scope">Where the name must be unique. The logstores of one group share a name.</param>
    /// <param name="folder">The folder of the lock files.</param>
    public static ConsumerName Acquire(string scope, string folder)
    {
        string host = HostPart();
        string scopeId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..16];
        for (int slot = 0; slot < Slots; slot++)
        {
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"slssyslog-{scopeId}-{slot}.lock"));
            if (TryLock(path) is { } file)
            {
                return new ConsumerName(string.Create(CultureInfo.InvariantCulture, $"{host}-{slot}"), file);
            }
        }

        // The folder is not writable. The process ID is unique on this host.
        return new ConsumerName(string.Create(CultureInfo.InvariantCulture, $"{host}-p{Environment.ProcessId}"), null);
    }

    public static ConsumerName Fixed(string value) => new(value, null);

    /// <summary>
    /// Releases the slot. The file is not deleted: otherwise, a process that has opened it and one that creates it again could both hold the lock.
    /// </summary>
    public void Dispose() => _lockFile?.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process holds this slot, or the file belongs to another user.
            return null;
        }
    }

    private static string HostPart()
    {
        string host = Environment.MachineName;
        StringBuilder name = new(host.Length);
        foreach (char c in host.AsSpan(0, Math.Min(host.Length, MaxHostLength)))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        }

        return name.Length > 0 ? name.ToString() : "host";
    }
}
