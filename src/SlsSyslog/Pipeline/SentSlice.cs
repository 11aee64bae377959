using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>One slice on its way to be confirmed.</summary>
/// <param name="Ticket">What to confirm; null when every record of the slice was filtered.</param>
/// <param name="Bytes">Its size with frames.</param>
/// <param name="Completes">The position that may be committed with it, when it is the last slice of a batch.</param>
/// <param name="Counts">What became of its records.</param>
internal readonly record struct SentSlice(DeliveryTicket? Ticket, int Bytes, LogPosition? Completes, BatchCounts Counts);
