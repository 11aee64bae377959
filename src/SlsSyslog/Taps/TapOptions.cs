namespace SlsSyslog;

/// <summary>Specifies whether the messages of a running host can be watched over a local socket.</summary>
public sealed class TapOptions : IValidatedOptions
{
    // The longest path of a Unix domain socket is 107 bytes on Linux and 103 bytes on macOS.
    private const int MaxPathBytes = 103;

    /// <summary>
    /// Gets or sets the path of the Unix domain socket over which <c>sls-syslog tap</c> reads messages. Only the user of the process can connect.
    /// The socket is created when the host starts.
    /// </summary>
    /// <value>The default is an empty string, which opens no socket.</value>
    /// <remarks>
    /// Messages are copied only while somebody is connected. Unless it is requested, only the structure of a message is sent, not its values. Each
    /// connection is logged with the process that opened it. It is not available on Windows.
    /// </remarks>
    public string Socket { get; set => field = PlainText.Trim(value); } = "";

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (Socket.Length == 0)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            errors.Add(nameof(Socket), "The socket is not available on Windows, where it would have no permissions.", "Leave the value empty.");
        }
        else if (Encoding.UTF8.GetByteCount(Socket) > MaxPathBytes || Socket.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(
                nameof(Socket),
                $"'{PlainText.Clean(Socket)}' is not a valid path of a socket.",
                string.Create(CultureInfo.InvariantCulture, $"Specify a path of at most {MaxPathBytes} bytes, such as /run/slssyslog/tap.sock."));
        }
    }
}
