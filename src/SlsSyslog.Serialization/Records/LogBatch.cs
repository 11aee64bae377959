namespace SlsSyslog.Serialization;

/// <summary>
/// The logs of one pull, walked once from front to back. Whoever receives a batch owns it and disposes it, which gives its
/// memory back; records lent by it must not be touched afterwards.
/// </summary>
public abstract class LogBatch : IDisposable
{
    /// <summary>Where this batch begins: what to read from again when it was not delivered.</summary>
    public abstract LogPosition Start { get; }

    /// <summary>Where the next pull begins: what may be committed once every record of this batch is confirmed.</summary>
    public abstract LogPosition NextPosition { get; }

    /// <summary>The size of the batch before compression, bytes.</summary>
    public abstract int RawBytes { get; }

    /// <summary>The record the walk stands at, valid until the next <see cref="MoveNext"/>.</summary>
    public abstract LogRecord Current { get; }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False behind the last one.</returns>
    public abstract bool MoveNext();

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the memory back; called once or more.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
