namespace SlsSyslog.Receivers.Tests;

/// <summary>The tests that share the fixture's daemons; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedReceivers : ICollectionFixture<ReceiversFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "receivers";
}
