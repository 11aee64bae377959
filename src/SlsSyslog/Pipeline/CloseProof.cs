namespace SlsSyslog;

/// <summary>Keeps the connections that carried confirmed slices: a server that answers no close may not have read them.</summary>
/// <param name="transport">The transport.</param>
/// <param name="isBounded">Whether the result of the run is used as proof, so that nothing counts before the final close is answered.</param>
internal sealed class CloseProof(ISyslogTransport transport, bool isBounded)
{
    // The settled slices of a bounded run. They count when the final close is answered, or when the run starts again after them.
    private readonly Queue<SentSlice> _held = new();

    // The last counted ticket of each connection of a bounded run; otherwise the last one only.
    private readonly Dictionary<object, DeliveryTicket> _counted = new(ReferenceEqualityComparer.Instance);

    public bool IsBounded => isBounded;

    /// <summary>Gets whether the server may not have read something that was counted.</summary>
    public bool IsUnproven => _counted.Values.Any(IsCloseUnanswered);

    public void Hold(in SentSlice slice) => _held.Enqueue(slice);

    /// <summary>Takes the next held slice, unless the server may not have read it.</summary>
    public bool TryTake(out SentSlice slice) =>
        _held.TryPeek(out slice) && !(slice.Ticket is { } ticket && IsCloseUnanswered(ticket)) && _held.TryDequeue(out slice);

    /// <summary>Removes what is still held. Returns whether there was anything.</summary>
    public bool Clear()
    {
        bool hadAny = _held.Count > 0;
        _held.Clear();
        return hadAny;
    }

    /// <summary>Adds the ticket of a slice that counts as delivered.</summary>
    public void Count(DeliveryTicket? ticket)
    {
        if (ticket is { Carrier: { } carrier } counted)
        {
            if (!isBounded)
            {
                _counted.Clear();
            }

            _counted[carrier] = counted;
        }
    }

    private bool IsCloseUnanswered(DeliveryTicket ticket) => transport is IDrainableTransport drainable && drainable.IsCloseUnanswered(ticket);
}
