namespace SlsSyslog.Serialization;

/// <summary>Represents the logs of one pull, which are read once in order.</summary>
/// <remarks>The receiver of a batch owns and disposes it, which releases the memory; its records must not be used afterwards.</remarks>
public abstract class LogBatch : IDisposable
{
    /// <summary>Gets the position at which the batch begins, from which it can be read again.</summary>
    public abstract LogPosition Start { get; }

    /// <summary>Gets the position at which the next pull begins. It may be committed when every record of the batch is confirmed.</summary>
    public abstract LogPosition NextPosition { get; }

    /// <summary>Gets the size of the batch before compression, in bytes.</summary>
    public abstract int RawBytes { get; }

    /// <summary>
    /// Gets the time at which SLS received the oldest log of the batch, by the local clock, or <see langword="null"/> when it is unknown. It is
    /// exact to about one second and one poll interval.
    /// </summary>
    public virtual DateTimeOffset? ReceivedAt => null;

    /// <summary>
    /// Gets a value that indicates whether the batch replaces logs that expired before they were read, or could not be decoded. It has at most
    /// one record, which describes them.
    /// </summary>
    public virtual bool IsGap => false;

    /// <summary>Gets the current record. Valid until the next call of <see cref="MoveNext"/>.</summary>
    public abstract LogRecord Current { get; }

    /// <summary>Advances to the next record.</summary>
    /// <returns><see langword="true"/> if there is a next record; otherwise, <see langword="false"/>.</returns>
    public abstract bool MoveNext();

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the memory. Can be called more than once.</summary>
    /// <param name="disposing"><see langword="true"/> when called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
