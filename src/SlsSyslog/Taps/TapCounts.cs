namespace SlsSyslog;

/// <summary>Counts the messages of a tap.</summary>
/// <param name="Seen">The messages of the routes.</param>
/// <param name="Matched">Those that the filter matched.</param>
/// <param name="Lost">Those that matched and were not sent, because the listener was too slow.</param>
internal readonly record struct TapCounts(long Seen, long Matched, long Lost);
