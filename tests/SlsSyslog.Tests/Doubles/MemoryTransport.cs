using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Tests;

/// <summary>Keeps what is sent and confirms what the test allows.</summary>
internal sealed class MemoryTransport : IDrainableTransport
{
    private readonly List<string> _messages = [];
    private readonly List<TaskCompletionSource> _confirmations = [];
    private readonly Dictionary<object, int> _drainsBefore = [];

    /// <summary>Gets a value that indicates whether slices are confirmed immediately.</summary>
    public bool ConfirmsAtOnce { get; init; } = true;

    /// <summary>Gets a function that is called before a slice is accepted, with its number from 0. It may throw or wait.</summary>
    public Func<int, CancellationToken, Task>? OnSend { get; init; }

    /// <summary>Gets a function that decides whether the server closes the connection at a message.</summary>
    public Func<string, bool>? Rejects { get; init; }

    public int Drains { get; private set; }

    /// <summary>Gets the number of drains, from the first one, that the server does not answer with a close.</summary>
    public int UnansweredDrains { get; init; }

    public string[] Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public int Slices
    {
        get
        {
            lock (_messages)
            {
                return _confirmations.Count;
            }
        }
    }

    public async ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        int number = Slices;
        if (OnSend is not null)
        {
            await OnSend(number, cancellationToken);
        }

        lock (_messages)
        {
            string[] messages = [.. Enumerable.Range(0, frames.Count).Select(i => Encoding.UTF8.GetString(frames.GetMessage(i).Span))];
            _messages.AddRange(messages);
            TaskCompletionSource confirmation = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Rejects is not null && messages.Any(Rejects))
            {
                confirmation.SetException(new SyslogTransportException("The connection broke."));
            }
            else if (ConfirmsAtOnce)
            {
                confirmation.SetResult();
            }

            _confirmations.Add(confirmation);
            _drainsBefore[confirmation] = Drains;
            return new DeliveryTicket(confirmation, _confirmations.Count);
        }
    }

    public async ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) =>
        await ((TaskCompletionSource)ticket.Carrier!).Task.WaitAsync(cancellationToken);

    public void Confirm(int slice) => _confirmations[slice].TrySetResult();

    public void Fail(int slice) => _confirmations[slice].TrySetException(new SyslogTransportException("The connection broke."));

    public ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        Drains++;
        return ValueTask.CompletedTask;
    }

    public bool IsCloseUnanswered(DeliveryTicket ticket)
    {
        lock (_messages)
        {
            int drain = _drainsBefore[ticket.Carrier!];
            return drain < Drains && drain < UnansweredDrains;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
