using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>A body formatter that configuration may name.</summary>
internal sealed record NamedBody(string Name, Func<IServiceProvider, IMessageFormatter> Create);
