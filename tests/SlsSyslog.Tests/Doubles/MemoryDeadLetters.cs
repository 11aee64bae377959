using System.Collections.Concurrent;

namespace SlsSyslog.Tests;

internal sealed class MemoryDeadLetters : IDeadLetterHandler
{
    private int _failures;

    public ConcurrentQueue<DeadLetter> Letters { get; } = [];

    /// <summary>Gets the number of attempts that fail before letters are stored.</summary>
    public int FailuresFirst { get; init; }

    public ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (_failures < FailuresFirst)
        {
            _failures++;
            throw new IOException("the disk is full");
        }

        Letters.Enqueue(letter);
        return ValueTask.CompletedTask;
    }
}
