namespace SlsSyslog;

/// <summary>Represents a slice that was sent and is not confirmed yet.</summary>
/// <param name="Ticket">The ticket to confirm; <see langword="null"/> when every record of the slice was filtered.</param>
/// <param name="Bytes">The size with frames.</param>
/// <param name="BatchEnd">The position after its batch, to commit when the last slice is confirmed.</param>
/// <param name="IsLast">Whether it is the last slice of its batch.</param>
/// <param name="Counts">The counts of its records.</param>
/// <param name="SentAt">The timestamp at which the operating system had accepted it.</param>
internal readonly record struct SentSlice(DeliveryTicket? Ticket, int Bytes, LogPosition BatchEnd, bool IsLast, BatchCounts Counts, long SentAt);
