using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Where a shard is read from, and whether that is its checkpoint already.
internal readonly record struct FoundPosition(LogPosition Position, bool IsStored);
