using System.Net.Sockets;

namespace SlsSyslog;

/// <summary>Finds out which process is at the other end of a local socket.</summary>
internal static class TapPeer
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>Describes the process, for the log.</summary>
    public static string Describe(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "a process of this user";
        }

        // struct ucred: the process, the user and the group.
        Span<byte> credentials = stackalloc byte[3 * sizeof(int)];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials);
        int process = BitConverter.ToInt32(credentials);
        int user = BitConverter.ToInt32(credentials[sizeof(int)..]);
        return string.Create(CultureInfo.InvariantCulture, $"process {process}{NameOf(process)} of user {user}");
    }

    private static string NameOf(int process)
    {
        try
        {
            return $" ({PlainText.Clean(File.ReadAllText($"/proc/{process}/comm").Trim())})";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended, or /proc is not there
        }
    }
}
