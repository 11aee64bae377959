using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>
/// Represents the environment variable with the address on which the program serves its status and its metrics. An error is reported together
/// with those of the other settings.
/// </summary>
internal sealed class HttpAddress : IValidateOptions<SlsSyslogOptions>
{
    /// <summary>The variable with the address. Without it, the program listens on no port.</summary>
    public const string Variable = "SLS_HTTP";

    private const string Fix = "Specify an IP address and a port, such as 127.0.0.1:9464.";

    private readonly string _error = "";

    private HttpAddress(string text, bool isUsed)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!TryParse(text, out IPEndPoint? address))
        {
            _error = $"'{text}' is not a valid address. {Fix}";
            return;
        }

        _error = isUsed ? FindProblem(address!) : "";
        EndPoint = _error.Length == 0 ? address : null;
    }

    /// <summary>Gets the address, or <see langword="null"/> when the variable is not set or not valid.</summary>
    public IPEndPoint? EndPoint { get; }

    /// <summary>Reads the variable. An address on which the program cannot listen is an error.</summary>
    public static HttpAddress Read() => new(Text(), isUsed: true);

    /// <summary>Reads the variable of a program that does not listen: another process can use the address.</summary>
    public static HttpAddress ReadWithoutUse() => new(Text(), isUsed: false);

    public ValidateOptionsResult Validate(string? name, SlsSyslogOptions options) =>
        _error.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"{Variable}: {_error}");

    private static string Text() => Environment.GetEnvironmentVariable(Variable)?.Trim() ?? "";

    // 127.0.0.1:9464, [::1]:9464 and localhost:9464. A port is required; 0 is any free port.
    private static bool TryParse(string text, out IPEndPoint? address)
    {
        const string Local = "localhost:";
        text = text.StartsWith(Local, StringComparison.OrdinalIgnoreCase) ? $"{IPAddress.Loopback}:{text[Local.Length..]}" : text;

        // IPEndPoint.TryParse accepts an address without a port, and short forms such as 127.1.
        bool hasPort = text.LastIndexOf(':') is int colon and > 0
            && (text[0] == '['
                ? text[colon - 1] == ']'
                : text.IndexOf(':', StringComparison.Ordinal) == colon && text.AsSpan(0, colon).Count('.') == 3);
        address = null;
        return hasPort && !text.EndsWith(':') && IPEndPoint.TryParse(text, out address);
    }

    // Before anything is read: a process that ends while it starts would keep its shards until the group releases them.
    private static string FindProblem(IPEndPoint address)
    {
        try
        {
            using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
            return "";
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"The address {address} is in use. Specify another port, or end the program that uses it.";
        }
        catch (SocketException exception)
        {
            return $"The program cannot listen on {address}: {exception.Message.TrimEnd('.')}. {Fix}";
        }
    }
}
