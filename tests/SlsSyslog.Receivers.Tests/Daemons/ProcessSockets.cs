using System.Globalization;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Reads from /proc whether a given process listens on a port, and not another one.</summary>
internal static class ProcessSockets
{
    private const string TcpListen = "0A";
    private const string UdpBound = "07";

    public static IEnumerable<ReceiverListener> MissingFrom(int processId, IEnumerable<ReceiverListener> expected)
    {
        HashSet<string> owned = OwnedSockets(processId);
        HashSet<int> tcp = Ports(processId, "tcp", TcpListen, owned);
        HashSet<int> udp = Ports(processId, "udp", UdpBound, owned);
        return expected.Where(listener => !(listener.Protocol == "tcp" ? tcp : udp).Contains(listener.Port));
    }

    private static HashSet<string> OwnedSockets(int processId)
    {
        HashSet<string> inodes = [];
        string folder = $"/proc/{processId}/fd";
        if (!Directory.Exists(folder))
        {
            return inodes;
        }

        foreach (string file in Directory.EnumerateFiles(folder))
        {
            // "socket:[12345]"
            if (TargetOf(file) is { } target && target.StartsWith("socket:[", StringComparison.Ordinal))
            {
                inodes.Add(target["socket:[".Length..^1]);
            }
        }

        return inodes;
    }

    private static string? TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The socket was closed or the process ended in the meantime.
            return null;
        }
    }

    private static HashSet<int> Ports(int processId, string protocol, string state, HashSet<string> owned)
    {
        HashSet<int> ports = [];
        string table = $"/proc/{processId}/net/{protocol}";
        if (!File.Exists(table))
        {
            return ports;
        }

        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
        foreach (string line in File.ReadLines(table).Skip(1))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns[3] == state && owned.Contains(columns[9]))
            {
                ports.Add(int.Parse(columns[1].AsSpan(columns[1].IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber));
            }
        }

        return ports;
    }
}
