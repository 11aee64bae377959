using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlsSyslog.ConsumerGroups;

// The name under which SLS knows this process: the lowest slot of this host whose lock file we get. A restarted process gets the
// same slot, so SLS gives it its shards back at once; two processes never get the same. Held until disposed.
internal sealed class ConsumerName : IDisposable
{
    private const int Slots = 64;
    private const int MaxHostLength = 60;

    private readonly FileStream? _lock;

    private ConsumerName(string value, FileStream? slotLock) => (Value, _lock) = (value, slotLock);

    public string Value { get; }

    // The scope is what the name must be unique in; several logstores of one group share it.
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

        // No folder that can be written to: the process id is unique on this host at least.
        return new ConsumerName(string.Create(CultureInfo.InvariantCulture, $"{host}-p{Environment.ProcessId}"), null);
    }

    public static ConsumerName Fixed(string value) => new(value, null);

    // The file stays: were it deleted, a process that waits for it and one that makes it anew would both hold "the" lock.
    public void Dispose() => _lock?.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            // Another process has this slot, or another user's file lies there.
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
