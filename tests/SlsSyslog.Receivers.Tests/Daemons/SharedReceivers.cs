namespace SlsSyslog.Receivers.Tests;

/// <summary>Defines the tests that share the daemons of the fixture. They run sequentially.</summary>
[CollectionDefinition(Name)]
public sealed class SharedReceivers : ICollectionFixture<ReceiversFixture>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "receivers";
}
