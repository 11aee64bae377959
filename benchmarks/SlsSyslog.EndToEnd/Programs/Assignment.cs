namespace SlsSyslog.EndToEnd;

/// <summary>What a measured program forwards.</summary>
/// <param name="Scenario">The shape and the settings.</param>
/// <param name="Logstore">The logs.</param>
/// <param name="Peers">The processes around it.</param>
/// <param name="SentPerRawByte">The bytes that the forwarder sends for each byte of raw log, as measured before.</param>
internal sealed record Assignment(Scenario Scenario, FilledLogstore Logstore, PeerSet Peers, double SentPerRawByte);
