namespace SlsSyslog.Serialization;

/// <summary>
/// Numbers messages from 1 (RFC 5424 7.3.1). The number of a message that is not sent is used again, so that a missing number at the receiver
/// is a missing message. Safe for concurrent use.
/// </summary>
/// <param name="last">The number before the first one.</param>
internal sealed class SequenceNumbers(int last = 0)
{
    private readonly Lock _lock = new();
    private readonly Stack<int> _unused = new();
    private int _last = last;

    public int Take()
    {
        lock (_lock)
        {
            return _unused.TryPop(out int unused) ? unused : _last = _last == int.MaxValue ? 1 : _last + 1;
        }
    }

    public void Return(int number)
    {
        lock (_lock)
        {
            _unused.Push(number);
        }
    }
}
