namespace SlsSyslog.Transports;

/// <summary>Frames were not delivered.</summary>
public sealed class SyslogTransportException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, with the server, in words.</param>
    /// <param name="isTransient">Whether sending again may succeed without anyone changing something.</param>
    /// <param name="innerException">The cause.</param>
    public SyslogTransportException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether sending again may succeed without anyone changing something.</summary>
    public bool IsTransient { get; }
}
