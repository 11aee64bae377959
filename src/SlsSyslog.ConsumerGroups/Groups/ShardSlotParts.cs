using System.Globalization;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// What the shards of one logstore share.
internal sealed record ShardSlotParts(
    string Project,
    ShardReaderParts Reading,
    CheckpointTarget Checkpoints,
    PositionFinder Positions,
    ShardPosition? EndAt,
    TroubleLog Trouble,
    TimeProvider Time,
    ILogger Logger)
{
    public LogOrigin OriginOf(int shard) => new(Project, Reading.Logstore, shard.ToString(CultureInfo.InvariantCulture));
}
