namespace SlsSyslog.AspNetCore.Tests;

/// <summary>A status that a test sets.</summary>
internal sealed class FakeStatus(SlsSyslogStatus status) : ISlsSyslogStatus
{
    private int _reads;

    public SlsSyslogStatus Current { get; set; } = status;

    /// <summary>Gets or sets what happens when the status is read.</summary>
    public Action OnRead { get; set; } = () => { };

    public int Reads => Volatile.Read(ref _reads);

    public SlsSyslogStatus GetStatus()
    {
        Interlocked.Increment(ref _reads);
        OnRead();
        return Current;
    }
}
