namespace SlsSyslog.Transports;

/// <summary>Represents sent frames whose delivery can be confirmed by the transport that sent them.</summary>
/// <param name="Carrier">The object that carried the frames, usually a connection, or <see langword="null"/> if no confirmation is needed.</param>
/// <param name="Position">The number of bytes or messages of the carrier up to the end of the last frame.</param>
public readonly record struct DeliveryTicket(object? Carrier, long Position);
