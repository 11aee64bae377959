namespace SlsSyslog;

/// <summary>Represents the last slice that was passed to the transport.</summary>
/// <param name="BatchEnd">The position after its batch.</param>
/// <param name="Index">The index of its last record in the batch.</param>
/// <param name="Records">The number of its records that are sent. A record that is split has several frames.</param>
/// <param name="Bytes">Its size with frames.</param>
internal readonly record struct LastSlice(LogPosition BatchEnd, int Index, int Records, int Bytes);
