namespace SlsSyslog.Transports;

/// <summary>A receipt for sent frames, understood only by the transport that gave it.</summary>
/// <param name="Carrier">What carried the frames, usually a connection; null for a ticket that needs no confirmation.</param>
/// <param name="Position">The carrier's count of bytes or messages behind the last frame.</param>
public readonly record struct DeliveryTicket(object? Carrier, long Position);
