namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents what the readers of one branch share: a part of the memory budget, and the decoded blocks.</summary>
/// <param name="Puller">Sends the pulls.</param>
/// <param name="Decoder">Decodes the responses.</param>
/// <param name="Polls">Spaces out the polls of all branches.</param>
/// <param name="Pulls">The last pulls of all branches; <see langword="null"/> when there is only one.</param>
internal sealed record ReadLane(LogPuller Puller, BlockDecoder Decoder, PollScheduler Polls, SharedPulls? Pulls);
