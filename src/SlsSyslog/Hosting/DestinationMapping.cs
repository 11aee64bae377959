using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Makes a transport's options of a destination, naming by configuration path what is wrong.</summary>
internal static class DestinationMapping
{
    public static void FindFaults(DestinationOptions destination, string path, OptionFaults faults)
    {
        for (int i = 0; i < destination.Servers.Count; i++)
        {
            if (!SyslogServer.TryParse(destination.Servers[i], out _))
            {
                faults.Add($"{path}:{nameof(destination.Servers)}:{i}", $"is wrong: {Explain(destination.Servers[i])}");
            }
        }

        foreach (OptionFault fault in ToTcp(destination).FindFaults())
        {
            if (fault.Option == nameof(destination.Servers) && destination.Servers.Count > 0)
            {
                continue; // the servers that cannot be read are named already
            }

            faults.Add($"{path}:{fault.Option}", $"is wrong: {fault.Message}");
        }

        if (destination.MaxUnsettledBytes < 1)
        {
            faults.Add($"{path}:{nameof(destination.MaxUnsettledBytes)}", $"is {destination.MaxUnsettledBytes}; write at least 1.");
        }
    }

    public static TcpTransportOptions ToTcp(DestinationOptions destination)
    {
        TcpTransportOptions options = new()
        {
            Servers = [.. destination.Servers.Select(text => SyslogServer.TryParse(text, out SyslogServer? server) ? server : null).OfType<SyslogServer>()],
            Confirmation = destination.Confirmation,
        };
        options.SettleWindow = destination.SettleWindow ?? options.SettleWindow;
        options.ConnectTimeout = destination.ConnectTimeout ?? options.ConnectTimeout;
        options.WriteTimeout = destination.WriteTimeout ?? options.WriteTimeout;
        return options;
    }

    private static string Explain(string text)
    {
        try
        {
            SyslogServer.Parse(text);
            return "";
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }
}
