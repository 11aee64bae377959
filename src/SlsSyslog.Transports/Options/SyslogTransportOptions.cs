namespace SlsSyslog.Transports;

/// <summary>Represents the options of a syslog transport: the servers and the framing. Derive from it for a transport of another kind.</summary>
public abstract class SyslogTransportOptions : IValidatedOptions
{
    /// <summary>Gets or sets the servers in order of preference. When one fails, the next one is tried. All servers have the same scheme.</summary>
    /// <value>The default is an empty list. At least one server is required.</value>
    public IList<SyslogServer> Servers { get; set; } = [];

    /// <summary>Gets the schemes of the servers that this transport can send to, in lowercase.</summary>
    public abstract IReadOnlyList<string> Schemes { get; }

    /// <summary>Gets the framing that the frame buffers of this transport must have.</summary>
    /// <value><see cref="SyslogFraming.Datagram"/>, unless a derived class returns another framing.</value>
    public virtual SyslogFraming FrameBufferFraming => SyslogFraming.Datagram;

    /// <summary>Gets the number of bytes at which a buffer is to be sent, so that a limit of the rate does not cause bursts.</summary>
    /// <value><see cref="FrameBuffer.DefaultSliceBytes"/>, unless a derived class returns another value.</value>
    public virtual int SliceBytes => FrameBuffer.DefaultSliceBytes;

    /// <summary>Gets the number of frames at which a buffer is to be sent, so that a limit of the rate does not cause bursts.</summary>
    /// <value><see cref="int.MaxValue"/>, unless a derived class returns another value.</value>
    public virtual int SliceFrames => int.MaxValue;

    /// <summary>Sets the options that are not specified to values that suit the messages to be sent.</summary>
    /// <param name="framing">The framing that the format of the messages prefers.</param>
    /// <param name="maxMessageBytes">The size of the largest message, in bytes.</param>
    public virtual void UseDefaults(SyslogFraming framing, int maxMessageBytes)
    {
    }

    /// <inheritdoc/>
    public virtual void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (Servers.Count == 0)
        {
            int port = SyslogScheme.DefaultPortOf(Schemes[0]) ?? 514;
            errors.Add(
                nameof(Servers),
                "The value is missing.",
                string.Create(CultureInfo.InvariantCulture, $"Specify at least one server, such as {Schemes[0]}://siem.corp:{port}."));
        }

        for (int i = 0; i < Servers.Count; i++)
        {
            SyslogServer server = Servers[i];
            string path = string.Create(CultureInfo.InvariantCulture, $"{nameof(Servers)}:{i}");
            if (!Schemes.Contains(server.Scheme))
            {
                errors.Add(
                    path,
                    $"'{server}' does not have a supported scheme.",
                    Schemes.Count == 1 ? $"Specify the scheme {Schemes[0]}." : $"Specify one of the schemes {string.Join(", ", Schemes)}.");
            }
            else if (server.Scheme != Servers[0].Scheme)
            {
                // A failover must never change the protection.
                errors.Add(path, $"'{server}' and '{Servers[0]}' have different schemes.", "Specify the same scheme for all servers.");
            }
            else if (Servers.IndexOf(server) < i)
            {
                errors.Add(path, $"'{server}' is listed twice.", "Remove it.");
            }
        }
    }
}
