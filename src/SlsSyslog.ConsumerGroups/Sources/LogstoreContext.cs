using System.Globalization;
using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides what every part needs that works on one logstore.</summary>
internal sealed record LogstoreContext(string Project, SlsClient Client, SlsClock Clock, SourceDiagnostics Diagnostics, TimeProvider TimeProvider)
{
    public string Name => Client.Logstore;

    public ILogger Logger => Diagnostics.Logger;

    /// <summary>Gets the name of a shard, as <c>logstore/shard</c>.</summary>
    public string ShardName(int shard) => string.Create(CultureInfo.InvariantCulture, $"{Name}/{shard}");

    public LogOrigin OriginOf(int shard) => new(Project, Name, shard.ToString(CultureInfo.InvariantCulture));
}
